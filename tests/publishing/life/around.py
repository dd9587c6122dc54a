"""Steps beside the texts themselves: who reads early, what texts refer to, and pages that were left open."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from publishing import actions
from publishing.actions.catalogue import save_about
from publishing.models import Boilerplate, EmbargoGrant, PressContact
from tests.publishing.life.cast import TOPICS, WHY
from tests.publishing.life.stage import WHICH, Stage

ON_A_VERSION = {"submit", "approve", "send_back", "pull", "publish_now", "discard_draft", "draft_again"}
ON_A_TEXT = {"start_next", "withdraw", "reinstate", "remove", "restore"}
WITHOUT_REASON = {"submit", "approve", "discard_draft", "draft_again", "start_next"}
OF_WRITERS = {"submit", "discard_draft", "draft_again", "start_next"}


class Around(Stage):
    @precondition(lambda self: self.grantable())
    @rule(which=WHICH)
    def give_or_end_grant(self, which):
        text = self.pick(self.grantable(), which)
        with self.clock():
            what = {"publication": self.publication(text)}
            if text.granted:
                held = EmbargoGrant.objects.in_force().get(**what)
                actions.end_grant(grant=held, by=self.cast.chief, reason=WHY)
            else:
                actions.give_grant(user=self.cast.journalist, by=self.cast.chief, **what)
        text.granted = not text.granted
        self.office.now += timedelta(seconds=1)  # a grant that ends as it begins has never been
        self.check()

    @rule(topic=st.sampled_from(TOPICS))
    def give_or_end_topic_grant(self, topic):
        with self.clock():
            held = EmbargoGrant.objects.in_force().filter(topic__isnull=False).first()
            if held:
                actions.end_grant(grant=held, by=self.cast.chief, reason=WHY)
            else:
                actions.give_grant(user=self.cast.journalist, by=self.cast.chief, topic=self.cast.topics[topic])
        self.office.topic_granted = "" if held else topic
        self.office.now += timedelta(seconds=1)
        self.check()

    @rule(of_us=st.booleans())
    def change_what_texts_refer_to(self, of_us):
        """A contact's name, or the words about us: texts have them as they were approved."""
        if of_us:
            self.office.about_us = self.office.token("b")
            about = Boilerplate.objects.public().get()
            about.text = f"<p>{self.office.about_us}</p>"
            save_about(about=about, by=self.cast.press)
        else:
            self.office.contact = self.office.token("k")
            PressContact.objects.update(name=self.office.contact)
        self.check()

    @precondition(lambda self: self.texts())
    @rule(which=WHICH, what=st.sampled_from(sorted(ON_A_VERSION | ON_A_TEXT)))
    def press_a_button_of_an_old_page(self, which, what):
        """Whatever does not fit is refused with a sentence, and nothing else is raised."""
        text = self.pick(self.texts(), which)
        version = self.pick(text.line + text.discarded, which)
        with self.clock():
            on = {"edition": self.edition(version)} if what in ON_A_VERSION else {"publication": self.publication(text)}
            on |= {} if what in WITHOUT_REASON else {"reason": WHY}
            on |= {"seen": on["edition"].content_hash, "public_from": None} if what == "approve" else {}
            by = self.cast.writer(text.kind) if what in OF_WRITERS else self.cast.chief
            self.undone(lambda: self.done(getattr(actions, what), by=by, **on))
        self.check()
