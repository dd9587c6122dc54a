"""Steps with a text that is or was public: withdrawn, removed, moved, and back."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from publishing import actions
from publishing.models import UrgentReview
from tests.publishing.life.cast import WHY
from tests.publishing.life.desk import says_what_is_taken_back
from tests.publishing.life.stage import LOOKS, WHICH, Stage


class Afterwards(Stage):
    @precondition(lambda self: self.public(is_withdrawn=False))
    @rule(which=WHICH, looks=LOOKS)
    def withdraw(self, which, looks):
        text = self.pick(self.public(is_withdrawn=False), which)
        if looks:
            says_what_is_taken_back(self.asked(text, None, "withdraw"), text, self.office)
        with self.clock():
            actions.withdraw(publication=self.publication(text), by=self.cast.chief, reason=WHY)
        self.is_withdrawn(text)
        self.check()

    @precondition(lambda self: self.public(is_withdrawn=True))
    @rule(which=WHICH, looks=LOOKS)
    def reinstate(self, which, looks):
        text = self.pick(self.public(is_withdrawn=True), which)
        if looks:
            self.asked(text, None, "reinstate")
        with self.clock():
            actions.reinstate(publication=self.publication(text), by=self.cast.chief, reason=WHY)
        text.public(self.office.now).is_withdrawn = False
        self.check()

    @precondition(lambda self: self.urgent())
    @rule(which=WHICH, stands=st.booleans())
    def review_urgent(self, which, stands):
        text, version = self.pick(self.urgent(), which)
        verdict = UrgentReview.Verdict.STANDS if stands else UrgentReview.Verdict.WITHDRAWN
        with self.clock():
            review = UrgentReview.objects.get(edition=version.pk)
            actions.review_urgent(review=review, by=self.cast.chief, verdict=verdict, note=WHY)
        version.is_urgent = False
        if not stands and text.public(self.office.now) is version and not version.is_withdrawn:
            self.is_withdrawn(text)
        self.check()

    @precondition(lambda self: self.public())
    @rule(which=WHICH, looks=LOOKS, leads=st.booleans())
    def remove(self, which, looks, leads):
        text = self.pick(self.public(), which)
        if looks:
            says_what_is_taken_back(self.asked(text, None, "remove"), text, self.office)
        target = self.pick(self.office.texts, which).path if leads else ""
        what = {"publication": self.publication(text), "redirect_to": target}
        with self.clock():
            done = self.done(actions.remove, by=self.cast.chief, reason=WHY, **what)
        assert done == (not self.office.leads_back(target, text))
        if done:
            text.take_back(self.office.now)
            text.is_removed, text.proposed, text.redirect_to = True, "", target
        self.check()

    @precondition(lambda self: self.removed())
    @rule(which=WHICH, looks=LOOKS)
    def restore(self, which, looks):
        text = self.pick(self.removed(), which)
        if looks:
            self.asked(text, None, "restore")
        with self.clock():
            actions.restore(publication=self.publication(text), by=self.cast.chief, reason=WHY)
        text.is_removed, text.redirect_to = False, ""
        self.check()

    @precondition(lambda self: self.movable())
    @rule(which=WHICH, where=st.sampled_from(["new", "new", "former", "another's"]))
    def propose_move(self, which, where):
        text = self.pick(self.movable(), which)
        stem = text.path.rsplit("/", 2)[0]
        path = self.pick(self.known_paths(text, where) or [f"{stem}/moved-{self.office.token('q')[2:-1]}/"], which)
        what = {"publication": self.publication(text), "slug": path.removeprefix(f"{stem}/").strip("/")}
        with self.clock():
            done = self.done(actions.propose_move, by=self.cast.writer(text.kind), **what)
        assert done == (path != text.path and self.office.has_or_had(path) in (None, text))
        if done:
            text.proposed = path
        self.check()

    @precondition(lambda self: self.proposed())
    @rule(which=WHICH)
    def approve_move(self, which):
        text = self.pick(self.proposed(), which)
        what = {"publication": self.publication(text), "seen": text.proposed}
        with self.clock():
            done = self.done(actions.approve_move, by=self.cast.chief, **what)
        assert done == (self.office.has_or_had(text.proposed) in (None, text))
        if done:
            text.former_paths = (text.former_paths | {text.path}) - {text.proposed}
            text.path, text.proposed = text.proposed, ""
        self.check()

    @precondition(lambda self: self.proposed())
    @rule(which=WHICH)
    def drop_move(self, which):
        text = self.pick(self.proposed(), which)
        with self.clock():
            actions.drop_move(publication=self.publication(text), by=self.cast.writer(text.kind))
        text.proposed = ""
        self.check()

    def is_withdrawn(self, text):
        text.public(self.office.now).is_withdrawn = True
        text.take_back(self.office.now)

    def known_paths(self, text, where):
        """Addresses that the text had, or that another text has or had, in a fixed order."""
        if where == "new":
            return []
        if where == "former":
            return sorted(text.former_paths)
        stem = text.path.rsplit("/", 2)[0]
        others = [other for other in self.office.texts if other is not text]
        paths = {path for other in others for path in (other.path, *other.former_paths)}
        return sorted(path for path in paths if path.rsplit("/", 2)[0] == stem)
