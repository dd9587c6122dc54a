"""What every step stands on: an example's own copy of the office, the clock, and which texts a step may take."""

from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from publishing import clock
from publishing.models import Edition, Publication
from publishing.workflow import Refused
from tests.publishing.life.cast import Cast
from tests.publishing.life.exits import got
from tests.publishing.life.model import WITH_CONTACT, Office, Text, Version
from tests.publishing.life.rows import readers_agree, rows_agree

WHICH = st.integers(0, 11)
MINUTES = st.sampled_from([0, 0, 1, 60, 5000])  # from now until a version is public
LOOKS = st.sampled_from([False, False, True])  # at the page that asks first


class Stage(RuleBasedStateMachine):
    cast: Cast
    office: Office
    at_hand: set[int]  # the texts of this example, by their keys: the others stay as they are
    is_on_the_way = False

    def check(self):
        """After each step: every row is what it should be, now and later, and so is who is public by the one rule."""
        if self.is_on_the_way:
            return
        rows_agree(self.office)
        for instant in [self.office.now, *self.office.scheduled()[:1]]:
            with clock.at(instant):
                readers_agree(self.office.at(instant))

    @contextmanager
    def all_at_once(self):
        """Several steps, of which only the last is looked at."""
        self.is_on_the_way = True
        try:
            yield
        finally:
            self.is_on_the_way = False
        self.check()

    def clock(self):
        return clock.at(self.office.now)

    def edition(self, version: Version) -> Edition:
        return Edition.objects.select_related("publication").get(pk=version.pk)

    def publication(self, text: Text) -> Publication:
        return Publication.objects.get(pk=text.pk)

    def pick(self, things: list, which: int):
        return things[which % len(things)]

    def done(self, action, **what) -> bool:
        """Whether it was done; what the rules do not allow is refused with a sentence, and nothing else is raised."""
        try:
            action(**what)
        except Refused:
            return False
        return True

    def undone(self, act) -> None:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)

    def asked(self, text: Text, version: Version | None, act: str) -> str:
        """The page that says what will happen."""
        on = version.pk if version else f"publications/{text.pk}"
        with self.clock(), self.at_the_desk():
            return got(self.cast.at_top, f"/staff/texts/{on}/{act}/")

    def at_the_desk(self):
        """Labels on staff pages go by the machine's time, which is the clock's at the desk."""
        return patch.object(timezone, "now", lambda: self.office.now)

    # --- what becomes of a text -------------------------------------------------------------------------------------

    def is_approved(self, text: Text, begins: datetime) -> None:
        version = text.open
        version.contact = self.office.contact if text.kind in WITH_CONTACT else ""
        version.begins, version.is_submitted = begins, False

    def follow_headline(self, text: Text) -> None:
        """Before it is approved for the first time, the address is the headline's; without a version it has none."""
        if not text.line:
            text.path = f"/discarded/{text.pk}/"
        elif text.line[0].is_open:
            stem = {"position_paper": "/policy/positions/", "briefing": "/briefings/"}.get(text.kind, "/press/")
            path = f"{stem}{text.line[0].words}-headline"
            text.path = self.publication(text).path
            assert text.path.removesuffix("/").startswith(path)

    # --- which texts a step may take --------------------------------------------------------------------------------

    def texts(self):
        return [text for text in self.office.texts if text.pk in self.at_hand]

    def numbered(self):
        return [text for text in self.texts() if not text.is_removed]

    def with_open(self):
        return [text for text in self.numbered() if text.open]

    def discardable(self):
        return [text for text in self.texts() if text.open]

    def submitted(self):
        return [text for text in self.with_open() if text.open.is_submitted]

    def ready(self):
        return [text for text in self.with_open() if text.is_ready and not text.open.is_submitted]

    def closed(self):
        return [text for text in self.numbered() if text.line and not text.open]

    def comes_last(self, text, begins):
        return text.last_begins is None or begins > text.last_begins

    def with_discarded(self):
        return [text for text in self.numbered() if text.discarded and not text.open]

    def waiting(self):
        return [(text, version) for text in self.numbered() for version in text.scheduled(self.office.now)]

    def urgent(self):
        return [(text, version) for text in self.texts() for version in text.line if version.is_urgent]

    def public(self, is_withdrawn=None):
        found = [(text, text.public(self.office.now)) for text in self.numbered()]
        return [text for text, version in found if version and is_withdrawn in (None, version.is_withdrawn)]

    def removed(self):
        return [text for text in self.texts() if text.is_removed]

    def movable(self):
        return [text for text in self.public() if text.kind != "briefing"]

    def proposed(self):
        return [text for text in self.numbered() if text.proposed]

    def grantable(self):
        return [text for text in self.numbered() if text.kind != "briefing"]
