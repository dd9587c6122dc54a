"""Every page has a way to it: each role comes by links alone, from its first screen, to whatever it may open."""

from pathlib import Path
from typing import ClassVar

import pytest
from django.test import Client, TestCase

from chaportal.purging.work import look
from homes import actions as homes
from media_releases.actions import start_release
from publishing import actions as publishing
from tests import world as worlds
from tests.conftest import make_person, make_provider
from tests.system import matrix
from tests.system.links import Walk, name_of, walk
from tests.undoing import undone

# Two owners are one role: what only one of them has something to do with, a link need show to that one alone.
ROLES = {name: [name] for name in matrix.PEOPLE if name != "outsider"} | {"owner": ["owner", "outsider"]}
# What no link leads to, and why it needs none.
WITHOUT_LINK = {
    "mail_test_opened": "its address is in the mail that is tested",
    "policy:answer_coding_edit": "its form stands among the answers; by itself it shows what is wrong in it",
    "people:session_end": "the page's script asks when the session ends",
    "publishing:autosave_write": "the page's script asks while somebody types",
    "policy:submission_autosave": "the page's script asks while somebody types",
}
# What a role may open only after another did something that the world of the tests does not hold.
NOT_NOW = {
    ("manager", "homes:home_sheet_add"): "sheets are for who has many homes",
    ("owner", "members:rejoin"): "it is for who is no member",
    ("press", "publishing:autosave_detail"): "one's own unsaved words stand in one's own form",
    ("press", "publishing:urgent_review"): "the press officer's own urgent text is for another to look at",
}
# Acts that are offered in a state which the world does not hold: here a template must name them.
IN_A_STATE = {
    *("bulletins:bulletin_pause", "bulletins:bulletin_resume", "bulletins:bulletin_try_again", "embargo_terms"),
    *("duties:absence_end", "duties:duty_recurrence_default", "duties:duty_share_stop", "duties:duty_sheet_save"),
    *("duties:raised_untick", "people:provider_choose"),
    *("duties:premises_add", "duties:premises_assessed", "duties:premises_end", "duties:assessment_void"),
    *("members:directory_put_back", "people:provider_run_by_parent", "members:application_reopen"),
    *("members:rejoin", "members:rejoin_answer", "members:rejoin_withdraw"),
    *("homes:home_sheet_recheck", "register:owner_match", "register:welsh_service_enter"),
    *("media_releases:accreditation_lift", "media_releases:on_call_remove", "publishing:autosave_carry"),
    *("people:invitation_again", "policy:evidence_release"),
    *("policy:question_ask_again", "policy:question_move", "publishing:edition_show_again"),
    *("policy:submission_ask", "policy:submission_return", "policy:submission_send_many"),
    *("policy:submission_autosave", "policy:submission_autosave_discard"),
    *("publishing:autosave_write", "publishing:edition_publish_urgently"),
    *("publishing:quotation_note", "publishing:shown_earlier", "purge_propose"),
}
ACTS = {page.name for page in matrix.PAGES if page.methods == "POST"}
TEMPLATES = "".join(path.read_text() for path in Path("templates").rglob("*.html"))


@pytest.mark.slow
class WaysTest(TestCase):
    walks: ClassVar[dict[str, Walk]] = {}  # not of setUpTestData, which gives each test a copy

    @classmethod
    def setUpTestData(cls):
        cls.world = worlds.ready()
        _more(cls.world)

    def setUp(self):
        # Walked once for all tests: none of them leaves anything behind.
        for person in matrix.PEOPLE if not self.walks else ():
            self.walks[person] = walk(self.client_of(person))

    def client_of(self, person: str) -> Client:
        client = Client()
        client.force_login(self.world.people[person])
        return client

    def test_each_role_reaches_every_page_that_it_may_open(self):
        for role, people in ROLES.items():
            shown = set().union(*(self.walks[person].names for person in people))
            for page in matrix.PAGES:
                if page.methods == "GET" and set(people) & set(page.allowed.split()):
                    with self.subTest(role=role, page=page.name):
                        assert ("GET", page.name) in shown or page.name in WITHOUT_LINK or (role, page.name) in NOT_NOW

    def test_every_act_is_offered_on_some_page(self):
        shown = set().union(*(walked.names for walked in self.walks.values()))
        for page in matrix.PAGES:
            if page.methods == "POST":
                with self.subTest(page=page.name):
                    assert (("POST", page.name) in shown) != (page.name in IN_A_STATE)
                    assert page.name not in IN_A_STATE or f"'{page.name}'" in TEMPLATES

    def test_no_link_leads_to_a_refusal(self):
        for person, walked in self.walks.items():
            refused = {to: walked.shown.get(("GET", to)) for to, status in walked.statuses.items() if status >= 400}
            with self.subTest(person=person):
                assert refused == {}

    def test_no_form_leads_to_a_refusal(self):
        for person, walked in self.walks.items():
            client = self.client_of(person)
            acts = {name_of(address): address for method, address in walked.shown if method == "POST"}
            for name, address in acts.items():
                if name in ACTS:
                    with self.subTest(person=person, address=address, page=walked.shown["POST", address]), undone():
                        assert client.post(address).status_code not in {403, 404, 405, 500}

    def test_every_page_leads_back(self):
        for person, walked in self.walks.items():
            with self.subTest(person=person):
                assert walked.dead_ends() == set()


def _more(world):
    """States that have ways of their own: many homes, texts that were taken away, a proposed address and removal."""
    owner, press = world.people["owner"], world.people["press"]
    twin = make_provider("Twin Care")  # may be the same as another, and so be merged
    make_person("first@twin.example", "reader", twin)  # has the name of another one
    look(world.purge)
    facts = {"kind": "Care home for children", "local_authority": "Powys", "places": 4, "registered_on": None}
    for number in range(5):
        homes.claim_service(number=f"WAYS-{number}", provider=world.hazel, by=owner, **facts)
    for title, take_away in (("Withdrawn", publishing.withdraw), ("Removed", publishing.remove)):
        words = {
            "title": title,
            "summary": f"Summary of what is {title}: what it says in short",
            "body": "<p>Words.</p>",
        }
        draft = start_release(kind="statement", by=press, topic=world.topic, **words)
        text = worlds.publish(draft, world, minutes=None)
        take_away(publication=text.publication, by=world.people["chief"], reason="Wrong.")
    publishing.propose_move(publication=world.revised.publication, slug="elsewhere", by=press)
