"""An invoice that is paid is credited: what was paid of it is free in the same step, and is the provider's credit."""

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Sum
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from members.balances import with_balance, with_left
from members.invoices import actions
from members.models import Allocation, CreditNote, Invoice, Payment
from members.payments.actions import match, pay, take_back, undo_match
from outbox.models import OutboxMessage
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_invoice, make_payment, make_term
from tests.reading import text

TODAY = timezone.localdate()
VERBS = ["pay", "credit", "match", "undo", "back"]
STEP = st.tuples(st.sampled_from(VERBS), st.integers(0, 1), st.integers(1, 60), st.integers(0, 5))


@pytest.fixture
def staff(membership_manager):
    return membership_manager


@pytest.fixture
def paid(provider):
    """An invoice over 450 pounds, paid by 300 and 150."""
    invoice = make_invoice(make_term(provider, ends_in=100))
    make_payment(invoice, 300)
    make_payment(invoice, 150)
    return invoice


def credit(invoice, amount, by, reason="It never began"):
    return actions.credit(invoice=invoice, amount=Decimal(amount), reason=reason, by=by)


def sums(invoice) -> tuple:
    found = with_balance(Invoice.objects.all()).get(pk=invoice.pk)
    return found.balance, found.paid, found.credited


def lefts() -> list[Decimal]:
    return list(with_left(Payment.objects.order_by("pk")).values_list("left", flat=True))


def test_all_of_it_is_credited_in_one_step_and_what_was_paid_is_free(paid, staff):
    note, freed = credit(paid, 450, staff)
    assert (freed, sums(paid), lefts()) == (450, (0, 0, 450), [300, 150])
    assert {each.why_undone for each in Allocation.objects.all()} == {f"Credit note {note}"}
    with pytest.raises(ValidationError, match="All of CHA-1 is credited, so no more can be."):
        credit(paid, 1, staff)


def test_of_a_part_the_newest_match_is_undone_and_what_the_invoice_keeps_of_it_is_matched_again(paid, staff):
    _, freed = credit(paid, 50, staff)
    assert (freed, sums(paid), lefts()) == (50, (0, 400, 50), [0, 50])
    rows = [(each.amount, bool(each.undone_at), each.by) for each in Allocation.objects.all()]
    assert rows == [(300, False, None), (150, True, None), (100, False, staff)]
    _, freed = credit(paid, 200, staff)
    assert (freed, sums(paid), lefts()) == (200, (0, 200, 250), [100, 150])


def test_what_is_owed_is_credited_before_what_was_paid(provider, staff):
    invoice = make_invoice(make_term(provider, ends_in=100))
    make_payment(invoice, 400)
    assert credit(invoice, 50, staff)[1] == 0
    assert (sums(invoice), lefts()) == ((0, 400, 50), [0])
    other = make_invoice(invoice.term, "CHA-2")
    make_payment(other, 400)
    assert credit(other, 60, staff)[1] == 10
    assert (sums(other), lefts()) == ((0, 390, 60), [0, 10])


def test_who_got_it_reads_what_is_free_now(paid, staff, provider):
    owner = make_person("owner@hazelbank.example", "owner", provider)
    credit(paid, 450, staff)
    said = (
        "Nothing of it is owed now. £450.00 was paid of it and becomes credit of the provider, which can be paid back "
        "or used for another invoice."
    )
    assert said in OutboxMessage.objects.get(user=owner).text


def test_staff_read_before_and_after_how_much_becomes_credit(signed_in, staff, paid):
    client, page = signed_in(staff), f"/staff/invoices/{paid.pk}/credit/"
    assert f'href="{page}"' in text(client.get(f"/invoices/{paid.pk}/")), "a paid one too"
    before = text(client.get(page))
    assert "Nothing of it is owed now, and £450.00 was paid." in before
    assert 'value="450.00"' in before
    after = text(client.post(page, {"amount": "450", "reason": "Left"}, follow=True))
    assert "£450.00 was paid of it and becomes credit of the provider" in after
    assert page not in after
    assert "All of it is credited already." in text(client.get(page))


@pytest.mark.parametrize(("resigned_on", "proposed"), [(None, "50.00"), (TODAY, "450.00")])
def test_of_a_term_that_never_begins_all_is_proposed_and_else_what_is_owed(
    signed_in, staff, provider, resigned_on, proposed
):
    term = make_term(provider, ends_in=364 + 30, resigned_on=resigned_on)
    invoice = make_invoice(term, due_on=TODAY + timedelta(days=30))
    make_payment(invoice, 400)
    assert f'value="{proposed}"' in text(signed_in(staff).get(f"/staff/invoices/{invoice.pk}/credit/"))


def test_more_than_it_asks_for_is_refused_and_frees_nothing(signed_in, staff, paid):
    answer = signed_in(staff).post(f"/staff/invoices/{paid.pk}/credit/", {"amount": "450.01", "reason": "Kept words"})
    assert answer.status_code == 422
    assert "CHA-1 asks for £450.00, so no more can be credited." in text(answer)
    assert 'value="Kept words"' in text(answer)
    assert (sums(paid), lefts()) == ((0, 450, 0), [0, 0])
    assert not CreditNote.objects.exists()


class MoneyTest(TestCase):
    """Whatever staff do, in whatever order."""

    @settings(max_examples=40)
    @given(st.lists(STEP, max_size=12))
    def test_owed_paid_and_credited_come_to_the_invoice_and_matched_and_left_to_the_payments(self, steps):
        provider, staff = make_provider("Hazel"), make_person("staff@cha.example", "membership_manager")
        term = make_term(provider, ends_in=100)
        invoices = [make_invoice(term, f"CHA-{number}", amount=50) for number in range(2)]
        for verb, place, amount, which in steps:
            with suppress(ValidationError):
                self._do(verb, invoices[place], Decimal(amount), which, staff)
            self._check()

    def _do(self, verb, invoice, amount, which, by):
        payment = Payment.objects.in_force().order_by("pk")[which:].first()
        matched = Allocation.objects.filter(undone_at=None)[which:].first()
        if verb == "pay":
            facts = {"received_on": TODAY, "method": "transfer", "reference": ""}
            pay(invoice=invoice, amount=amount, by=by, **facts)
        elif verb == "credit":
            owed = with_balance(Invoice.objects.all()).get(pk=invoice.pk).balance
            assert credit(invoice, amount, by)[1] == max(amount - owed, 0)
        elif verb == "match" and payment:
            match(payment=payment, invoice=invoice, amount=amount, by=by)
        elif verb == "undo" and matched:
            undo_match(allocation=matched, reason="x", by=by)
        elif verb == "back" and payment:
            take_back(payment=payment, reason="x", by=by)

    def _check(self):
        for invoice in with_balance(Invoice.objects.all()):
            assert min(invoice.balance, invoice.paid, invoice.credited) >= 0
            assert invoice.balance + invoice.paid + invoice.credited == 50
        for payment in with_left(Payment.objects.in_force()):
            in_force = payment.allocations.filter(undone_at=None).aggregate(total=Sum("amount"))["total"] or 0
            assert payment.left >= 0
            assert payment.left + in_force == payment.amount


def test_who_credits_and_who_matches_at_once_wait_for_each_other(transactional_db):
    staff, provider = make_person("staff@cha.example", "membership_manager"), make_provider("Hazel")
    invoice = make_invoice(make_term(provider, ends_in=9))
    payments = [make_payment(invoice, 50) for _ in range(3)]
    free = [Payment.objects.create(provider=provider, amount=50, received_on=TODAY) for _ in range(3)]
    said = []

    def run(action, **about):
        try:
            action(by=staff, **about)
        except Exception as fault:
            said.append(fault)
        finally:
            connection.close()

    work = [(actions.credit, {"invoice": invoice, "amount": Decimal(100), "reason": "x"}) for _ in range(4)]
    work += [(match, {"payment": each, "invoice": invoice, "amount": Decimal(50)}) for each in free]
    work += [(take_back, {"payment": each, "reason": "x"}) for each in payments]
    threads = [Thread(target=run, args=[action], kwargs=about) for action, about in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {type(each) for each in said} <= {ValidationError}, said
    balance, paid, credited = sums(invoice)
    assert (balance + paid, credited) == (50, 400)
