"""What a role says of its mail is what is written to its people, and a role is said where somebody is given one."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from bulletins.audience import addressees
from bulletins.models import Bulletin
from duties.actions import choose_reminder
from homes import actions as homes
from homes.proposing import _tell_owners
from members.invoices.actions import charge_of, credit, send_invoice
from members.invoices.emails import queue_invoice_emails
from members.leaving.actions import end_membership
from members.models import Invoice, Term
from members.models.reminder import REMINDED
from members.reminders.actions import remind as send_reminders
from outbox.models import OutboxMessage
from people import actions
from people.access import ROLES, Permission, Side
from people.access_requests.actions import ask, prove
from people.models import Provider
from people.providers.actions import invite_owner
from people.role_mail import Mail, in_words
from policy.calls import actions as calls
from policy.evidence import actions as evidence
from policy.models import Given
from policy.receipts import telling
from register.models import RegisterFile
from tests.conftest import make_person
from tests.homes.values import make_home
from tests.members.conftest import make_rule, make_term
from tests.policy.conftest import make_body, make_consultation, make_sent
from tests.reading import text

P = Permission
SETTLED = {"outcome": "<p>Yes.</p>", "outcome_on": timezone.localdate()}
OF_PROVIDERS = [role for role in ROLES.values() if role.side == Side.PROVIDER]


@pytest.fixture
def everyone(the_register, membership_manager, provider):
    """A provider in membership with one person of each role."""
    make_term(provider, ends_in=20)
    people = {role.name: make_person(f"{role.name}@hazelbank.example", role.name, provider) for role in OF_PROVIDERS}
    return SimpleNamespace(provider=provider, staff=membership_manager, **people)


def refuse_a_home(cast):
    claimed = homes.claim(urn="9000001", provider=cast.provider, by=cast.owner)
    homes.refuse(home=claimed, by=cast.staff, reason="Another provider's.")


def join_as_manager(cast):
    invitation = actions.invite(email="n@x.example", role="home_manager", provider=cast.provider, by=None)
    OutboxMessage.objects.all().delete()
    actions.accept(invitation=invitation, name="Newcomer", password="three plain words here")


def propose(cast):
    _tell_owners(RegisterFile.objects.get(), [make_home(cast.provider, "confirmed", "9000099").pk])


def ask_to_send(cast):
    make_body()
    consultation = make_consultation("OPEN-1")
    given = {question.pk: Given("What we see", "attributed") for question in consultation.questions.all()}
    made = evidence.save(consultation=consultation, provider=cast.provider, by=cast.colleague, given=given)
    return evidence.ask_to_send(submission=made, by=cast.colleague, seen=made.version)


def give_back(cast):
    asked = ask_to_send(cast)
    OutboxMessage.objects.all().delete()
    evidence.give_back(submission=asked, by=cast.owner, note="More of it.")


def tell_a_receipt(cast):
    make_body()
    make_sent(make_consultation("OVER-1", opens=-30, ours=-20, closes=-10, **SETTLED), cast.provider)
    telling.tell()


def invite_an_owner(cast):
    """The owner that there was has left, so the role itself is written to by nobody."""
    cast.owner.roles.update(ends_on=timezone.localdate())
    invite_owner(provider=cast.provider, email="sian@hazelbank.example", by=cast.staff)
    OutboxMessage.objects.filter(user=None).delete()  # the invitation itself


def ask_to_join(cast):
    asked = ask(name="Huw", email="huw@hazelbank.example")
    OutboxMessage.objects.all().delete()  # the link to them
    prove(request=asked)


def invoice(cast):
    term = Term.objects.get(provider=cast.provider)
    queue_invoice_emails(send_invoice(term=term, charges=[charge_of(term)], by=cast.staff))


def remind(cast):
    make_rule(days=300, roles=REMINDED)
    send_reminders(today=timezone.localdate())


def end_a_membership(cast):
    end_membership(provider=cast.provider, last_day=timezone.localdate(), reason="dues", by=cast.staff)


def credit_an_invoice(cast):
    invoice(cast)
    OutboxMessage.objects.all().delete()
    credit(invoice=Invoice.objects.get(), amount=1, reason="Too much", by=cast.staff)


def remind_of_an_invoice(cast):
    invoice(cast)
    OutboxMessage.objects.all().delete()
    make_rule(about="invoice", days=40, roles=REMINDED)
    send_reminders(today=timezone.localdate())


def call_for_evidence(cast):
    consultation = make_consultation("OPEN-2")
    officer = make_person("policy@association.example", "policy_officer")
    calls.call(consultation=consultation, members="", to="writers", words="", by=officer)
    calls.send_calls()


@pytest.mark.parametrize(
    ("mail", "cause"),
    [
        (Mail.HOMES, refuse_a_home),
        (Mail.NEW_MANAGERS, join_as_manager),
        (Mail.REGISTER, propose),
        (Mail.EVIDENCE, call_for_evidence),
        (Mail.TO_SEND, ask_to_send),
        (Mail.GIVEN_BACK, give_back),
        (Mail.RECEIPTS, tell_a_receipt),
        (Mail.NEW_OWNER, invite_an_owner),
        (Mail.JOINING, ask_to_join),
        (Mail.INVOICES, invoice),
        (Mail.INVOICES, credit_an_invoice),
        (Mail.RENEWAL, remind),
        (Mail.LEAVING, end_a_membership),
        (Mail.UNPAID, remind_of_an_invoice),
    ],
)
def test_who_is_written_to_holds_a_role_that_says_so_and_nobody_else_is(everyone, mail, cause):
    OutboxMessage.objects.all().delete()
    cause(everyone)
    got = OutboxMessage.objects.values_list("user__roles__name", flat=True)
    assert set(got) == {role.name for role in OF_PROVIDERS if mail in role.mails}


@pytest.mark.parametrize(
    ("mail", "audience"), [(Mail.MEMBERS, Bulletin.Audience.MEMBERS), (Mail.MANAGERS, Bulletin.Audience.MANAGERS)]
)
def test_bulletins_reach_the_roles_that_say_so(everyone, mail, audience):
    reached = {email.split("@")[0] for email in addressees(audience).values_list("email", flat=True)}
    assert reached == {role.name for role in OF_PROVIDERS if mail in role.mails}


@pytest.mark.parametrize("role", OF_PROVIDERS, ids=lambda role: role.name)
def test_who_may_choose_mails_about_duties_is_told_so(everyone, role):
    assert (Mail.DUTIES in role.mails) == (P.HOME_VIEW in role.permissions)
    if Mail.DUTIES in role.mails:
        choose_reminder(frequency="weekly", today=timezone.localdate(), by=getattr(everyone, role.name))


@pytest.mark.parametrize(
    ("mail", "permissions"),
    [
        (Mail.TO_APPROVE, {P.RELEASE_APPROVE, P.POLICY_APPROVE}),
        (Mail.SENT_BACK, {P.RELEASE_WRITE, P.POLICY_WRITE}),
        (Mail.TRANSFERS, {P.HOME_CONFIRM}),
        (Mail.OWN_ROLES, {P.ROLE_MANAGE}),
        (Mail.EMBARGO, {P.EMBARGO_READ}),
    ],
)
def test_mail_that_follows_a_permission_is_said_of_whoever_holds_it(mail, permissions):
    """Those who write it look for the permission."""
    holding = {role.name for role in ROLES.values() if permissions & role.permissions}
    assert {role.name for role in ROLES.values() if mail in role.mails} == holding


def test_a_role_without_mail_says_so():
    assert ROLES["urgent_publisher"].mail == "Gets no mail, but for what is about their own account."
    assert in_words((Mail.DUTIES, Mail.RENEWAL)) == (
        "Gets mail about duties, if they choose so; the renewal of the membership."
    )


def test_both_sentences_stand_where_one_invites_among_the_people_and_before_one_accepts(
    signed_in, owner, provider, client
):
    make_person("sian@hazelbank.example", "finance_contact", provider)
    page = text(signed_in(owner).get(f"/providers/{provider.pk}/people/"))
    for role in OF_PROVIDERS:
        # among the people as well, of those who are there
        held = provider.roles.filter(name=role.name).exists()
        assert page.count(role.mail) >= 1 + held
        assert page.count(role.sentence.replace("'", "&#x27;")) == 1 + held
    invitation = actions.invite(email="new@hazelbank.example", role="reader", provider=provider, by=owner)
    offered = text(client.get(invitation.link.split("example", 1)[-1].split(":8000")[-1]))
    assert ROLES["reader"].mail in offered


def test_an_owner_invites_to_the_new_roles(signed_in, owner, provider):
    for role in ("reader", "finance_contact"):
        signed_in(owner).post(f"/providers/{provider.pk}/people/", {"email": f"{role}@x.example", "role": role})
    assert set(provider.invitations.values_list("role", flat=True)) == {"reader", "finance_contact"}


def test_everyone_reads_what_their_roles_are(signed_in, owner, provider, other_provider):
    actions.give_role(user=owner, role="reader", provider=other_provider, reason="Board")
    page = text(signed_in(owner).get("/roles/own/"))
    for role, at in (("owner", provider), ("reader", other_provider)):
        assert f"{ROLES[role].label} of {at}".replace("'", "&#x27;") in page
        assert ROLES[role].mail in page
    assert 'href="/roles/own/"' in text(signed_in(owner).get("/accounts/email/"))
    owner.roles.update(ends_on=timezone.localdate())
    assert "You have no role here now" in text(signed_in(owner).get("/roles/own/"))


def test_a_reader_is_offered_nothing_that_they_may_not_do(signed_in, everyone):
    """Of one home and of many: test_ways holds that no form leads to a refusal, and this that none is left out."""
    for number in range(9000021, 9000027):
        make_home(everyone.provider, "confirmed", str(number))
    edits = {"/homes/": "Change those that I ticked", "/duties/": "Load by sheet"}
    for address, offer in edits.items():
        assert offer in text(signed_in(everyone.colleague).get(address))
        assert offer not in text(signed_in(everyone.reader).get(address))
    assert Provider.objects.visible_to(everyone.reader).get() == everyone.provider
