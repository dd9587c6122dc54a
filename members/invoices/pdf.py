"""An invoice as an accessible PDF (PDF/UA-1), with what the law asks of it.

A company's invoice states its number and registered office (Companies (Trading Disclosures) Regulations 2008, now the
Company, Limited Liability Partnership and Business (Names and Trading Disclosures) Regulations 2015, reg. 24 and 25);
where VAT is charged, the number of registration, and each rate with its VAT (VAT Regulations 1995, reg. 14).
"""

from collections import defaultdict
from datetime import UTC, datetime, time
from decimal import Decimal
from pathlib import Path

from members.invoices.settled import settled
from members.models import Invoice
from people.association import association
from people.templatetags.people import day, pounds
from typesetting.compiling import compiled

TEMPLATE = Path(__file__).with_name("invoice.typ")


def pdf_of(invoice: Invoice) -> bytes:
    """From `with_balance`, with its provider; the same invoice in the same state gives the same bytes."""
    ours, lines, credit_notes = association(), list(invoice.lines.all()), list(invoice.credit_notes.all())
    paid_words = settled(invoice)
    made = datetime.combine(invoice.sent_on, time(12), UTC)
    values = {
        "title": f"Invoice {invoice.number}",
        "from": ours.name,
        "facts": [
            {"label": label, "words": words}
            for label, words in (
                ("To", invoice.billed_to or invoice.provider.legal_name),
                ("Date", day(invoice.sent_on)),
                ("To be paid by", day(invoice.due_on)),
                ("Purchase order", invoice.purchase_order),
            )
            if words
        ],
        "lines": [
            [line.description, pounds(line.net), f"{line.vat_rate.normalize():f} %", pounds(line.vat)] for line in lines
        ],
        "sums": _sums(invoice, lines),
        "credited": [
            f"{note.number} of {day(note.sent_on)}: {pounds(note.amount)}. {note.reason}" for note in credit_notes
        ],
        "pay": "" if paid_words else ours.payment_details,
        "settled": paid_words,
        "reference": invoice.number,
        "company": _company(ours),
    }
    return compiled(TEMPLATE, values, made_at=made, pdf_standards="ua-1")


def _sums(invoice: Invoice, lines: list) -> list[list[str]]:
    """Without VAT, the VAT of each rate that is charged, and what it comes to; then what is still owed."""
    vat: dict[Decimal, Decimal] = defaultdict(Decimal)
    for line in lines:
        vat[line.vat_rate] += line.vat
    rows = [["Without VAT", pounds(sum((line.net for line in lines), Decimal(0)))]]
    rows += [[f"VAT at {rate.normalize():f} %", pounds(amount)] for rate, amount in sorted(vat.items()) if rate]
    rows.append(["Total", pounds(invoice.amount)])
    if invoice.paid:
        rows.append(["Paid", pounds(invoice.paid)])
    if invoice.credited:
        rows.append(["Credited", pounds(invoice.credited)])
    return rows if invoice.balance == invoice.amount else [*rows, ["Still owed", pounds(invoice.balance)]]


def _company(ours) -> str:
    parts = (
        ours.company_number and f"Registered company {ours.company_number}",
        ours.registered_office and f"Registered office: {ours.registered_office}",
        ours.vat_number and f"VAT registration {ours.vat_number}",
    )
    return ". ".join(part for part in parts if part)
