"""What government said of recommendations and what we found, as it is recorded: an Atom feed."""

from datetime import datetime, time

from django.contrib.syndication.views import Feed

from people.association import association
from people.links import absolute
from policy.models import Finding, GovernmentReply
from publishing.syndication.feeds import Atom
from times import LONDON

LENGTH = 50


class TrackerFeed(Feed):
    """The newest replies and findings of recommendations that everyone sees."""

    feed_type = Atom
    language = "en-GB"

    def title(self):
        return f"{association().name}: what became of recommendations"

    description = subtitle = "What government says, and what we found"

    def link(self):
        return absolute("/policy/tracker/")

    def feed_url(self):
        return absolute("/policy/tracker/feed.atom")

    def items(self):
        rows = [*self._newest(GovernmentReply.objects.public()), *self._newest(Finding.objects.public())]
        return sorted(rows, key=lambda row: row.recorded_at, reverse=True)[:LENGTH]

    def _newest(self, rows):
        rows = rows.uncorrected().select_related("recommendation__document")
        return rows.order_by("-recorded_at", "-pk")[:LENGTH]

    def item_title(self, row):
        asked = row.recommendation
        who = "Government says" if isinstance(row, GovernmentReply) else "We found"
        return f"{asked.reference}, {asked.document} {asked.number}: {who}: {row}"

    def item_description(self, row):
        return row.words or row.recommendation.text

    def item_link(self, row):
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
