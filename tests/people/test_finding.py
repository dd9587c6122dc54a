"""One box finds what the reader may see, however it is typed; and a person's page says what they are and were."""

from datetime import timedelta

import pytest
from django.utils import timezone

from homes import actions as home_actions
from members.models import Application, CreditNote, Invoice
from members.payments.actions import note_payment
from members.terms.actions import start_term
from outbox.actions import queue_email
from people.finding import found_for
from people.models import Provider, Role, User
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_dues, make_invoice, make_term

pytestmark = pytest.mark.django_db


def titles(user, words):
    return {group.name: [each.title for each in group.found] for group in found_for(user, words)}


@pytest.fixture
def welsh(db):
    provider = make_provider("Tŷ’r Ardd Cyf", trading_name="Cartrefi’r Ardd", company_number="01234567")
    make_person("sian@tyrardd.example", "owner", provider)
    User.objects.filter(email="sian@tyrardd.example").update(name="Siân O’Brien-Hughes")
    return provider


@pytest.mark.parametrize("words", ["tyr ardd", "TY'R ARDD", "ardd cyf", "cartrefir", "01234567", " Tŷ’r  "])
def test_a_provider_is_found_however_its_name_is_typed(membership_manager, welsh, provider, words):
    assert titles(membership_manager, words)["Providers"] == ["Cartrefi’r Ardd"]


def test_each_word_must_be_there_and_the_parents_name_counts(membership_manager, welsh, provider):
    Provider.objects.filter(pk=provider.pk).update(parent=welsh)
    assert titles(membership_manager, "hazel ardd")["Providers"] == ["Hazel Bank Care Ltd"]
    assert titles(membership_manager, "hazel birch") == {}


@pytest.mark.parametrize("words", ["sian obrien", "Siân Hughes", "sian@tyrardd", "O'BRIEN-hughes"])
def test_a_person_is_found_by_name_and_address(membership_manager, welsh, words):
    assert titles(membership_manager, words)["People"] == ["Siân O’Brien-Hughes"]


def test_membership_staff_find_providers_people_and_administrators_their_own(membership_manager, press_officer, owner):
    administrator = make_person("admin@association.example", "administrator")
    assert titles(membership_manager, "owner@hazelbank.example")["People"] == ["Owner"]
    assert "People" not in titles(membership_manager, press_officer.email)
    assert titles(administrator, press_officer.email)["People"] == [str(press_officer)]
    assert "People" not in titles(administrator, "owner@hazelbank.example")
    assert "People" not in titles(press_officer, "owner@hazelbank.example")


def test_whoever_was_of_a_provider_is_found_too(membership_manager, owner, provider):
    long_ago = timezone.localdate() - timedelta(days=9)
    Role.objects.filter(user=owner).update(starts_on=long_ago, ends_on=long_ago)
    [group] = [group for group in found_for(membership_manager, owner.email) if group.name == "People"]
    assert [each.about for each in group.found] == [owner.email]


def test_homes_are_found_by_number_and_alias_and_never_by_name(membership_manager, press_officer, home, owner):
    home.alias = "Fern"
    home.save()
    assert titles(membership_manager, "9000001")["Homes"] == ["Fern"]
    assert titles(membership_manager, "fern")["Homes"] == ["Fern"]
    assert "Homes" not in titles(membership_manager, "Bramble")
    assert "Homes" not in titles(press_officer, "9000001")


def test_invoices_and_payments_are_for_membership_staff(membership_manager, press_officer, provider):
    make_dues(("provider", 0, None, "1 home", 500))
    start_term(provider=provider, starts_on=timezone.localdate(), by=membership_manager)
    invoice = Invoice.objects.get()
    Invoice.objects.filter(pk=invoice.pk).update(purchase_order="PO-77")
    facts = {"amount": 5, "received_on": timezone.localdate(), "method": "transfer", "reference": "HAZEL 5"}
    note_payment(provider=provider, by=membership_manager, **facts)
    assert titles(membership_manager, invoice.number.lower())["Invoices"] == [invoice.number]
    assert titles(membership_manager, "po-77")["Invoices"] == [invoice.number]
    assert titles(membership_manager, "hazel 5")["Payments"] == ["HAZEL 5"]
    for words in ("cha 1", "CHA0001", f"C{' ' * 20}HA 1", "cha-0", "£500", "500.00", "£ 500.00"):
        assert titles(membership_manager, words).get("Invoices") == [invoice.number], words
    for words in ("500", "£5", "cha 2", "HA 1", "£500.001", "£"):
        assert "Invoices" not in titles(membership_manager, words), words
    assert titles(membership_manager, "£5.00")["Payments"] == ["HAZEL 5"]
    for words in (invoice.number, "PO-77", "HAZEL 5", "£500", "cha 1", "£5.00"):
        assert not titles(press_officer, words).keys() & {"Invoices", "Payments"}


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        *((words, True) for words in ("0161 496 0247", "01614960247", "+44 161 496 0247", "+44 (0)161 4960247")),
        *((words, True) for words in ("(0161) 496-0247", "0044161 496 0247", "496 0247", " 0161.496.0247 ")),
        *((words, False) for words in ("0161 496 0248", "60247", "0161 496 02477", "ring 0161 496 0247")),
    ],
)
def test_who_rings_is_found_by_the_number_however_it_is_written(
    membership_manager, press_officer, provider, words, finds
):
    Provider.objects.filter(pk=provider.pk).update(telephone="0161 496 0247")
    make_provider("Other", telephone="0161 496 0249", company_number="04960247")
    facts = {"legal_name": "Rowan Ltd", "contact_email": "a@rowan.example", "sent_at": timezone.now()}
    Application.objects.create(telephone="+44 161 496 0247", **facts)
    found = titles(membership_manager, words.strip())
    assert ("Hazel Bank Care Ltd" in found.get("Providers", [])) == finds
    assert found.get("Applications", []) == (["Rowan Ltd"] if finds else [])
    assert "Applications" not in titles(press_officer, words.strip())


def test_an_invoice_is_found_by_its_number_within_other_words(membership_manager, press_officer, provider):
    term = make_term(provider, ends_in=100)
    invoice, other = make_invoice(term, "CHA-0015"), make_invoice(term, "CHA-0150")
    CreditNote.objects.create(number="CHA-C0003", invoice=other, amount=1, reason="x")
    for words in ("Stonechat CHA-0015", "STONECHAT CHA0015 BGC", "pay cha 15, thanks", "cha-0015 · 450"):
        assert titles(membership_manager, words)["Invoices"] == ["CHA-0015"], words
        assert "Invoices" not in titles(press_officer, words)
    assert titles(membership_manager, "Stonechat CHA-C0003")["Invoices"] == ["CHA-0150"]
    for words in ("Stonechat CHA-001", "Stonechat CHA-00155", "Mocha-0015 x", "Stonechat 15", "Stonechat CHA-0015b"):
        assert "Invoices" not in titles(membership_manager, words), words
    assert invoice.number == "CHA-0015"


def test_an_application_to_join_again_is_found_by_the_names_of_who_asks(membership_manager, welsh):
    Application.objects.create(provider=welsh)
    assert titles(membership_manager, "TYR ARDD")["Applications"] == ["Cartrefi’r Ardd"]
    assert "Applications" not in titles(membership_manager, "hazel")


@pytest.mark.parametrize("words", ["rowan lodge", "Rowan Homes", "07654321", "sian@rowan"])
def test_an_application_is_found_by_names_number_and_address_by_membership_staff_alone(
    words, membership_manager, press_officer
):
    Application.objects.create(
        legal_name="Rowan Lodge Ltd",
        trading_name="Rowan Homes",
        company_number="07654321",
        contact_email="sian@rowan.example",
        sent_at=timezone.now(),
    )
    assert titles(membership_manager, words)["Applications"] == ["Rowan Homes"]
    assert "Applications" not in titles(press_officer, words)


def test_nothing_is_found_by_nothing(membership_manager, home, provider):
    for words in ("", "  ", "’", "%", "_"):
        assert titles(membership_manager, words) == {}


def test_ten_are_shown_and_that_there_are_more(membership_manager, signed_in):
    for number in range(11):
        make_provider(f"Birch {number:02}")
    [group] = found_for(membership_manager, "birch")
    assert (len(group.found), group.is_more) == (10, True)
    assert "There are more" in signed_in(membership_manager).get("/staff/find/?q=birch").text


@pytest.mark.parametrize("people", [1, 5])
def test_the_page_takes_the_same_queries_for_any_number(
    membership_manager, signed_in, people, django_assert_num_queries
):
    for number in range(people):
        make_person(f"birch{number}@example.org", "owner", make_provider(f"Birch {number}"))
    client = signed_in(membership_manager)
    with django_assert_num_queries(14):
        client.get("/staff/find/?q=birch")


def test_a_persons_page_says_what_they_are_and_were_and_which_mail_they_got(
    membership_manager, signed_in, owner, provider, other_provider
):
    long_ago = timezone.localdate() - timedelta(days=9)
    Role.objects.create(user=owner, provider=other_provider, name="reader", starts_on=long_ago, ends_on=long_ago)
    queue_email(key="test:1", user=owner, subject="SECRET", text="SECRET")
    page = signed_in(membership_manager).get(f"/staff/people/{owner.pk}/").text
    assert page.index("Hazel Bank Care Ltd") < page.index("Larkfield")
    assert "Never" in page
    assert "SECRET" not in page
    assert "Waits" in page


def test_membership_staff_see_whom_to_ring_on_a_providers_page(
    membership_manager, press_officer, signed_in, owner, provider
):
    signed_in(owner).get("/dashboard/")
    page = signed_in(membership_manager).get(provider.get_absolute_url()).text
    assert f"/staff/people/{owner.pk}/" in page
    assert owner.email not in signed_in(press_officer).get(provider.get_absolute_url()).text


def test_a_claimed_home_is_found_with_its_state(membership_manager, the_register, provider, owner):
    home_actions.claim(urn="9000001", provider=provider, by=owner)
    [group] = found_for(membership_manager, "9000001")
    assert "Waiting for the association" in group.found[0].about
