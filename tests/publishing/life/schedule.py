"""Steps that change when a version is public, and time itself."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from publishing import actions
from tests.publishing.life.cast import WHY
from tests.publishing.life.desk import says_what_is_taken_back
from tests.publishing.life.stage import LOOKS, WHICH, Stage


class Schedule(Stage):
    @rule(minutes=st.sampled_from([1, 30, 61, 4000]))
    def tick(self, minutes):
        self.office.now += timedelta(minutes=minutes)
        self.check()

    @precondition(lambda self: self.office.scheduled())
    @rule(seconds=st.sampled_from([-1, 0, 1]))
    def tick_to_a_change(self, seconds):
        """One version takes the place of another at an instant: no second without any, and none with both."""
        self.office.now = max(self.office.now, self.office.scheduled()[0] + timedelta(seconds=seconds))
        self.check()

    @precondition(lambda self: self.waiting())
    @rule(which=WHICH, by_author=st.booleans(), looks=LOOKS)
    def pull(self, which, by_author, looks):
        text, version = self.pick(self.waiting(), which)
        if looks:
            says_what_is_taken_back(self.asked(text, version, "pull"), text, self.office, version)
        with self.clock():
            by = self.cast.writer(text.kind) if by_author else self.cast.chief
            draft = actions.pull(edition=self.edition(version), by=by, reason=WHY)
        text.take_back(self.office.now, text.line.index(version))
        assert draft.pk == text.open.pk
        self.check()

    @precondition(lambda self: self.waiting())
    @rule(which=WHICH, looks=LOOKS)
    def publish_now(self, which, looks):
        text, version = self.pick(self.waiting(), which)
        first = text.scheduled(self.office.now)[0]
        if looks:
            assert ("Anyone can read it at once" in self.asked(text, version, "publish-now")) == (version is first)
        self.office.now += timedelta(seconds=1)
        if version.begins <= self.office.now:
            return self.check()
        with self.clock():
            done = self.done(actions.publish_now, edition=self.edition(version), by=self.cast.chief, reason=WHY)
        assert done == (version is first)
        if done:
            version.begins = self.office.now
        return self.check()
