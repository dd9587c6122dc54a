"""Who writes, approves and reads, and what texts refer to: made once, shared by all examples."""

from django.test import Client

from people.models import Role
from policy.models import Document, PublicBody
from publishing import actions
from publishing.models import Boilerplate, PressContact, Topic
from tests.conftest import make_person
from tests.publishing.life.model import WITH_CONTACT
from tests.publishing.test_embargo import accredit

TOPICS = ("workforce", "costs")
PAPERS = ("Review of places", "Report on costs")
WHY = "Because of a reason."


class Cast:
    def __init__(self, press, policy, chief, signed_in):
        self.press, self.policy, self.chief = press, policy, chief
        for writer in (press, policy):
            Role.objects.create(user=writer, name="urgent_publisher")
        self.journalist = make_person("carys@ledger.example", "journalist")
        accredit(self.journalist, press)
        actions.accept_terms(user=self.journalist)
        self.topics = {slug: Topic.objects.create(slug=slug, name=slug.capitalize()) for slug in TOPICS}
        body = PublicBody.objects.create(name="Department for Education", slug="dfe")
        of = {"body": body, "kind": "report", "published_on": "2026-01-05", "link": "https://consult.example/2"}
        self.papers = {title: Document.objects.create(title=title, **of) for title in PAPERS}
        PressContact.objects.update(name="zx0k")
        Boilerplate.objects.create(name="About us", text="<p>zx0b</p>")
        self.anyone, self.at_embargo = Client(), signed_in(self.journalist)
        self.at_press, self.at_policy, self.at_top = signed_in(press), signed_in(policy), signed_in(chief)

    def writer(self, kind: str):
        return self.policy if kind == "position_paper" else self.press

    def at_desk(self, kind: str) -> Client:
        return self.at_policy if kind == "position_paper" else self.at_press

    def reader(self, kind: str) -> Client:
        """Whose page of a text is looked at: briefings are for members and for colleagues."""
        return self.at_press if kind == "briefing" else self.anyone

    def content(self, words: str, kind: str, topic: str) -> dict:
        """What a form hands to `start` and to `edit`."""
        own = {"byline": "Siân"} if kind == "blog" else {}
        if kind in WITH_CONTACT:
            own["boilerplate"] = Boilerplate.objects.public().get()
        return own | {
            "title": f"{words} headline",
            "summary": f"{words} is what we say in short, and why it matters.",
            "body": f"<p>{words} at length.</p>",
            "topic": self.topics[topic],
        }
