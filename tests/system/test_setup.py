"""From nothing to a working portal: each step is on the first screen of who can do it, and goes when it is done."""

import re

import pytest
from django.core import mail
from django.utils import timezone

from chaportal.backup.records import last_verified_backup
from chaportal.setup.steps import STEPS
from jobs.models import JobRun
from members.models import RulesVersion
from outbox import sending
from outbox.models import OutboxMessage
from people import actions
from people.models import MailTest
from publishing.models import Boilerplate, PressContact, Topic
from register.models import RegisterFile
from register.releasing import put_in_use
from tests.conftest import make_person
from tests.members.conftest import make_dues

TITLE = "Set up the portal"


@pytest.fixture
def administrator(db):
    return make_person("admin@association.example", "administrator")


def section(client) -> str:
    """The text of the section on a first screen, or nothing."""
    page = client.get("/dashboard/").content.decode()
    found = re.search(rf"{TITLE}</h2>(.*?)</section>", page, re.DOTALL)
    return found[1] if found else ""


def test_each_step_is_a_link_and_goes_when_it_is_done(administrator, signed_in):
    client = signed_in(administrator)
    assert section(client).count("<li>") == len(STEPS) == 14
    for step in STEPS:
        assert step.text in section(client)
    for text, do in DOINGS.items():
        assert text in section(client), text
        do(administrator)
        assert text not in section(client), text
    assert section(client) == "", "all is done, so the section is gone"


def _set(administrator):
    actions.save_association(by=administrator, facts={"name": "Verge"})


def _arrive(administrator):
    MailTest.objects.create(user=administrator, arrived_at=timezone.now())


def _register(administrator):
    file = RegisterFile.objects.create(as_at=timezone.localdate(), sha256="0" * 64)
    put_in_use(file, covers="all", by=administrator)


def _back_up(administrator):
    JobRun.objects.create(name="backup", finished_at=timezone.now(), outcome="Failed: the disk is full")
    assert last_verified_backup() is None
    JobRun.objects.create(name="backup", finished_at=timezone.now(), outcome="Verified: 4,000 rows, 12 files")


def _publish(administrator):
    RulesVersion.objects.create(kind="code", starts_on=timezone.localdate(), text="We keep to it.")


DOINGS = {
    "Say what the association is": _set,
    "Test that mail arrives": _arrive,
    "Invite a second administrator": lambda by: make_person("second@association.example", "administrator"),
    "Invite a press officer": lambda by: make_person("press@association.example", "press_officer"),
    "Invite someone who approves": lambda by: make_person("chief@association.example", "chief_executive"),
    "Invite the trustee": lambda by: make_person("trustee@association.example", "data_protection_trustee"),
    "Add whom journalists ring": lambda by: PressContact.objects.create(name="Jo", telephone="1", email="j@x.example"),
    "Add the first topic": lambda by: Topic.objects.create(slug="pay", name="Pay"),
    "Write what stands about us": lambda by: Boilerplate.objects.create(name="Short", text="<p>We speak.</p>"),
    "Load the first list": _register,
    "Invite a membership manager": lambda by: make_person("desk@association.example", "membership_manager"),
    "Publish the membership criteria": _publish,
    "Release the first dues": lambda by: make_dues(),
    "Make a first backup": _back_up,
}


def test_what_the_reader_may_not_do_says_who_can(administrator, signed_in):
    said = section(signed_in(administrator))
    assert "A press officer can, and nobody is one yet." in said
    assert "A membership manager can, and nobody is one yet." in said
    make_person("jo@association.example", "press_officer")
    assert "Jo can: press officer." in section(signed_in(administrator))
    assert "/staff/texts/contacts/" not in section(signed_in(administrator)), "it would answer 403"


def test_whoever_can_do_a_step_has_its_link_and_no_other(administrator, press_officer, membership_manager, signed_in):
    Boilerplate.objects.create(name="Short", text="<p>We speak.</p>")
    PressContact.objects.all().delete()
    links = re.findall(r'href="([^"]+)"', section(signed_in(press_officer)))
    assert links == ["/staff/texts/contacts/new/", "/staff/texts/topics/new/"]
    links_of_members = re.findall(r'href="([^"]+)"', section(signed_in(membership_manager)))
    assert links_of_members == ["/staff/register/", "/staff/membership/rules/new/", "/staff/dues/"]
    for link in links:
        assert signed_in(press_officer).get(link).status_code == 200


def test_an_invitation_that_waits_is_said_to(administrator, signed_in):
    actions.invite(email="jo@association.example", role="press_officer", provider=None, by=administrator)
    row = next(row for row in section(signed_in(administrator)).split("<li>") if "Invite a press officer" in row)
    assert "Invited, not joined yet" in row
    said = section(signed_in(administrator))
    assert said.count("A press officer can, who is invited and has not joined yet.") == 3
    assert "A membership manager can, and nobody is one yet." in said


def test_one_press_officer_alone_cannot_approve_and_two_can(administrator, press_officer, signed_in):
    assert "Invite someone who approves" in section(signed_in(administrator))
    make_person("kwame@association.example", "press_officer")
    assert "Invite someone who approves" not in section(signed_in(administrator))


def test_owners_and_other_staff_see_nothing_of_it(owner, policy_officer, signed_in):
    for user in (owner, policy_officer):
        assert TITLE not in signed_in(user).get("/dashboard/").content.decode()


def test_the_first_screen_asks_the_same_number_of_questions_however_many_people_there_are(
    administrator, signed_in, django_assert_num_queries
):
    client = signed_in(administrator)
    client.get("/dashboard/")
    with django_assert_num_queries(QUERIES):
        client.get("/dashboard/")
    for number in range(20):
        make_person(f"press{number}@association.example", "press_officer")
    with django_assert_num_queries(QUERIES):
        client.get("/dashboard/")


QUERIES = 31


# --- The test of mail ------------------------------------------------------------------------------------------------


def test_a_test_mail_s_link_finishes_the_step(administrator, signed_in):
    client = signed_in(administrator)
    page = client.post("/staff/mail-test/", follow=True).content.decode()
    assert "It waits here" in page
    sending.send_outbox()
    assert "The mail server took it" in client.get("/staff/mail-test/").content.decode()
    message = mail.outbox[-1]
    assert message.to == [administrator.email]
    link = re.search(r"http\S+", message.body)[0]
    assert "Test that mail arrives" in section(client)
    assert "mail works" in client.get(link).content.decode()
    assert client.get(link).status_code == 200, "twice changes nothing"
    assert "Test that mail arrives" not in section(client)
    assert MailTest.objects.get().is_proven


def test_a_person_can_say_that_it_arrived(administrator, signed_in):
    client = signed_in(administrator)
    assert "No test mail was sent yet" in client.post("/staff/mail-test/arrived/", follow=True).content.decode()
    assert "Test that mail arrives" in section(client)
    client.post("/staff/mail-test/")
    assert "Noted" in client.post("/staff/mail-test/arrived/", follow=True).content.decode()
    assert "Test that mail arrives" not in section(client)
    assert not MailTest.objects.get().is_proven


@pytest.mark.parametrize("token", ["abc", "1:2:3", "%F0%9F%8F%A0"])
def test_a_link_that_is_none_finishes_nothing(administrator, signed_in, token):
    client = signed_in(administrator)
    client.post("/staff/mail-test/")
    assert (
        "too old, or a piece of it is missing" in client.get(f"/staff/mail-test/{token}/", follow=True).content.decode()
    )
    assert MailTest.objects.get().arrived_at is None


def test_a_mail_that_is_not_sent_says_why(administrator, signed_in):
    client = signed_in(administrator)
    client.post("/staff/mail-test/")
    OutboxMessage.objects.update(dropped_at=timezone.now(), dropped_reason="The account is closed.")
    assert "It was not sent: The account is closed." in client.get("/staff/mail-test/").content.decode()
