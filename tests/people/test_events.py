"""Security events stand by themselves: after a refusal and a rollback, and before a private value is given."""

import re
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from homes import locations
from outbox import sending
from outbox.models import OutboxMessage
from people import actions
from people.models import Invitation, SecurityEvent, User
from people.security import record_alone
from tests.conftest import make_person

Kind = SecurityEvent.Kind


def events(*fields, **which):
    return list(SecurityEvent.objects.filter(**which).order_by("pk").values_list(*fields))


@pytest.fixture
def administrator(db):
    return make_person("admin@association.example", "administrator")


@pytest.fixture
def second(administrator):
    return make_person("second@association.example", "administrator")


@pytest.fixture
def trustee(db):
    return make_person("trustee@association.example", "data_protection_trustee")


@pytest.mark.django_db(transaction=True)
class TestThatStand:
    """With real transactions, as a request has them."""

    def test_a_refused_address_is_read_afterwards(self, signed_in, home, press_officer):
        address = reverse("homes:home_reveal", args=[home.pk])
        assert signed_in(press_officer).post(address, {"reason": "Curious"}).status_code == 403
        assert events("user", "subject", kind=Kind.ACCESS_REFUSED) == [(press_officer.pk, f"home reveal {home.pk}")]

    def test_a_refusal_deep_in_a_transaction_is_too(self, signed_in, owner, monkeypatch):
        def refuse(**given):
            with transaction.atomic():
                actions.queue_email(key="test:1", user=owner, subject="Lost", text="with what was refused")
                raise PermissionDenied

        monkeypatch.setattr("people.actions.end_role", refuse)
        role = owner.roles.get()
        assert signed_in(owner).post(f"/roles/{role.pk}/end/").status_code == 403
        assert not OutboxMessage.objects.exists()
        assert events("subject", "reason", kind=Kind.ACCESS_REFUSED) == [
            (f"role end {role.pk}", "This person may not do this.")
        ]

    def test_an_address_is_given_only_after_its_reading_is_committed(self, home, membership_manager):
        with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
            locations.reveal(home=home, by=membership_manager, reason="Flood")
        assert events("pk", kind=Kind.ADDRESS_READ) == []
        locations.reveal(home=home, by=membership_manager, reason="Flood")
        assert events("user", "reason", kind=Kind.ADDRESS_READ) == [(membership_manager.pk, "Flood")]

    def test_nothing_takes_back_what_was_recorded_alone(self, owner):
        with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
            record_alone(Kind.EXPORTED, user=owner, subject="3 homes")


def test_another_s_row_is_a_refusal_and_a_row_that_never_was_is_none(signed_in, home, outsider):
    client = signed_in(outsider)
    assert client.get(f"/homes/{home.pk}/").status_code == 404
    assert events("user", "subject", "reason", kind=Kind.ACCESS_REFUSED) == [
        (outsider.pk, f"home detail {home.pk}", "It is there, but not for this person.")
    ]
    assert client.get("/homes/999999/").status_code == 404
    assert client.get("/nowhere/").status_code == 404
    assert len(events("pk", kind=Kind.ACCESS_REFUSED)) == 1


def test_a_forged_form_is_a_refusal_and_an_anonymous_one_fills_no_table(owner):
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    assert client.post("/homes/add/", {}).status_code == 403
    assert events("user", "subject", kind=Kind.ACCESS_REFUSED) == [(owner.pk, "home add")]
    assert Client(enforce_csrf_checks=True).post("/accounts/login/", {}).status_code == 403
    assert len(events("pk", kind=Kind.ACCESS_REFUSED)) == 1


def invite_by_page(client, email, role="chief_executive"):
    """Sent again once the form has said what that person is already."""
    typed = {"email": email, "role": role}
    page = client.post("/staff/people/", typed, follow=True).content.decode()
    if said := re.search('name="read" value="([^"]+)"', page):
        page = client.post("/staff/people/", typed | {"read": unescape(said[1])}, follow=True).content.decode()
    return page


def test_who_asks_for_an_own_role_gets_no_mail_until_a_second_person_confirmed(signed_in, administrator, second):
    mine, theirs = signed_in(administrator), signed_in(second)
    assert "Another administrator has to confirm it" in invite_by_page(mine, administrator.email)
    invitation = Invitation.objects.get()
    assert [notice.user for notice in OutboxMessage.objects.all()] == [second]
    assert "Confirm<" not in mine.get("/staff/people/").content.decode()
    mine.post(f"/invitations/{invitation.pk}/confirm/")
    assert Invitation.objects.get().confirmed_at is None
    with pytest.raises(ValidationError, match="has been used"):
        actions.accept(invitation=invitation, name="", password=None)

    assert "Confirm<" in theirs.get("/staff/people/").content.decode()
    theirs.post(f"/invitations/{invitation.pk}/confirm/")
    Client().post(link_of(administrator))
    assert administrator.roles.current().filter(name="chief_executive").exists()
    assert events("kind", "user", "about", "subject") == [
        (Kind.OWN_ROLE_ASKED, administrator.pk, None, "Chief executive"),
        (Kind.OWN_ROLE_CONFIRMED, second.pk, administrator.pk, "Chief executive"),
        (Kind.ROLE_GIVEN, administrator.pk, administrator.pk, "Chief executive"),
    ]


def test_only_who_gives_roles_now_is_asked_and_confirms_and_no_other_role_than_that(administrator, second):
    former = make_person("former@association.example", "administrator")
    former.roles.update(ends_on=timezone.localdate())
    officer = make_person("officer@association.example", "press_officer")
    asked = {"email": administrator.email, "provider": None, "by": administrator}
    first, other = (actions.invite(role=role, **asked) for role in ("chief_executive", "policy_officer"))
    assert {notice.user for notice in OutboxMessage.objects.all()} == {second}
    for person in (User.objects.get(pk=former.pk), officer):
        with pytest.raises(PermissionDenied):
            actions.confirm(invitation=other, by=person)
    actions.confirm(invitation=other, by=second)
    assert list(Invitation.objects.filter(confirmed_at=None)) == [first]
    Invitation.objects.filter(pk=first.pk).update(expires_at=timezone.now())
    for over in (other, first):
        with pytest.raises(ValidationError, match="does not wait any more"):
            actions.confirm(invitation=over, by=second)


def test_one_invitation_is_withdrawn_and_none_that_was_accepted(administrator, second):
    emails_of = ("one@elsewhere.example", "two@elsewhere.example")
    one, two = (actions.invite(email=e, role="press_officer", provider=None, by=second) for e in emails_of)
    actions.withdraw(invitation=one)
    assert list(Invitation.objects.all()) == [two]
    actions.accept(invitation=two, name="Two", password="correct horse battery")
    actions.withdraw(invitation=two)
    assert list(Invitation.objects.all()) == [two]


def link_of(user) -> str:
    text = OutboxMessage.objects.filter(user=user, key__startswith="invitation:").latest("pk").text
    return "/" + next(word for word in text.split() if "/invitations/" in word).split("/", 3)[3]


def test_an_own_second_address_is_oneself_too(signed_in, administrator, second):
    administrator.emailaddress_set.create(email="private@elsewhere.example", verified=True, primary=False)
    assert "Another administrator has to confirm it" in invite_by_page(
        signed_in(administrator), "private@elsewhere.example"
    )


def test_a_sole_administrator_is_told_what_to_do(signed_in, administrator):
    page = invite_by_page(signed_in(administrator), administrator.email)
    assert "Invite a second one first" in page
    assert "create_staff" in page
    assert not Invitation.objects.exists()
    assert events("pk") == []


def test_what_waits_for_a_second_administrator_stands_before_them_and_the_trustee(signed_in, administrator, second):
    trustee = make_person("trustee@association.example", "data_protection_trustee")
    asks, question = "Roles to confirm", f"{administrator} asks to be chief executive"
    assert asks not in signed_in(second).get("/dashboard/").content.decode()
    invite_by_page(signed_in(administrator), administrator.email)
    assert question in (page := signed_in(second).get("/dashboard/").content.decode())
    assert '<a class="attention" href="/staff/people/#invited">' in page
    assert 'id="invited"' in signed_in(second).get("/staff/people/").content.decode()
    assert asks not in signed_in(administrator).get("/dashboard/").content.decode(), "they cannot confirm it"
    for person, way_on in [(second, 'href="/staff/people/#invited"'), (trustee, "An administrator confirms")]:
        page = signed_in(person).get("/staff/security/").content.decode()
        assert question in page
        assert way_on in page
    actions.confirm(invitation=Invitation.objects.get(), by=second)
    assert asks not in signed_in(second).get("/dashboard/").content.decode()
    assert question not in signed_in(trustee).get("/staff/security/").content.decode()


def test_a_question_that_is_settled_goes_out_no_more(signed_in, administrator, second):
    invite_by_page(signed_in(administrator), administrator.email)
    (notice,) = OutboxMessage.objects.all()
    assert sending.no_longer_wanted(notice) == ""
    actions.withdraw(invitation=Invitation.objects.get())
    assert sending.no_longer_wanted(notice) == "It does not wait any more."


def test_the_database_refuses_an_own_role_without_a_second_person(administrator, second):
    actions.invite(email=administrator.email, role="chief_executive", provider=None, by=administrator)
    own = Invitation.objects.all()
    with pytest.raises(IntegrityError, match="own_role_is_confirmed"), transaction.atomic():
        own.update(accepted_at=own.get().created_at)
    with pytest.raises(IntegrityError, match="confirmed_by_another"), transaction.atomic():
        own.update(confirmed_by=administrator)


def test_roles_of_others_are_recorded_with_who_and_for_whom(signed_in, administrator, owner, provider):
    invite_by_page(signed_in(administrator), "new@association.example", "press_officer")
    invitation = Invitation.objects.get()
    new = actions.accept(invitation=invitation, name="New", password="correct horse battery")
    signed_in(administrator).post(f"/roles/{new.roles.get().pk}/end/")
    about = new.pk
    assert events("kind", "user", "about", "subject") == [
        (Kind.INVITED, administrator.pk, None, "Press officer"),
        (Kind.ROLE_GIVEN, administrator.pk, about, "Press officer"),
        (Kind.ROLE_ENDED, administrator.pk, about, "Press officer"),
    ]
    actions.give_role(user=owner, role="colleague", provider=provider, reason="Test")
    assert events("user", "subject")[-1] == (None, f"Colleague of provider {provider.pk}")


def test_the_trustee_sees_them_in_words_by_kind_and_by_person(signed_in, trustee, owner, outsider, home):
    signed_in(outsider).get(f"/homes/{home.pk}/")
    record_alone(Kind.EXPORTED, user=owner, subject="3 homes, as csv")
    actions.give_role(user=owner, role="colleague", provider=home.provider, reason="Test", by=outsider)
    client = signed_in(trustee)
    page = client.get("/staff/security/").content.decode()
    for words in (
        "Access refused",
        f"home detail {home.pk}",
        "It is there, but not for this person.",
        "3 homes, as csv",
    ):
        assert words in page
    rows = [event.kind for event in client.get(f"/staff/security/?person={owner.pk}").context["page"]]
    assert rows == [Kind.ROLE_GIVEN, Kind.EXPORTED]
    rows = [
        event.kind for event in client.get(f"/staff/security/?person={outsider.pk}&kind=role_given").context["page"]
    ]
    assert rows == [Kind.ROLE_GIVEN]
    for nonsense in ("person=x", "person=999999999999999999999", "kind=x", "person=&kind="):
        assert len(client.get(f"/staff/security/?{nonsense}").context["page"].object_list) == 3


def test_no_event_holds_a_name_or_an_address(signed_in, administrator, second, owner, outsider, home):
    invite_by_page(signed_in(administrator), administrator.email)
    invite_by_page(signed_in(administrator), "new@association.example", "press_officer")
    signed_in(outsider).get(f"/homes/{home.pk}/")
    signed_in(owner).post("/homes/export/", {"format": "csv"})
    said = str(events("subject", "reason"))
    for private in ("@", "Bramble", "Invented Road", "Hazel", "Admin", "Owner", "9000001"):
        assert private not in said
    assert len(events("pk")) == 4
