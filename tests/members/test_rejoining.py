"""A provider that is no member has one button back, and what comes of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from homes.actions.claims import claim_registration, confirm
from homes.models import Home
from members.applications import actions
from members.applications.facts import facts_of_provider
from members.membership import status_of, with_membership, with_status
from members.models import Application, DuesYear
from members.status import Status
from outbox.models import OutboxMessage
from outbox.sending import no_longer_wanted
from people.models import Provider, Role
from people.templatetags.people import day
from register.models import Registration
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_dues, make_invoice, make_payment, make_term
from tests.reading import text
from tests.register.files import homes, register
from tests.register.released import released


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
    assert f'href="/membership/{lapsed.pk}/rejoin/"' in client.get("/membership/").content.decode()
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


@pytest.fixture
def with_homes(lapsed, membership_manager):
    """Of three homes two are confirmed, of which one came after the census; the third waits. A bill is half paid."""
    released(register(*homes("9000001"), as_at="31 March 2024"), "at_march_2024.csv", as_at=date(2024, 3, 31))
    released(register(*homes("9000001", "9000002", "9000003")), "at_march_2025.csv")
    for number in ("9000001", "9000002", "9000003"):
        home = claim_registration(Registration.objects.get(number=number), lapsed)
        if number != "9000003":
            confirm(home=home, by=membership_manager)
    make_dues(("provider", 1, 9, "A few", 900), starts_on=date(2025, 4, 1), census_on=date(2024, 4, 1))
    make_payment(make_invoice(lapsed.terms.get(), "CHA-0007", amount=450), 150)
    return lapsed


def test_staff_and_the_owner_see_homes_band_dues_and_what_is_owed_of_who_asks_to_come_back(
    signed_in, owner, with_homes, membership_manager
):
    address = f"/membership/{with_homes.pk}/rejoin/"
    first = text(signed_in(owner).get(address))
    asked = actions.rejoin(provider=with_homes, by=owner)
    shown = [first, text(signed_in(owner).get(address))]
    shown.append(text(signed_in(membership_manager).get(f"/staff/applications/{asked.pk}/")))
    for page in shown:
        assert "1 home on 1 April 2024: band “A few”, <strong>£900.00</strong>" in page
        assert "9000001" in page
        assert "9000002" in page
        assert "9000003" not in page
        assert "1 home not confirmed yet: it does not count." in page
        assert "Still owed from before: £300.00 of" in page
        assert "invoice CHA-0007" in page
    assert "Join again</button>" in shown[0]
    assert "You asked to join" in shown[1]


def test_for_a_term_that_never_begins_nothing_is_said_to_be_owed(with_homes):
    begins = timezone.localdate() + timedelta(days=10)
    never = make_term(with_homes, ends_in=374, starts_on=begins, resigned_on=begins)
    make_invoice(never, "CHA-0008")
    assert [str(invoice) for invoice in facts_of_provider(with_homes).owed] == ["CHA-0007"]


def test_homes_that_the_census_left_out_say_why_and_count_by_their_earlier_number(with_homes):
    price = facts_of_provider(with_homes).price
    assert price.count.homes == 1
    said = {entry.registration.number: why for entry, why in facts_of_provider(with_homes).homes}
    assert said["9000001"] == ""
    assert said["9000002"] == "not on the list of 31 March 2024, by which homes are counted"
    old, new = (Registration.objects.get(number=number) for number in ("9000001", "9000002"))
    Home.objects.filter(registration=old).delete()
    Registration.objects.filter(pk=new.pk).update(succeeds=old)
    assert [why for _, why in facts_of_provider(with_homes).homes] == [""]


def test_without_dues_staff_read_why_and_the_owner_that_we_tell(signed_in, owner, with_homes, membership_manager):
    DuesYear.objects.update(released_at=None)
    why = "No dues are released for a term"
    assert why not in text(signed_in(owner).get(f"/membership/{with_homes.pk}/rejoin/"))
    assert "We tell you the dues when we answer." in text(signed_in(owner).get(f"/membership/{with_homes.pk}/rejoin/"))
    asked = actions.rejoin(provider=with_homes, by=owner)
    assert why in text(signed_in(membership_manager).get(f"/staff/applications/{asked.pk}/"))


def test_a_member_has_nothing_to_ask_and_only_owners_see_what_it_costs(signed_in, owner, provider, lapsed):
    address = f"/membership/{lapsed.pk}/rejoin/"
    both = make_person("both@hazelbank.example", "owner", make_provider("Another Ltd"))
    Role.objects.create(user=both, provider=lapsed, name="finance_contact")
    assert signed_in(both).get(address).status_code == 403
    make_term(lapsed, ends_in=335)
    page = text(signed_in(owner).get(address))
    assert "there is nothing to ask" in page
    assert "Join again</button>" not in page


def test_more_is_asked_of_the_owners_who_answer_on_the_same_page(signed_in, owner, asked, membership_manager):
    staff, client = signed_in(membership_manager), signed_in(owner)
    page, address = f"/staff/applications/{asked.pk}/", f"/membership/{asked.provider.pk}/rejoin/"
    staff.post(f"{page}ask/", {"ask-text": "Who owns you now?"})
    letter = OutboxMessage.objects.get(key__startswith=f"application-asked:{asked.pk}")
    assert (letter.user, address in letter.text, "add files" in letter.text) == (owner, True, False)
    assert no_longer_wanted(letter) == ""
    assert "Waits for their answer" in text(staff.get(page))
    assert "We need something more" in text(client.get("/membership/"))
    assert "Who owns you now?" in text(client.get(address))
    empty = client.post(f"{address}answer/", {"text": ""})
    assert empty.status_code == 422
    assert "Your answer is with us." in text(client.post(f"{address}answer/", {"text": "As before."}, follow=True))
    assert no_longer_wanted(letter)
    assert "As before." in text(staff.get(page))
    late = client.post(f"{address}answer/", {"text": "And one more word."})
    assert late.status_code == 422
    assert "answered or decided meanwhile" in text(late)
    assert "And one more word.</textarea>" in late.content.decode()
    with pytest.raises(PermissionDenied):
        actions.answer_rejoining(provider=asked.provider, text="x", by=membership_manager)


def test_a_provider_without_an_owner_is_asked_nothing(asked, owner, membership_manager):
    Role.objects.all().filter(user=owner).delete()
    with pytest.raises(ValidationError, match="has no owner, so nobody would be asked"):
        actions.ask(application=asked, text="Who?", by=membership_manager)


def test_a_refusal_that_was_a_mistake_is_opened_again_and_the_owners_are_told(
    signed_in, asked, owner, membership_manager
):
    actions.refuse(application=asked, reason="An invoice is open.", by=membership_manager)
    letter = OutboxMessage.objects.get(key__startswith=f"application-refused:{asked.pk}")
    assert f"/membership/{asked.provider.pk}/rejoin/" in letter.text
    actions.reopen(application=asked, reason="It was paid.", by=membership_manager)
    told = OutboxMessage.objects.get(key__startswith=f"application-reopened:{asked.pk}")
    assert (told.user, "It was paid." in told.text) == (owner, True)
    assert no_longer_wanted(letter)
    actions.refuse(application=asked, reason="It was not.", by=membership_manager)
    assert OutboxMessage.objects.filter(key__startswith=f"application-refused:{asked.pk}").count() == 2
    again = actions.rejoin(provider=asked.provider, by=owner)
    with pytest.raises(ValidationError, match="has another application open"):
        actions.reopen(application=asked, reason="It was.", by=membership_manager)
    again.delete()
    make_term(asked.provider, ends_in=335)
    with pytest.raises(ValidationError, match="is a member"):
        actions.reopen(application=asked, reason="It was.", by=membership_manager)


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
