from datetime import date, timedelta

import pytest
from django.utils import timezone

from members.models import Allocation, Application, Band, DuesYear, Invoice, Payment, ReminderRule, Term
from tests.conftest import make_provider


def make_term(provider, *, ends_in: int, **fields) -> Term:
    """A year's term that ends so many days from today."""
    ends_on = timezone.localdate() + timedelta(days=ends_in)
    dates = {"starts_on": ends_on - timedelta(days=364), "ends_on": ends_on}
    return Term.objects.create(
        **{"provider": provider, **dates, "band": "1 home", "dues": 450, "homes_counted": 1, **fields}
    )


def make_dues(*bands, released=True, **facts) -> DuesYear:
    """Dues of any day, with bands: kind, first and last size, name, pounds. If none is named, one for everybody."""
    year = DuesYear.objects.create(**{"starts_on": date(2020, 1, 1), "census_on": date(2020, 1, 1), **facts})
    for kind, first, last, name, dues in bands or [("provider", 0, None, "1 home", 450)]:
        Band.objects.create(year=year, kind=kind, size_from=first, size_to=last, name=name, dues=dues)
    return put_in_force(year) if released else year


def put_in_force(year: DuesYear) -> DuesYear:
    """Released, as staff do it."""
    DuesYear.objects.filter(pk=year.pk).update(released_at=timezone.now())
    year.refresh_from_db()
    return year


def make_rule(**fields) -> ReminderRule:
    """A rule of its own: thirty days before the end of a term, to owners. The one that comes with the portal is off."""
    ReminderRule.objects.update(is_on=False)
    facts = {"about": "term", "days": 30, "when": "before", "roles": ["owner"], "subject": "Soon", "text": "Soon."}
    return ReminderRule.objects.create(**facts | {"counts_from": date(2020, 1, 1)} | fields)


def make_invoice(term, number="CHA-1", **fields) -> Invoice:
    today = timezone.localdate()
    values = {"provider": term.provider, "term": term, "amount": term.dues, "sent_on": today, "due_on": today}
    return Invoice.objects.create(**{**values, "number": number, **fields})


def make_payment(invoice, amount=None) -> Payment:
    """Money for an invoice: all that it asks for, if no amount is named."""
    amount = invoice.amount if amount is None else amount
    payment = Payment.objects.create(provider=invoice.provider, amount=amount, received_on=timezone.localdate())
    Allocation.objects.create(payment=payment, invoice=invoice, amount=amount)
    return payment


@pytest.fixture
def one_of_each(db):
    """Six providers, each in another state."""
    providers = [make_provider(name) for name in ("Alder", "Birch", "Cedar", "Damson", "Elm", "Fir")]
    make_term(providers[0], ends_in=100)
    make_term(providers[1], ends_in=-10)
    make_term(providers[2], ends_in=-100)
    make_term(providers[3], ends_in=100, resigned_on=timezone.localdate())
    Application.objects.create(provider=providers[4])
    return providers


@pytest.fixture
def owed_by_two(provider):
    """Invoices of Hazel Bank over 450 and of Larkfield over 900."""
    days = {"sent_on": timezone.localdate() - timedelta(days=30), "due_on": timezone.localdate()}
    theirs = make_term(make_provider("Larkfield Services Limited"), ends_in=9)
    return [
        make_invoice(make_term(provider, ends_in=100), "CHA-0001", billed_to="Hazel Bank Ltd", **days),
        make_invoice(theirs, "CHA-0010", amount=900, **days),
    ]
