"""Applications, invoices and payments as staff find them."""

import re
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Q
from django.urls import reverse

from members.invoices.numbers import CREDIT_NOTES, INVOICES, however_written, padded, prefix_of
from members.models import Application, Contact, CreditNote, Invoice, Payment
from people.access import Permission, can
from people.finding import Found
from people.finding.found import MOST
from people.finding.telephones import figures_of, sought_number
from people.models import Provider
from people.templatetags.people import day, pounds

LONGEST_NUMBER = Invoice._meta.get_field("number").max_length
NOTHING = Q(pk__in=[])
AMOUNT = re.compile(r"(?=£|.*\.)£? ?(?P<pounds>\d[\d,]{0,11})(?P<pence>\.\d\d)?", re.ASCII)


def find_applications(user, words: str) -> Iterator[Found]:
    """By the organisation's names, company and telephone number, and by the addresses that it gave."""
    fields = ("legal_name", "trading_name", "company_number", "contact_email", "owner_email")
    known = Q.create([(f"{field}__icontains", words) for field in fields], Q.OR)
    known |= Q(provider__in=Provider.objects.holding(words))  # of who is kept here and asks to join again
    if number := sought_number(words):
        known |= Q(figures__contains=number)
    all_of_them = Application.objects.alias(figures=figures_of("telephone"))
    rows = all_of_them.filter(known) if _may(user, words) else Application.objects.none()
    for application in rows.select_related("provider")[: MOST + 1]:
        decided = f"decided {day(application.decided_on)}" if application.decided_on else "not decided"
        about = f"{application.contact_email} · {day(application.applied_on)} · {decided}"
        yield Found(str(application), application.get_absolute_url(), about)


def find_contacts(user, words: str) -> Iterator[Found]:
    """By their e-mail address: their names are encrypted."""
    known = {"email__contains": words.lower()}
    rows = Contact.objects.filter(**known) if _may(user, words) else Contact.objects.none()
    for contact in rows.select_related("provider")[: MOST + 1]:
        about = " · ".join(filter(None, [contact.email, contact.job_title, str(contact.provider)]))
        yield Found(str(contact), contact.provider.get_absolute_url(), about)


def find_invoices(user, words: str) -> Iterator[Found]:
    """By their number however it is written, also within words as a bank has them, a credit note's, the purchase
    order's, or their amount to the penny.
    """
    if not _may(user, words):
        return
    known = Q(number__contains=words.upper()) | Q(purchase_order__icontains=words) | Q(amount=_pounds(words))
    numbered, of_notes = _numbered(words)
    known |= numbered
    notes = CreditNote.objects.filter(Q(number__iexact=words) | of_notes)
    invoices = Invoice.objects.filter(known | Q(pk__in=notes.values("invoice")))  # a join would read all invoices twice
    for invoice in invoices.select_related("provider")[: MOST + 1]:
        about = f"{invoice.provider} · {pounds(invoice.amount)} · sent {day(invoice.sent_on)}"
        yield Found(str(invoice), reverse("members:invoice_detail", args=[invoice.pk]), about)


def find_payments(user, words: str) -> Iterator[Found]:
    """By the reference that the bank gave, or their amount to the penny."""
    known = Q(reference__icontains=words) | Q(amount=_pounds(words))
    payments = Payment.objects.filter(known) if _may(user, words) else Payment.objects.none()
    for payment in payments.select_related("provider")[: MOST + 1]:
        about = f"{payment.provider} · {pounds(payment.amount)} · {day(payment.received_on)}"
        yield Found(str(payment), reverse("members:payment_detail", args=[payment.pk]), about)


def _numbered(words: str) -> tuple[Q, Q]:
    """Of invoices and of credit notes: that a number stands in the words; an invoice's may be begun alone.

    Two queries, of words with a figure: PostgreSQL compares each number with a pattern, so it is asked of no others.
    """
    if not re.search(r"\d", words):
        return NOTHING, NOTHING
    invoices, notes = (however_written(prefix_of(series)) for series in (INVOICES, CREDIT_NOTES))
    return _beginning(words, invoices) | _whole(words, invoices), _whole(words, notes)


def _beginning(words: str, prefix: str) -> Q:
    """That a number begins as it is typed, asked only of words that begin as numbers do."""
    if len(words) <= LONGEST_NUMBER and re.match(prefix, words, re.IGNORECASE):
        return Q(number__iregex=f"^{however_written(padded(words))}")
    return NOTHING


def _whole(words: str, prefix: str) -> Q:
    """That a number stands whole among the words, as in “Stonechat CHA-0015”."""
    pattern = rf"(?<![^\W_]){prefix}\W*\d{{1,{LONGEST_NUMBER}}}(?!\w)"
    found = re.findall(pattern, words, re.IGNORECASE)
    return Q.create([("number__iregex", f"^{however_written(padded(each))}$") for each in found], Q.OR) | NOTHING


def _pounds(words: str) -> Decimal | None:
    """An amount as one types it, `£1,404.99` or `404.99`; None of what is none: a figure alone is a number."""
    found = AMOUNT.fullmatch(words)
    return Decimal(found["pounds"].replace(",", "") + (found["pence"] or "")) if found else None


def _may(user, words: str) -> bool:
    return bool(words) and can(user, Permission.MEMBERSHIP_MANAGE)
