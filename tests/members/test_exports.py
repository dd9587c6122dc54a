"""Invoices and payments in the columns that bookkeeping programs import."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from members.exports import programs
from members.exports.rows import code_of
from members.invoices import actions
from members.invoices.actions import Charge
from members.models import Allocation
from members.payments.actions import undo_match
from people.models import SecurityEvent
from tests.members.conftest import make_invoice, make_payment, make_term

ADDRESS, TODAY = "/staff/invoices/export/", timezone.localdate()
DAY, DUE = f"{TODAY:%d/%m/%Y}", f"{TODAY + timedelta(days=30):%d/%m/%Y}"


@pytest.fixture
def code(provider, membership_manager):
    """The customer code of a member with an invoice of two lines, half credited, and a payment for it."""
    charges = [Charge("Membership", Decimal("450.00"), Decimal(20)), Charge("=Book", Decimal("10.00"))]
    term = make_term(provider, ends_in=100)
    invoice = actions.send_invoice(term=term, charges=charges, by=membership_manager)
    actions.set_purchase_order(invoice=invoice, purchase_order="PO 7", by=membership_manager)
    actions.credit(invoice=invoice, amount=Decimal(275), reason="A home closed", by=membership_manager)
    make_payment(invoice, Decimal(100))
    before = TODAY - timedelta(days=40)
    make_invoice(term, "CHA-OLD", sent_on=before, due_on=before)
    return code_of(provider.pk)


@pytest.fixture
def exported(signed_in, membership_manager, code):
    """The rows of a file, headings first."""

    def rows(**typed):
        days = {"first": (TODAY - timedelta(days=1)).isoformat(), "last": TODAY.isoformat()}
        answer = signed_in(membership_manager).post(ADDRESS, days | typed)
        assert answer.headers["Content-Type"].startswith("text/csv")
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    return rows


def test_xero_gets_a_row_for_each_line_and_credit_notes_as_less_than_nothing(exported):
    headings, *rows = exported(program="xero", rows="invoices")
    assert headings == programs.XERO_INVOICES
    name, number = "Hazel Bank Care Ltd", "CHA-0001"
    assert rows == [
        [name, number, "PO 7", DAY, DUE, "Membership", "1", "450.00", "200", "20% (VAT on Income)", "90.00", "GBP"],
        [name, number, "PO 7", DAY, DUE, "'=Book", "1", "10.00", "200", "No VAT", "0.00", "GBP"],
        [
            *(name, "CHA-C0001", number, DAY, DAY, f"Credit of {number}: A home closed", "1", "-230.00", "200"),
            *("20% (VAT on Income)", "-45.00", "GBP"),
        ],
    ]


def test_sage_gets_transactions_of_its_kinds(exported, code):
    headings, *rows = exported(program="sage", rows="invoices", income="4100")
    assert headings == programs.SAGE
    assert [row[:3] for row in rows] == [["SI", code, "4100"], ["SI", code, "4100"], ["SC", code, "4100"]]
    assert [(row[5], row[7], row[8], row[9]) for row in rows] == [
        ("CHA-0001", "450.00", "T1", "90.00"),
        ("CHA-0001", "10.00", "T2", "0.00"),
        ("CHA-C0001", "230.00", "T1", "45.00"),
    ]
    assert all(len(row[1]) <= 8 and len(row[6]) <= programs.DETAILS for row in rows)
    headings, *rows = exported(program="sage", rows="payments")
    assert rows == [["SA", code, "1200", "0", DAY, "", "CHA-0001", "100.00", "T9", "0", "1", ""]]


def test_quickbooks_gets_invoices_by_the_names_that_it_knows(exported):
    headings, *rows = exported(program="quickbooks", rows="invoices")
    assert headings == programs.QUICKBOOKS_INVOICES
    assert [(row[0], row[9], row[10], row[11]) for row in rows] == [
        ("CHA-0001", "450.00", "20.0% S", "90.00"),
        ("CHA-0001", "10.00", "Exempt", "0.00"),
    ]
    assert exported(program="quickbooks", rows="payments")[1:] == [[DAY, "Hazel Bank Care Ltd CHA-0001", "100.00"]]


def test_quickbooks_gets_credit_notes_in_a_file_of_their_own(exported, signed_in, membership_manager):
    assert exported(program="quickbooks", rows="credit-notes") == [
        programs.QUICKBOOKS_CREDIT_NOTES,
        [
            *("CHA-C0001", "Hazel Bank Care Ltd", DAY, "CHA-0001", "Membership", "Credit of CHA-0001: A home closed"),
            *("1", "230.00", "230.00", "20.0% S", "45.00", "GBP"),
        ],
    ]
    days = {"first": TODAY.isoformat(), "last": TODAY.isoformat()}
    for program in ("xero", "sage"):
        answer = signed_in(membership_manager).post(ADDRESS, days | {"program": program, "rows": "credit-notes"})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["rows"])


def test_xero_gets_payments_as_a_bank_statement_without_matches_that_were_undone(exported, membership_manager):
    statement = [programs.XERO_MONEY, [DAY, "100.00", "Hazel Bank Care Ltd", "CHA-0001", ""]]
    assert exported(program="xero", rows="payments") == statement
    undo_match(allocation=Allocation.objects.get(), reason="Wrong", by=membership_manager)
    statement[1][3] = ""
    assert exported(program="xero", rows="payments") == statement
    assert SecurityEvent.objects.filter(kind="exported", subject__startswith="payments-for-xero").exists()


def test_days_in_the_wrong_order_are_refused(signed_in, membership_manager):
    typed = {"program": "xero", "rows": "invoices", "first": "2026-02-01", "last": "2026-01-01"}
    answer = signed_in(membership_manager).post(ADDRESS, typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["last"])


@pytest.mark.parametrize("many", [1, 20])
def test_it_asks_as_often_for_any_number(signed_in, membership_manager, provider, many, django_assert_num_queries):
    term = make_term(provider, ends_in=100)
    for number in range(many):
        make_payment(make_invoice(term, f"CHA-{number}"))
    client = signed_in(membership_manager)
    days = {"first": TODAY.isoformat(), "last": TODAY.isoformat(), "program": "xero"}
    for rows, queries in (("invoices", 10), ("payments", 11)):
        with django_assert_num_queries(queries):
            client.post(ADDRESS, days | {"rows": rows})
