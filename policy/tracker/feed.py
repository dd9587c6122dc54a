"""What government said of recommendations, what we found, and what became of our asks, as it is recorded: Atom."""

from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.db.models import Prefetch

from people.association import association
from people.links import absolute
from policy.models import Ask, AskState, Finding, GovernmentReply
from publishing.syndication.feeds import Atom
from times import LONDON

LENGTH = 50


class TrackerFeed(Feed):
    """The newest replies and findings of recommendations, and states of asks, that everyone sees."""

    feed_type = Atom
    language = "en-GB"

    def title(self):
        return f"{association().name}: what became of recommendations and asks"

    description = subtitle = "What government says, what we found, and what became of what we ask for"

    def link(self):
        return absolute("/policy/tracker/")

    def feed_url(self):
        return absolute("/policy/tracker/feed.atom")

    def items(self):
        rows = [*self._newest(GovernmentReply.objects.public()), *self._newest(Finding.objects.public())]
        states = AskState.objects.public().prefetch_related(Prefetch("ask", Ask.objects.public().for_readers()))
        rows += states.order_by("-recorded_at", "-pk")[:LENGTH]
        return sorted(rows, key=lambda row: row.recorded_at, reverse=True)[:LENGTH]

    def _newest(self, rows):
        rows = rows.uncorrected().select_related("recommendation__document")
        return rows.order_by("-recorded_at", "-pk")[:LENGTH]

    def item_title(self, row):
        if isinstance(row, AskState):
            return f"{row.ask.reference}, {row.ask.newest.text}: {row}"
        asked = row.recommendation
        who = "Government says" if isinstance(row, GovernmentReply) else "We found"
        return f"{asked.reference}, {asked.document} {asked.number}: {who}: {row}"

    def item_description(self, row):
        return row.words or row.recommendation.text

    def item_link(self, row):
        if isinstance(row, AskState):
            return absolute(f"/policy/tracker/a{row.ask_id}/")
        return absolute(f"/policy/tracker/r{row.recommendation_id}/")

    def item_guid(self, row):
        return f"{self.item_link(row)}#{row.anchor}"

    item_guid_is_permalink = False

    def item_pubdate(self, row):
        return datetime.combine(row.on, time(), LONDON)

    def item_updateddate(self, row):
        return row.recorded_at

    def item_extra_kwargs(self, row):
        return {"summary": row.words or row.recommendation.text}
