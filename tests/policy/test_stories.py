"""What upper apps tell of a provider: to each reader what they may know, and nothing of another provider."""

import pytest
from django.utils import timezone

from homes import actions as homes
from members.invoices.actions import credit
from members.models import Invoice
from members.payments.actions import note_payment
from members.terms.actions import start_term
from people.providers.story import story_of
from policy.models import Submission
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_dues

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(db):
    """Hazel Bank, of which each test says what it is."""
    return make_provider("Hazel Bank Care Ltd")


@pytest.fixture
def other_provider(db):
    return make_provider("Larkfield Limited")


def told(provider, reader):
    return [happened.sentence for happened in story_of(provider, reader, names=True)]


@pytest.fixture
def paid(provider, membership_manager):
    make_dues(("provider", 0, None, "1 home", 500))
    start_term(provider=provider, starts_on=timezone.localdate(), by=membership_manager)
    invoice = Invoice.objects.get()
    credit(invoice=invoice, amount=20, reason="Agreed", by=membership_manager)
    facts = {"amount": 480, "received_on": timezone.localdate(), "method": "transfer", "reference": "HAZEL"}
    note_payment(provider=provider, by=membership_manager, **facts)
    return invoice


MONEY = ["A member from", "Invoice CHA-", "£20.00 were credited by credit note", "£480.00 arrived on"]


@pytest.mark.parametrize("part", MONEY)
def test_membership_is_told_to_its_owner_and_to_membership_staff_alone(
    part, paid, provider, owner, membership_manager, press_officer, other_provider
):
    reader = make_person("reader@hazelbank.example", "reader", provider)
    for person in (owner, membership_manager):
        assert any(part in sentence for sentence in told(provider, person))
        assert not any(part in sentence for sentence in told(other_provider, person))
    for person in (press_officer, reader):
        assert not any(part in sentence for sentence in told(provider, person))


def test_payments_lead_to_their_page_for_who_may_open_it(paid, provider, owner, membership_manager):
    addresses = {
        person: [each.address for each in story_of(provider, person, names=True) if "arrived on" in each.sentence]
        for person in (owner, membership_manager)
    }
    assert addresses[owner] == [""]
    assert addresses[membership_manager][0].startswith("/staff/payments/")


def test_homes_are_told_by_number_with_each_new_state_once(home, owner, provider, press_officer, membership_manager):
    home.alias = "Fern"
    home.save()
    homes.end_home(home=home, last_day=timezone.localdate(), by=membership_manager, reason="Sold")
    sentences = [
        "Home 9000001 is theirs no longer.",
        "Home 9000001 was confirmed as theirs.",
        "Home 9000001 was asked for.",
    ]
    for person in (owner, membership_manager):
        assert sorted(line for line in told(provider, person) if "9000001" in line) == sorted(sentences)
    assert not [line for line in told(provider, press_officer) if "9000001" in line]
    assert "Bramble" not in str(told(provider, owner))


def test_that_evidence_was_sent_is_told_and_not_what(
    consultation, provider, owner, membership_manager, policy_officer, press_officer
):
    submission = Submission.objects.create(consultation=consultation, provider=provider)
    line = f"Answers to “{consultation.title}” were sent."
    assert line not in told(provider, owner)
    submission.submitted_at = timezone.now()
    submission.save()
    for person in (owner, membership_manager, policy_officer):
        assert told(provider, person).count(line) == 1
    assert line not in told(provider, press_officer)


@pytest.mark.parametrize("invoices", [1, 4])
def test_a_story_takes_the_same_queries_for_any_number(
    invoices, paid, provider, membership_manager, django_assert_num_queries
):
    for _ in range(invoices):
        note_payment(
            provider=provider,
            by=membership_manager,
            amount=1,
            received_on=timezone.localdate(),
            method="other",
            reference="",
        )
    with django_assert_num_queries(16):
        story_of(provider, membership_manager, names=True)
