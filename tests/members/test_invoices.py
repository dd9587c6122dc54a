"""Invoices: their numbers, lines and VAT, credit notes, purchase orders, the PDF, and who is told."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from pypdf import PdfReader

from members.balances import late, unpaid, with_balance
from members.invoices import actions
from members.invoices.actions import Charge
from members.invoices.emails import queue_invoice_emails
from members.invoices.links import token_for
from members.invoices.numbers import CREDIT_NOTES, INVOICES, next_number
from members.models import Allocation, CreditNote, Invoice, InvoiceLine, Payment, Term
from members.outbox_checks import credit_note, credit_note_invited
from members.outbox_checks import invoice as check_invoice
from members.renewals.actions import plan_run
from members.terms.actions import start_term
from outbox.models import OutboxMessage
from people import actions as people
from people.association import association, forget
from people.models import Association, Role
from people.templatetags.people import day
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_dues, make_invoice, make_payment, make_term
from tests.reading import text

TODAY = timezone.localdate()


@pytest.fixture
def sent(provider, membership_manager):
    charges = [Charge("Membership", Decimal("450.00"), Decimal("20")), Charge("Joining", Decimal("12.34"))]
    return actions.send_invoice(term=make_term(provider, ends_in=100), charges=charges, by=membership_manager)


def balance(invoice) -> Decimal:
    return with_balance(Invoice.objects.all()).get(pk=invoice.pk).balance


def test_an_invoice_comes_to_its_lines_with_their_vat(sent, provider):
    assert sent.amount == Decimal("552.34")
    assert sent.billed_to == provider.legal_name
    assert (sent.sent_on, sent.due_on) == (TODAY, TODAY + timedelta(days=30))
    assert [(line.net, line.vat) for line in sent.lines.all()] == [(450, 90), (Decimal("12.34"), 0)]


def test_vat_is_rounded_to_the_nearest_penny():
    assert Charge("x", Decimal("0.13"), Decimal("20")).gross == Decimal("0.16")
    assert Charge("x", Decimal("0.12"), Decimal("20")).gross == Decimal("0.14")
    assert Charge("x", Decimal("0.125"), Decimal("20")).gross == Decimal("0.155")


@pytest.mark.parametrize(("begins_in", "due_in"), [(-200, 30), (0, 30), (29, 30), (31, 31), (60, 60)])
def test_it_is_due_in_thirty_days_or_on_the_first_day_if_that_is_later(begins_in, due_in, provider, membership_manager):
    make_dues()
    start_term(provider=provider, starts_on=TODAY + timedelta(days=begins_in), by=membership_manager)
    assert Invoice.objects.get().due_on == TODAY + timedelta(days=due_in)


@pytest.mark.parametrize("change", [{"amount": 1}, {"number": "X"}, {"billed_to": "Other"}, {"due_on": TODAY}])
def test_nothing_of_an_invoice_is_ever_changed(sent, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        Invoice.objects.filter(pk=sent.pk).update(**change)


@pytest.mark.parametrize("model", [Invoice, InvoiceLine])
def test_nothing_of_an_invoice_goes(sent, model):
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_a_number_is_given_in_a_transaction_and_comes_back_with_it(transactional_db):
    with pytest.raises(transaction.TransactionManagementError):
        next_number(INVOICES)
    with transaction.atomic():
        assert next_number(INVOICES) == "CHA-0001"
        transaction.set_rollback(True)
    with transaction.atomic():
        assert [next_number(INVOICES), next_number(INVOICES), next_number(CREDIT_NOTES)] == [
            "CHA-0001",
            "CHA-0002",
            "CHA-C0001",
        ]


def test_eight_who_number_at_once_leave_no_gap_and_none_twice(transactional_db):
    given = []

    def number(place):
        try:
            for turn in range(6):
                with transaction.atomic():
                    one = next_number(INVOICES)
                    if (place + turn) % 3 == 0:
                        transaction.set_rollback(True)
                        continue
                given.append(one)
        finally:
            connection.close()

    threads = [Thread(target=number, args=[place]) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == [f"CHA-{n:04}" for n in range(1, 33)]


def test_admitting_a_provider_sends_its_invoice_to_those_who_see_it(owner, provider, membership_manager, settings):
    manager = make_person("manager@hazel.example", "home_manager", provider)
    make_dues(vat_rate=20)
    start_term(provider=provider, starts_on=TODAY + timedelta(days=40), by=membership_manager)
    invoice = Invoice.objects.get()
    assert (invoice.amount, invoice.due_on) == (540, TODAY + timedelta(days=40))
    [line] = invoice.lines.all()
    assert "1 home" in line.description
    [mail] = OutboxMessage.objects.filter(key__startswith="invoice:")
    assert mail.user == owner != manager
    assert invoice.number in mail.text
    assert f"/invoices/link/{invoice.pk}-" in mail.text


def test_a_term_that_costs_nothing_has_no_invoice(provider, membership_manager):
    make_dues(("provider", 0, None, "Free", 0))
    start_term(provider=provider, starts_on=TODAY, by=membership_manager)
    assert Term.objects.exists()
    assert not Invoice.objects.exists()


def test_a_mail_about_an_invoice_that_was_paid_meanwhile_is_not_sent(sent, owner):
    queue_invoice_emails(sent)
    [mail] = OutboxMessage.objects.filter(key__startswith="invoice:")
    assert check_invoice(mail) == ""
    owner.roles.update(ends_on=TODAY)
    assert check_invoice(mail) == "The person does not see the provider’s invoices any more."
    make_payment(sent)
    assert check_invoice(mail) == "The invoice was paid or credited."


def test_a_part_is_credited_with_a_reason_and_no_more_than_it_asks_for(sent, membership_manager):
    note, _ = actions.credit(invoice=sent, amount=Decimal("52.34"), reason="A home closed", by=membership_manager)
    assert note.number == "CHA-C0001"
    assert balance(sent) == 500
    make_payment(sent, Decimal(400))
    with pytest.raises(ValidationError, match="asks for £500.00, so no more can be credited"):
        actions.credit(invoice=sent, amount=Decimal("500.01"), reason="Slip", by=membership_manager)
    actions.credit(invoice=sent, amount=Decimal(100), reason="Goodwill", by=membership_manager)
    assert balance(sent) == 0
    assert CreditNote.objects.count() == 2


def test_who_got_an_invoice_is_told_what_was_credited_and_what_is_owed_now(sent, owner, membership_manager):
    ask = {"provider": sent.provider, "role": "finance_contact", "by": owner}
    invitation = people.invite(email="money@hazelbank.example", **ask)
    OutboxMessage.objects.all().delete()
    note, _ = actions.credit(invoice=sent, amount=Decimal("52.34"), reason="A home closed", by=membership_manager)
    mail, invited = OutboxMessage.objects.order_by("pk")
    assert (mail.user, invited.email) == (owner, "money@hazelbank.example")
    for each in (mail, invited):
        assert each.subject.startswith("Credit note CHA-C0001 for invoice CHA-0001")
        assert "credits £52.34" in each.text
        assert "A home closed" in each.text
        assert f"£500.00 of it is owed by {day(sent.due_on)}.\n" in each.text, "and nothing of it was paid"
    assert (credit_note(mail), credit_note_invited(invited)) == ("", "")
    Role.objects.filter(user=owner).update(ends_on=timezone.localdate())
    invitation.delete()
    assert credit_note(mail) == "The person does not see the provider’s invoices any more."
    assert "withdrawn" in credit_note_invited(invited)
    OutboxMessage.objects.all().delete()
    Role.objects.filter(user=owner).update(ends_on=None)
    actions.credit(invoice=sent, amount=Decimal(500), reason="All of it", by=membership_manager)
    assert "Nothing of it is owed now." in OutboxMessage.objects.get().text
    assert note.amount == Decimal("52.34")


def test_the_database_credits_no_more_than_is_owed(sent, membership_manager):
    make_payment(sent, Decimal("552.33"))
    about = {"invoice": sent, "reason": "x", "by": membership_manager}
    with pytest.raises(DatabaseError), transaction.atomic():
        CreditNote.objects.create(number="C1", amount=Decimal("0.02"), **about)
    CreditNote.objects.create(number="C1", amount=Decimal("0.01"), **about)


def test_only_staff_send_and_credit(sent, owner):
    with pytest.raises(PermissionDenied):
        actions.credit(invoice=sent, amount=Decimal(1), reason="x", by=owner)
    with pytest.raises(PermissionDenied):
        actions.send_invoice(term=sent.term, charges=[Charge("x", Decimal(1))], by=owner)


def test_of_two_who_credit_at_once_the_second_is_told_what_it_still_asks_for(transactional_db):
    staff = make_person("staff@cha.example", "membership_manager")
    invoice = make_invoice(make_term(make_provider("Hazel"), ends_in=9))
    said, about = [], {"invoice": invoice, "amount": Decimal(300), "reason": "x", "by": staff}

    def credit():
        try:
            actions.credit(**about)
        except (ValidationError, DatabaseError) as fault:
            said.append(str(fault))
        finally:
            connection.close()

    second = Thread(target=credit)
    with transaction.atomic():
        actions.credit(**about)
        second.start()
        while second.is_alive() and not somebody_waits():
            second.join(0.01)
    second.join()
    assert ["asks for £150.00" in each for each in said] == [True]


def somebody_waits() -> bool:
    """Whether another connection waits for what this one does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid)))")
        return cursor.fetchone()[0]


def test_what_is_owed_is_late_the_day_after_it_was_due(provider):
    term = make_term(provider, ends_in=100)
    today = make_invoice(term, "CHA-1", due_on=TODAY)
    before = make_invoice(term, "CHA-2", sent_on=TODAY - timedelta(days=9), due_on=TODAY - timedelta(days=1))
    paid = make_invoice(term, "CHA-3", sent_on=TODAY - timedelta(days=9), due_on=TODAY - timedelta(days=1))
    make_payment(paid)
    penny = make_invoice(term, "CHA-4", sent_on=TODAY - timedelta(days=9), due_on=TODAY - timedelta(days=1))
    make_payment(penny, penny.amount - Decimal("0.99"))
    pound = make_invoice(term, "CHA-5", sent_on=TODAY - timedelta(days=9), due_on=TODAY - timedelta(days=1))
    make_payment(pound, pound.amount - 1)
    assert set(unpaid(Invoice.objects.all())) == {today, before, penny, pound}
    assert set(late(Invoice.objects.all())) == {before, pound}


def test_an_owner_writes_their_purchase_order_on_the_invoice_and_its_file(signed_in, owner, sent):
    client = signed_in(owner)
    client.post(f"/invoices/{sent.pk}/purchase-order/", {"purchase_order": "PO 4711"})
    assert "PO 4711" in text(client.get(f"/invoices/{sent.pk}/"))
    assert "PO 4711" in words_of(client.get(f"/invoices/{sent.pk}/file/"))


def words_of(answer) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split())


def test_the_file_says_what_the_law_asks_of_an_invoice(signed_in, owner, sent, provider, membership_manager):
    Association.objects.create(
        pk=1, company_number="01234567", registered_office="1 High Street, Leeds", vat_number="GB 123 4567 89",
        payment_details="Sort code 01-02-03, account 12345678",
    )  # fmt: skip
    forget()
    actions.credit(invoice=sent, amount=Decimal("52.34"), reason="A home closed", by=membership_manager)
    answer = signed_in(owner).get(f"/invoices/{sent.pk}/file/")
    page = words_of(answer)
    for words in (
        *(sent.number, provider.legal_name, association().name, "Registered company 01234567", "1 High Street, Leeds"),
        *("VAT registration GB 123 4567 89", "VAT at 20 % £90.00", "Without VAT £462.34", "Total £552.34"),
        *("Still owed £500.00", "CHA-C0001", "A home closed", "Sort code 01-02-03"),
    ):
        assert words in page
    assert PdfReader(BytesIO(answer.content)).metadata.title == f"Invoice {sent.number}"


def test_whoever_reads_an_invoice_reads_how_to_pay_it_until_it_is_paid(signed_in, owner, sent, membership_manager):
    assert "How to pay" not in text(signed_in(owner).get(f"/invoices/{sent.pk}/"))
    Association.objects.create(pk=1, payment_details="Sort code 01-02-03, account 12345678")
    forget()
    page = text(signed_in(owner).get(f"/invoices/{sent.pk}/"))
    for words in ("How to pay", "account 12345678", f"name {sent.number} as the reference"):
        assert words in page
    actions.credit(invoice=sent, amount=sent.amount, reason="By mistake", by=membership_manager)
    assert "How to pay" not in text(signed_in(owner).get(f"/invoices/{sent.pk}/"))


def test_what_is_paid_says_when_and_asks_for_nothing_on_page_link_and_file(signed_in, client, owner, sent):
    Association.objects.create(pk=1, payment_details="Sort code 01-02-03, account 12345678")
    forget()
    link = f"/invoices/link/{token_for(sent, owner)}/"
    part = Payment.objects.create(provider=sent.provider, amount=52, received_on=TODAY - timedelta(days=9))
    Allocation.objects.create(payment=part, invoice=sent, amount=52)
    assert "Sort code" in words_of(signed_in(owner).get(f"/invoices/{sent.pk}/file/"))
    make_payment(sent, sent.amount - 52)
    said = f"Paid on {day(TODAY)}. Nothing is owed."
    own = signed_in(owner)
    pages = [text(own.get(f"/invoices/{sent.pk}/")), text(client.get(link))]
    for page in [*pages, words_of(own.get(f"/invoices/{sent.pk}/file/")), words_of(client.get(f"{link}file/"))]:
        assert said in page
        assert "Sort code" not in page
        assert "How to pay" not in page


def test_staff_see_that_nobody_said_how_to_pay_and_who_may_say_it_has_a_link(signed_in, provider, membership_manager):
    make_dues()
    run = plan_run(until=TODAY, by=membership_manager)
    pages = [f"/staff/renewals/{run.pk}/", f"/staff/membership/providers/{provider.pk}/term/"]
    client = signed_in(membership_manager)
    for page in pages:
        assert "Ask an administrator to say how invoices are paid." in text(client.get(page))
    Role.objects.create(user=membership_manager, name="administrator")
    assert '<a href="/staff/association/">Say how' in text(client.get(pages[0]))
    Association.objects.create(pk=1, payment_details="Sort code 01-02-03")
    forget()
    for page in pages:
        assert "say how invoices are paid" not in text(client.get(page)).lower()


def test_staff_see_who_changed_it_and_owners_what_to_do(signed_in, owner, membership_manager, sent):
    staff = text(signed_in(membership_manager).get(f"/invoices/{sent.pk}/"))
    assert "Note a payment" in staff
    assert "History" in staff
    own = text(signed_in(owner).get(f"/invoices/{sent.pk}/"))
    assert "£552.34" in own
    assert "Note a payment" not in own
    assert "History" not in own


def test_a_credit_that_is_too_large_keeps_what_was_typed(signed_in, membership_manager, sent):
    answer = signed_in(membership_manager).post(
        f"/staff/invoices/{sent.pk}/credit/", {"amount": "600", "reason": "Closed"}
    )
    assert answer.status_code == 422
    assert "asks for £552.34, so no more can be credited." in text(answer)
    assert 'value="Closed"' in text(answer)


def test_the_owner_of_another_provider_writes_no_purchase_order(provider, other_provider):
    invoice = make_invoice(make_term(provider, ends_in=100))
    outsider = make_person("owner@larkfield.example", "owner", other_provider)
    own = make_person("owner@hazelbank.example", "owner", provider)
    with pytest.raises(PermissionDenied):
        actions.set_purchase_order(invoice=invoice, purchase_order="PO-1", by=outsider)
    assert actions.set_purchase_order(invoice=invoice, purchase_order="PO-2", by=own).purchase_order == "PO-2"
