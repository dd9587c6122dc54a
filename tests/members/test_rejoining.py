"""A provider that is no member has one button back, and what comes of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from members.applications import actions
from members.membership import status_of, with_membership, with_status
from members.models import Application
from members.status import Status
from outbox.models import OutboxMessage
from people.models import Provider
from people.templatetags.people import day
from tests.conftest import make_person
from tests.members.conftest import make_dues, make_term
from tests.reading import text


@pytest.fixture
def lapsed(provider):
    make_term(provider, ends_in=-31)
    return provider


@pytest.fixture
def asked(lapsed, owner):
    return actions.rejoin(provider=lapsed, by=owner)


def of(provider) -> Provider:
    return with_status(Provider.objects.all()).get(pk=provider.pk)


def test_a_lapsed_member_s_first_screen_and_page_have_the_way_back(signed_in, owner, lapsed):
    client = signed_in(owner)
    ended = day(timezone.localdate() - timedelta(days=31))
    assert f"Your membership ended: its last day was {ended}. Join again" in text(client.get("/dashboard/"))
    assert "Join again" in text(client.get("/membership/"))
    page = text(client.post(f"/membership/{lapsed.pk}/rejoin/", follow=True))
    assert "You asked to join" in page
    assert "Join again" not in page
    assert Application.objects.waiting().get().begun_by == owner


def test_a_resigned_member_is_told_its_last_day(signed_in, owner, provider):
    make_term(provider, ends_in=100, resigned_on=timezone.localdate())
    last = day(timezone.localdate() - timedelta(days=1))
    assert f"its last day was {last}. Join again" in text(signed_in(owner).get("/dashboard/"))


@pytest.mark.parametrize("days", [100, -30])
def test_a_member_has_no_such_button(signed_in, owner, provider, days):
    make_term(provider, ends_in=days)
    assert "Join again" not in text(signed_in(owner).get("/membership/"))
    with pytest.raises(ValidationError, match="is a member"):
        actions.rejoin(provider=provider, by=owner)
    assert not Application.objects.exists()


@pytest.mark.parametrize("ended", [None, -400])
def test_whoever_is_admitted_from_a_later_day_is_told_the_day_and_asks_for_nothing(
    signed_in, owner, provider, membership_manager, ended
):
    if ended:
        make_term(provider, ends_in=ended)
    begins = timezone.localdate() + timedelta(days=10)
    make_term(provider, ends_in=739, starts_on=begins + timedelta(days=365))
    make_term(provider, ends_in=374, starts_on=begins)
    client = signed_in(owner)
    page = text(client.get("/membership/"))
    assert f"a member from {day(begins)}" in page
    assert "join" not in page.lower()
    first = text(client.get("/dashboard/"))
    assert f"a member from {day(begins)}" in first
    assert "Join again" not in first
    with pytest.raises(ValidationError, match=f"its membership begins on {day(begins)}"):
        actions.rejoin(provider=provider, by=owner)
    staff = signed_in(membership_manager)
    assert f"a member from {day(begins)}" in text(staff.get(provider.get_absolute_url()))
    assert "1 provider: Membership: Admitted" in text(staff.get("/staff/membership/?status=admitted"))


def test_whoever_resigned_before_the_term_began_is_admitted_by_nothing(provider):
    begins = timezone.localdate() + timedelta(days=10)
    make_term(provider, ends_in=374, starts_on=begins, resigned_on=begins)
    assert of(provider).status == status_of(with_membership(Provider.objects.all()).get()) == Status.RESIGNED


def test_a_refusal_is_said_with_its_reason_until_it_is_a_member_again(signed_in, owner, asked, membership_manager):
    client = signed_in(owner)
    actions.refuse(application=asked, reason="An invoice is still open.", by=membership_manager)
    page = text(client.get("/membership/"))
    assert "was no: “An invoice is still open.”" in page
    assert "Join again" in page
    actions.rejoin(provider=asked.provider, by=owner)
    page = text(client.get("/membership/"))
    assert "We answer by mail." in page
    assert "An invoice is still open." not in page
    Application.objects.waiting().delete()
    assert "An invoice is still open." in text(client.get("/membership/"))
    Application.objects.update(accepted=True)
    assert "was no" not in text(client.get("/membership/"))
    ended = timezone.localdate() - timedelta(days=31)
    Application.objects.update(accepted=False, applied_on=ended - timedelta(days=9), decided_on=ended)
    assert "An invoice is still open." not in text(client.get("/membership/")), "it was a member after that"


def test_who_never_was_a_member_asks_to_join(signed_in, owner, provider):
    assert "Ask to join" in text(signed_in(owner).get("/membership/"))


def test_only_owners_ask(signed_in, lapsed, outsider):
    finance = make_person("money@hazelbank.example", "finance_contact", lapsed)
    assert "Join again" not in text(signed_in(finance).get("/membership/"))
    for person in (finance, outsider):
        with pytest.raises(PermissionDenied):
            actions.rejoin(provider=lapsed, by=person)
        with pytest.raises(PermissionDenied):
            actions.withdraw_rejoining(provider=lapsed, by=person)


def test_asking_twice_is_refused_and_taking_it_back_leaves_what_was(signed_in, owner, lapsed, asked):
    with pytest.raises(ValidationError, match="asked already"):
        actions.rejoin(provider=lapsed, by=owner)
    signed_in(owner).post(f"/membership/{lapsed.pk}/rejoin/withdraw/")
    actions.withdraw_rejoining(provider=lapsed, by=owner)
    assert not Application.objects.exists()
    assert of(lapsed).status == Status.ENDED


def test_what_was_decided_is_not_taken_back(owner, lapsed, asked, membership_manager):
    actions.refuse(application=asked, reason="Not yet.", by=membership_manager)
    actions.withdraw_rejoining(provider=lapsed, by=owner)
    assert Application.objects.get().accepted is False


def test_staff_find_it_in_their_queue_and_admit(signed_in, membership_manager, lapsed, asked):
    make_dues()
    client = signed_in(membership_manager)
    assert "Hazel Bank Care Ltd" in text(client.get("/staff/applications/"))
    assert "Admit as a member" in text(client.get(f"/staff/applications/{asked.pk}/"))
    client.post(f"/staff/membership/providers/{lapsed.pk}/term/", {"starts_on": timezone.localdate()})
    assert of(lapsed).status == Status.CURRENT
    assert Application.objects.get().accepted


def test_a_refusal_is_written_to_the_owners(asked, membership_manager):
    actions.refuse(application=asked, reason="An invoice of last year is unpaid.", by=membership_manager)
    letter = OutboxMessage.objects.get(key__startswith=f"application-refused:{asked.pk}")
    assert str(letter.user.email) == "owner@hazelbank.example"
    assert "An invoice of last year is unpaid." in letter.text


def test_of_several_applications_the_newest_decides(owner, provider, membership_manager):
    asked = actions.rejoin(provider=provider, by=owner)
    actions.refuse(application=asked, reason="Not yet.", by=membership_manager)
    actions.rejoin(provider=provider, by=owner)
    assert of(provider).status == status_of(with_membership(Provider.objects.all()).get()) == Status.APPLICANT
