"""Money that arrived: noted, matched to invoices, over- and underpaid, a wrong match undone."""

import csv
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from members.balances import with_balance, with_left
from members.exports.rows import money_between
from members.models import Allocation, Invoice, Payment
from members.payments import actions
from people.models import SecurityEvent
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_invoice, make_payment, make_term
from tests.reading import text

TODAY = timezone.localdate()


@pytest.fixture
def owed(provider):
    """Two invoices over 450 and 100 pounds, the second due first."""
    term = make_term(provider, ends_in=100)
    days = {"sent_on": TODAY - timedelta(days=30)}
    return [
        make_invoice(term, "CHA-1", due_on=TODAY, **days),
        make_invoice(term, "CHA-2", amount=100, due_on=TODAY - timedelta(days=5), **days),
    ]


def balances() -> dict[str, Decimal]:
    return {invoice.number: invoice.balance for invoice in with_balance(Invoice.objects.all())}


def left(payment) -> Decimal:
    return with_left(Payment.objects.all()).get(pk=payment.pk).left


def pay(invoice, amount, by, **facts):
    about = {"received_on": TODAY, "method": "transfer", "reference": "", **facts}
    return actions.pay(invoice=invoice, amount=Decimal(amount), by=by, **about)


def test_a_penny_less_leaves_a_penny_owed(owed, membership_manager):
    payment = pay(owed[0], "449.99", membership_manager)
    assert balances() == {"CHA-1": Decimal("0.01"), "CHA-2": 100}
    assert left(payment) == 0


def test_more_than_an_invoice_goes_to_the_oldest_other_one_and_the_rest_stays_as_credit(owed, membership_manager):
    payment = pay(owed[0], 600, membership_manager)
    assert balances() == {"CHA-1": 0, "CHA-2": 0}
    assert left(payment) == 50


def test_what_is_left_is_matched_to_the_first_due(owed, membership_manager):
    payment = make_payment(owed[0], 1)
    free = Payment.objects.create(provider=payment.provider, amount=120, received_on=TODAY)
    made = actions.match_oldest(payment=free, by=membership_manager)
    assert [(each.invoice, each.amount) for each in made] == [(owed[1], 100), (owed[0], 20)]


def test_a_wrong_match_is_undone_with_a_reason_and_its_money_is_free_again(owed, membership_manager):
    payment = pay(owed[0], 450, membership_manager)
    match = payment.allocations.get()
    actions.undo_match(allocation=match, reason="It was for the second", by=membership_manager)
    assert balances()["CHA-1"] == 450
    assert left(payment) == 450
    match.refresh_from_db()
    assert (match.undone_by, match.why_undone) == (membership_manager, "It was for the second")
    with pytest.raises(ValidationError, match="undone already"):
        actions.undo_match(allocation=match, reason="x", by=membership_manager)


def test_what_was_noted_by_mistake_is_taken_back_with_its_matches_and_stays_to_be_read(
    signed_in, membership_manager, owner, owed
):
    payment = pay(owed[0], 500, membership_manager)
    client, address = signed_in(membership_manager), f"/staff/payments/{payment.pk}/take-back/"
    assert "£50.00 to CHA-2" in text(client.get(address))
    page = text(client.post(address, {"reason": "It was Larkfield’s"}, follow=True))
    assert "Noted by mistake, and taken back" in page
    assert "Match what is left" not in page
    assert balances() == {"CHA-1": 450, "CHA-2": 100}
    assert left(payment) == 0
    assert {match.why_undone for match in payment.allocations.all()} == {"It was Larkfield’s"}
    assert client.post(address, {"reason": "x"}).status_code == 404
    assert "Taken back" in text(client.get("/staff/payments/?state=all"))
    assert money_between(Payment.objects.all(), TODAY, TODAY) == []
    with pytest.raises(ValidationError, match="taken back already"):
        actions.take_back(payment=payment, reason="x", by=membership_manager)
    told = text(signed_in(owner).get(f"/providers/{payment.provider_id}/history/"))
    assert "The payment of £500.00" in told
    assert "noted by mistake" in told


def test_the_database_matches_nothing_of_what_was_taken_back(owed, membership_manager):
    payment = make_payment(owed[0])
    with pytest.raises(DatabaseError, match="taken back and matched"), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(taken_back_at=timezone.now(), why_taken_back="x")
    actions.take_back(payment=payment, reason="x", by=membership_manager)
    with pytest.raises(DatabaseError, match="more than the payment is"), transaction.atomic():
        Allocation.objects.create(payment=payment, invoice=owed[0], amount=1)


@pytest.mark.parametrize(
    ("amount", "words"), [("450.01", "£450.00 is still owed"), ("501", "£500.00 is left of this payment")]
)
def test_no_more_is_matched_than_is_left_or_owed(owed, membership_manager, amount, words):
    payment = Payment.objects.create(provider=owed[0].provider, amount=500, received_on=TODAY)
    with pytest.raises(ValidationError, match=words):
        actions.match(payment=payment, invoice=owed[0], amount=Decimal(amount), by=membership_manager)


def test_another_provider_s_invoice_takes_nothing(owed, membership_manager):
    theirs = make_invoice(make_term(make_provider("Larkfield"), ends_in=9), "CHA-9")
    payment = Payment.objects.create(provider=owed[0].provider, amount=500, received_on=TODAY)
    with pytest.raises(ValidationError, match="another provider’s"):
        actions.match(payment=payment, invoice=theirs, amount=Decimal(1), by=membership_manager)


def test_a_day_to_come_is_refused(owed, membership_manager):
    with pytest.raises(ValidationError, match="still to come"):
        pay(owed[0], 1, membership_manager, received_on=TODAY + timedelta(days=1))


def test_an_owner_notes_matches_and_undoes_nothing(owed, owner, membership_manager):
    payment = pay(owed[0], 500, membership_manager)
    match = payment.allocations.first()
    for attempt in (
        lambda: pay(owed[0], 1, owner),
        lambda: actions.match(payment=payment, invoice=owed[0], amount=Decimal(1), by=owner),
        lambda: actions.match_oldest(payment=payment, by=owner),
        lambda: actions.match_to(payment=payment, invoice=owed[0], by=owner),
        lambda: actions.undo_match(allocation=match, reason="x", by=owner),
        lambda: actions.take_back(payment=payment, reason="x", by=owner),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


@pytest.mark.parametrize("change", [{"amount": 1}, {"received_on": TODAY - timedelta(days=1)}])
def test_the_database_changes_no_payment(owed, change):
    payment = make_payment(owed[0])
    with pytest.raises(DatabaseError), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Allocation.objects.update(amount=1)


class MoneyTest(TestCase):
    """The database itself, whoever writes: no payment gives more than it is, no invoice takes more than it asks for."""

    @settings(max_examples=60)
    @given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(1, 60), st.booleans()), max_size=14))
    def test_no_order_of_matching_and_undoing_gives_or_takes_too_much(self, steps):
        provider = make_provider("Hazel")
        term = make_term(provider, ends_in=100)
        invoices = [make_invoice(term, f"CHA-{number}", amount=50) for number in range(3)]
        payments = [Payment.objects.create(provider=provider, amount=40, received_on=TODAY) for _ in range(3)]
        for payment, invoice, amount, undo in steps:
            self._try(payments[payment], invoices[invoice], amount, undo)
            found = Allocation.objects.filter(undone_at=None)
            assert all(row["total"] <= 40 for row in found.values("payment").annotate(total=Sum("amount")).order_by())
            assert all(row["total"] <= 50 for row in found.values("invoice").annotate(total=Sum("amount")).order_by())

    def _try(self, payment, invoice, amount, undo):
        before = Allocation.objects.filter(undone_at=None)
        taken = before.filter(payment=payment).aggregate(total=Sum("amount"))["total"] or 0
        owed = before.filter(invoice=invoice).aggregate(total=Sum("amount"))["total"] or 0
        fits = taken + amount <= 40 and owed + amount <= 50
        try:
            with transaction.atomic():
                made = Allocation.objects.create(payment=payment, invoice=invoice, amount=amount)
        except DatabaseError:
            assert not fits
            return
        assert fits
        if undo:
            Allocation.objects.filter(pk=made.pk).update(undone_at=timezone.now(), why_undone="x")


def test_two_who_match_at_once_give_no_more_than_there_is(transactional_db):
    staff = make_person("staff@cha.example", "membership_manager")
    provider = make_provider("Hazel")
    invoices = [make_invoice(make_term(provider, ends_in=9), "CHA-1"), make_invoice(provider.terms.get(), "CHA-2")]
    payment = Payment.objects.create(provider=provider, amount=450, received_on=TODAY)
    refused = []

    def match(invoice):
        try:
            actions.match(payment=payment, invoice=invoice, amount=Decimal(300), by=staff)
        except ValidationError as fault:
            refused.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=match, args=[invoice]) for invoice in invoices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert left(payment) == 150


def test_staff_note_a_payment_on_the_invoice_s_page_and_read_what_became_of_it(signed_in, membership_manager, owed):
    client = signed_in(membership_manager)
    address = f"/staff/invoices/{owed[0].pk}/payment/"
    assert 'value="450.00"' in text(client.get(address))
    typed = {"amount": "600", "received_on": TODAY.isoformat(), "method": "cheque", "reference": "004711"}
    page = text(client.post(address, typed, follow=True))
    assert "£600.00 noted: £450.00 to CHA-1, £100.00 to CHA-2, £50.00 stays as credit." in page
    payment = Payment.objects.get()
    assert "004711" in text(client.get("/staff/payments/"))
    detail = text(client.get(f"/staff/payments/{payment.pk}/"))
    assert "£50.00" in detail
    match = payment.allocations.get(invoice=owed[1])
    undone = text(client.post(f"/staff/payments/matches/{match.pk}/undo/", {"reason": "Other year"}, follow=True))
    assert "£100.00 of the payment is free again" in undone
    assert "Other year" in undone
    again = text(client.post(f"/staff/payments/{payment.pk}/match/", follow=True))
    assert "Matched: £100.00 to CHA-2." in again
    assert "stays as credit" in text(client.post(f"/staff/payments/{payment.pk}/match/", follow=True))


def test_staff_match_what_is_free_to_the_invoice_that_they_choose(signed_in, membership_manager, owed):
    payment = pay(owed[1], 100, membership_manager)
    client, address = signed_in(membership_manager), f"/staff/payments/{payment.pk}/"
    actions.undo_match(allocation=payment.allocations.get(), reason="Other year", by=membership_manager)
    page = text(client.get(address))
    assert ("Match it to CHA-1, £450.00 owed" in page, "Match it to CHA-2, £100.00 owed" in page) == (True, True)
    assert "Matched: £100.00 to CHA-1." in text(client.post(f"{address}match/{owed[0].pk}/", follow=True))
    assert balances() == {"CHA-1": 350, "CHA-2": 100}
    assert "Nothing is left of this payment" in text(client.post(f"{address}match/{owed[1].pk}/", follow=True))
    assert "Match it to" not in text(client.get(address))


def test_what_is_left_of_who_owes_nothing_is_credit(signed_in, membership_manager, owed):
    payment = pay(owed[0], 600, membership_manager)
    page = text(signed_in(membership_manager).get(f"/staff/payments/{payment.pk}/"))
    assert "The provider owes nothing: what is left is its credit." in page
    with pytest.raises(ValidationError, match="nothing of CHA-1 is owed"):
        actions.match_to(payment=payment, invoice=owed[0], by=membership_manager)


def test_payments_that_are_matched_as_a_whole_are_in_the_whole_list_alone(signed_in, membership_manager, owed):
    make_payment(owed[0])
    client = signed_in(membership_manager)
    assert "Every payment is matched" in text(client.get("/staff/payments/"))
    assert owed[0].provider.legal_name in text(client.get("/staff/payments/?state=all"))


def test_both_lists_are_sheets_as_they_are_shown_with_their_day(signed_in, membership_manager, owed):
    make_payment(owed[1])
    free = Payment.objects.create(provider=owed[0].provider, amount=7, received_on=TODAY, reference="Seven")
    client = signed_in(membership_manager)

    def rows(page):
        answer = client.get(page)
        assert f"{TODAY:%Y-%m-%d}.csv" in answer["Content-Disposition"]
        return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))

    owing = rows("/staff/invoices/file/?state=open&format=csv")
    assert [row[0] for row in owing[1:]] == ["CHA-1"]
    assert owing[1][-1] == "450.00"
    assert {row[0] for row in rows("/staff/invoices/file/?state=all&format=csv")[1:]} == {"CHA-1", "CHA-2"}
    assert [row[3] for row in rows("/staff/payments/file/?state=left&format=csv")[1:]] == [free.reference]
    assert len(rows("/staff/payments/file/?state=all&format=csv")) == 3
    assert SecurityEvent.objects.filter(kind="exported", user=membership_manager).count() == 4


def test_an_amount_that_is_none_is_refused_and_what_was_typed_stays(signed_in, membership_manager, owed):
    typed = {"amount": "0", "received_on": TODAY.isoformat(), "method": "transfer", "reference": "Kept words"}
    answer = signed_in(membership_manager).post(f"/staff/invoices/{owed[0].pk}/payment/", typed)
    assert answer.status_code == 422
    assert 'value="Kept words"' in text(answer)
    assert not Payment.objects.exists()


def test_what_an_owner_sees_is_derived_from_payments(signed_in, owner, owed):
    make_payment(owed[0], Decimal(200))
    page = text(signed_in(owner).get("/membership/"))
    assert "£250.00 by" in page
    make_payment(owed[0], Decimal(250))
    assert "Paid" in text(signed_in(owner).get(f"/invoices/{owed[0].pk}/"))


@pytest.mark.parametrize("count", [1, 3, 30])
def test_payment_list_takes_the_same_queries_for_any_number(
    signed_in, membership_manager, provider, count, django_assert_num_queries
):
    for _ in range(count):
        Payment.objects.create(provider=provider, amount=5, received_on=TODAY)
    client = signed_in(membership_manager)
    with django_assert_num_queries(6):
        client.get("/staff/payments/")
