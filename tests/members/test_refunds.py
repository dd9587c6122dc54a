"""Money of a payment that was paid back: noted, told, taken back, and counted wherever what is left is."""

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

from members import outbox_checks
from members.balances import left_over, with_left
from members.exports.rows import money_between
from members.models import Allocation, Payment, Refund
from members.payments import actions as payments
from members.refunds import actions
from members.reports.reading import report_for
from outbox.models import OutboxMessage
from people import actions as people
from people.models import Role
from people.templatetags.people import day
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_invoice, make_payment, make_term
from tests.reading import text

TODAY = timezone.localdate()


@pytest.fixture
def staff(membership_manager):
    return membership_manager


@pytest.fixture
def payment(provider):
    """500 pounds of five days ago, of which an invoice took 450."""
    invoice = make_invoice(make_term(provider, ends_in=100))
    about = {"received_on": TODAY - timedelta(days=5), "reference": "CHA-1 TWICE"}
    payment = Payment.objects.create(provider=provider, amount=500, **about)
    Allocation.objects.create(payment=payment, invoice=invoice, amount=450)
    return payment


def refund(payment, amount, by, **facts):
    about = {"paid_on": TODAY, "method": "transfer", "reference": "BACK-7", **facts}
    return actions.note_refund(payment=payment, amount=Decimal(amount), by=by, **about)


def left(payment) -> Decimal:
    return with_left(Payment.objects.all()).get(pk=payment.pk).left


def test_what_is_paid_back_is_left_no_more_until_it_is_taken_back(payment, staff):
    made = refund(payment, 20, staff)
    assert (left(payment), left_over(Payment.objects.all()).get().refunded) == (30, 20)
    refund(payment, 30, staff)
    assert not left_over(Payment.objects.all()).exists()
    actions.take_refund_back(refund=made, reason="It bounced", by=staff)
    assert left(payment) == 20
    made.refresh_from_db()
    assert (made.taken_back_by, made.why_taken_back) == (staff, "It bounced")
    with pytest.raises(ValidationError, match="taken back already"):
        actions.take_refund_back(refund=made, reason="x", by=staff)


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"amount": "50.01"}, "amount", "£50.00 is left of this payment, so no more can be paid back."),
        ({"paid_on": TODAY + timedelta(days=1)}, "paid_on", "still to come"),
        ({"paid_on": TODAY - timedelta(days=6)}, "paid_on", f"arrived on {day(TODAY - timedelta(days=5))}"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_what_was_typed_stays(
    signed_in, staff, payment, facts, field, words
):
    typed = {"amount": "50", "paid_on": TODAY, "method": "cheque", "reference": "Typed words"} | facts
    answer = signed_in(staff).post(f"/staff/payments/{payment.pk}/refund/", typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert words in text(answer)
    assert 'value="Typed words"' in text(answer)
    assert not Refund.objects.exists()


def test_the_first_day_that_it_can_be_is_that_on_which_it_arrived(payment, staff):
    assert refund(payment, 1, staff, paid_on=payment.received_on)


def test_of_two_windows_that_send_it_the_second_is_told_that_nothing_is_left(signed_in, staff, payment):
    client, page = signed_in(staff), f"/staff/payments/{payment.pk}/refund/"
    typed = {"amount": "50", "paid_on": TODAY, "method": "transfer", "reference": ""}
    assert client.post(page, typed).status_code == 302
    second = client.post(page, typed)
    assert second.status_code == 422
    assert "Nothing is left of this payment, so no more can be paid back." in text(second)
    assert Refund.objects.count() == 1


def test_a_payment_with_a_refund_is_taken_back_after_it(signed_in, staff, payment):
    made, page = refund(payment, 20, staff), f"/staff/payments/{payment.pk}/take-back/"
    client = signed_in(staff)
    shown = text(client.get(page))
    assert "£20.00 of it was paid back. If that is wrong too, take it back first" in shown
    assert "Reason" not in shown
    refused = client.post(page, {"reason": "Kept words"})
    assert refused.status_code == 422
    assert "Take the refund back first, on the page of the payment." in text(refused)
    assert Allocation.objects.get().undone_at is None, "nothing half done"
    actions.take_refund_back(refund=made, reason="x", by=staff)
    assert client.post(page, {"reason": "By mistake"}).status_code == 302
    assert client.get(f"/staff/payments/{payment.pk}/refund/").status_code == 404


def test_staff_note_it_on_the_payment_and_take_it_back_there(signed_in, staff, payment):
    client, page = signed_in(staff), f"/staff/payments/{payment.pk}/"
    assert f'href="{page}refund/">Note that it was paid back' in text(client.get(page))
    form = text(client.get(f"{page}refund/"))
    assert 'value="50.00"' in form
    assert "a bank’s statement does not bring it" in form
    typed = {"amount": "50", "paid_on": TODAY, "method": "cheque", "reference": "004711"}
    shown = text(client.post(f"{page}refund/", typed, follow=True))
    assert "Noted: £50.00 was paid back." in shown
    for words in ("004711", "Cheque", "<dt>Paid back</dt><dd>£50.00</dd>"):
        assert words in shown
    assert "Note that it was paid back" not in shown
    assert "Nothing is left of this payment." in text(client.get(f"{page}refund/"))
    listed = text(client.get("/staff/payments/?state=all"))
    assert '<td data-label="Paid back" class="numbers">£50.00</td>' in listed
    back = f"/staff/payments/refunds/{Refund.objects.get().pk}/take-back/"
    assert back in shown
    assert "Was the refund of £50.00 noted by mistake?" in text(client.get(back))
    shown = text(client.post(back, {"reason": "It bounced"}, follow=True))
    assert "£50.00 of the payment is left again" in shown
    assert "It bounced" in shown
    assert "<dt>Paid back</dt>" not in shown
    assert client.get(back).status_code == 404


def test_its_sheet_says_what_was_paid_back(signed_in, staff, payment):
    refund(payment, 20, staff)
    answer = signed_in(staff).get("/staff/payments/file/?state=all&format=csv")
    headings, row = csv.reader(StringIO(answer.content.decode("utf-8-sig")))
    assert dict(zip(headings, row, strict=True)) | {"Paid back": "20.00", "Left": "30.00"} == dict(
        zip(headings, row, strict=True)
    )


@pytest.mark.parametrize("role", ["owner", "finance_contact"])
def test_its_people_read_what_is_credit_and_what_was_paid_back(signed_in, provider, payment, staff, role):
    own = signed_in(make_person("one@hazelbank.example", role, provider))
    arrived = day(payment.received_on)
    credit = f"£50.00 of the payment of {arrived} is credit: it can be used for another invoice, or paid back."
    assert credit in text(own.get("/membership/"))
    refund(payment, 50, staff)
    page = text(own.get("/membership/"))
    assert "is credit" not in page
    assert f"£50.00 of the payment of {arrived} was paid back on {day(TODAY)}: bank transfer, BACK-7." in page
    seen = text(signed_in(staff).get(f"/providers/{provider.pk}/"))
    assert f'<a href="/staff/payments/{payment.pk}/">payment of {arrived}</a> was paid back' in seen


def test_another_provider_s_people_read_nothing_of_it(signed_in, payment, staff, other_provider):
    refund(payment, 20, staff)
    page = text(signed_in(make_person("o@larkfield.example", "owner", other_provider)).get("/membership/"))
    assert "paid back" not in page
    assert "is credit" not in page


def test_who_gets_invoices_is_told_of_it_and_of_its_taking_back(payment, staff, provider):
    owner = make_person("owner@hazelbank.example", "owner", provider)
    people.invite(provider=provider, role="finance_contact", email="money@hazelbank.example", by=owner)
    OutboxMessage.objects.all().delete()
    made = refund(payment, 50, staff)
    mail, invited = OutboxMessage.objects.order_by("pk")
    assert (mail.user, invited.email) == (owner, "money@hazelbank.example")
    for each in (mail, invited):
        assert each.subject.endswith("paid £50.00 back")
        assert f"On {day(TODAY)}" in each.text
        assert "bank transfer, with the reference BACK-7" in each.text
        assert f"the payment of £500.00 that arrived on {day(payment.received_on)}" in each.text
        assert each.text.endswith("/membership/")
    assert (outbox_checks.refund(mail), outbox_checks.refund_invited(invited)) == ("", "")
    actions.take_refund_back(refund=made, reason="It bounced", by=staff)
    assert (outbox_checks.refund(mail), outbox_checks.refund_invited(invited)) == ("It was taken back.",) * 2
    back, to_invited = OutboxMessage.objects.filter(key__startswith="refund-back").order_by("pk")
    assert "That was a mistake: It bounced" in back.text
    assert (outbox_checks.refund_back(back), outbox_checks.refund_back_invited(to_invited)) == ("", "")
    Role.objects.filter(user=owner).update(ends_on=TODAY)
    assert "does not see" in outbox_checks.refund_back(back)


def test_what_happened_there_tells_of_it(signed_in, payment, staff, provider):
    own = signed_in(make_person("owner@hazelbank.example", "owner", provider))
    made = refund(payment, 20, staff)
    address = f"/providers/{provider.pk}/history/"
    assert f"£20.00 was paid back on {day(TODAY)}." in text(own.get(address))
    actions.take_refund_back(refund=made, reason="It bounced", by=staff)
    assert f"That £20.00 was paid back on {day(TODAY)} was noted by mistake." in text(own.get(address))


def test_bookkeeping_gets_it_as_money_that_left(signed_in, payment, staff):
    refund(payment, 20, staff)
    actions.take_refund_back(refund=refund(payment, 3, staff), reason="x", by=staff)
    days = {"first": (TODAY - timedelta(days=4)).isoformat(), "last": TODAY.isoformat(), "rows": "payments"}
    client, rows = signed_in(staff), {}
    for program in ("xero", "quickbooks", "sage"):
        answer = client.post("/staff/invoices/export/", days | {"program": program})
        rows[program] = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))[1:]
    written = f"{TODAY:%d/%m/%Y}"
    assert rows["xero"] == [[written, "-20.00", "Hazel Bank Care Ltd", "", "BACK-7"]]
    assert rows["quickbooks"] == [[written, "Hazel Bank Care Ltd", "-20.00"]]
    assert [(row[0], row[2], row[5], row[7]) for row in rows["sage"]] == [("SP", "1200", "BACK-7", "20.00")]
    both = money_between(Payment.objects.all(), payment.received_on, TODAY)
    assert [(each.day, each.signed) for each in both] == [(payment.received_on, 500), (TODAY, -20)]


def test_the_report_takes_it_off_what_was_received(payment, staff):
    refund(payment, 20, staff)
    actions.take_refund_back(refund=refund(payment, 3, staff), reason="x", by=staff)
    assert sum(month.received for month in report_for(staff, TODAY).money) == 480


def test_an_owner_notes_and_takes_back_nothing(payment, staff, provider):
    owner, made = make_person("owner@hazelbank.example", "owner", provider), refund(payment, 20, staff)
    with pytest.raises(PermissionDenied):
        refund(payment, 1, owner)
    with pytest.raises(PermissionDenied):
        actions.take_refund_back(refund=made, reason="x", by=owner)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"amount": 1}, "Cannot update"),
        ({"paid_on": TODAY - timedelta(days=1)}, "Cannot update"),
        ({"taken_back_at": timezone.now()}, "refund_taken_back_with_reason"),
    ],
)
def test_the_database_changes_no_refund(payment, staff, change, words):
    refund(payment, 20, staff)
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        Refund.objects.update(**change)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        Refund.objects.all()._raw_delete("default")


def test_the_database_pays_nothing_back_before_it_arrived_and_takes_no_such_payment_back(payment, staff):
    with pytest.raises(DatabaseError, match="before it arrived"), transaction.atomic():
        Refund.objects.create(payment=payment, amount=1, paid_on=TODAY - timedelta(days=6))
    payments.undo_match(allocation=Allocation.objects.get(), reason="x", by=staff)
    refund(payment, 20, staff)
    with pytest.raises(DatabaseError, match="taken back and paid back"), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(taken_back_at=timezone.now(), why_taken_back="x")


class GivesNoMoreTest(TestCase):
    """The database itself, whoever writes: what is matched and what is paid back come to no more than the payment."""

    @settings(max_examples=60)
    @given(st.lists(st.tuples(st.booleans(), st.integers(1, 30), st.booleans()), max_size=12))
    def test_no_order_of_matching_and_paying_back_gives_too_much(self, steps):
        provider = make_provider("Hazel")
        invoice = make_invoice(make_term(provider, ends_in=100), amount=1000)
        payment = Payment.objects.create(provider=provider, amount=40, received_on=TODAY)
        for is_refund, amount, take_back in steps:
            fits = self._given(payment) + amount <= 40
            try:
                with transaction.atomic():
                    self._give(payment, invoice, amount, is_refund=is_refund, take_back=take_back and fits)
            except DatabaseError:
                assert not fits
            else:
                assert fits
            assert left(payment) == 40 - self._given(payment) >= 0

    def _give(self, payment, invoice, amount, *, is_refund, take_back):
        if is_refund:
            made = Refund.objects.create(payment=payment, amount=amount, paid_on=TODAY)
            if take_back:
                Refund.objects.filter(pk=made.pk).update(taken_back_at=timezone.now(), why_taken_back="x")
            return
        made = Allocation.objects.create(payment=payment, invoice=invoice, amount=amount)
        if take_back:
            Allocation.objects.filter(pk=made.pk).update(undone_at=timezone.now(), why_undone="x")

    def _given(self, payment) -> Decimal:
        found = payment.allocations.filter(undone_at=None), payment.refunds.in_force()
        return sum(rows.aggregate(total=Sum("amount"))["total"] or Decimal(0) for rows in found)


def test_who_matches_and_who_pays_back_at_once_give_no_more_than_there_is(transactional_db):
    staff, provider = make_person("staff@cha.example", "membership_manager"), make_provider("Hazel")
    invoice = make_invoice(make_term(provider, ends_in=9))
    payment, said = Payment.objects.create(provider=provider, amount=100, received_on=TODAY), []

    def run(action, **about):
        try:
            action(payment=payment, amount=Decimal(60), by=staff, **about)
        except Exception as fault:
            said.append(fault)
        finally:
            connection.close()

    facts = {"paid_on": TODAY, "method": "transfer", "reference": ""}
    work = [(actions.note_refund, facts), (payments.match, {"invoice": invoice})] * 3
    threads = [Thread(target=run, args=[action], kwargs=about) for action, about in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(each) for each in said] == [ValidationError] * 5
    assert left(payment) == 40


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_of_a_payment_asks_as_often_for_any_number(
    signed_in, staff, provider, count, django_assert_num_queries
):
    payment = make_payment(make_invoice(make_term(provider, ends_in=9)), 450)
    payments.undo_match(allocation=payment.allocations.get(), reason="x", by=staff)
    for _ in range(count):
        refund(payment, 1, staff)
    client = signed_in(staff)
    with django_assert_num_queries(9):
        client.get(f"/staff/payments/{payment.pk}/")
