"""What the reports rest on, read in a fixed number of queries however many providers there are."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from members.models import CreditNote, Invoice, Payment, Refund, Term
from members.periods import Period, periods
from members.reports.leavers import Left, count_removed, left_since
from members.reports.movement import Month, Year, by_month, by_year, count_places, overdue_on
from members.reports.risks import AtRisk, members_at_risk
from members.status import last_day_of
from people.models import User

MONTHS = 24


@dataclass(frozen=True)
class Money:
    """A month in pounds: what invoices that fall due in it ask for, and what was received.

    Credit notes are taken off the one, refunds off the other.
    """

    first: date
    expected: Decimal
    received: Decimal


@dataclass(frozen=True)
class Report:
    """All of it, as at a day. `base` is how many providers were ever members."""

    as_at: date
    base: int
    overdue: int
    months: list[Month]
    years: list[Year]
    money: list[Money]
    left: list[Left]
    at_risk: list[AtRisk]

    @property
    def members(self) -> int:
        """How many have full access today: who is at risk is one of them."""
        return self.months[-1].members + self.overdue

    @property
    def most_money(self) -> Decimal:
        """The most that fell due or was received in one of the months."""
        return max(max(each.expected, each.received) for each in self.money)


def report_for(user: User, today: date) -> Report:
    """The report as membership staff may read it: eight queries."""
    terms = list(Term.objects.visible_to(user).order_by("provider_id", "starts_on").values_list(*TERM))
    by_provider = _memberships(terms)
    memberships = list(by_provider.values())
    months = by_month(memberships, today, MONTHS)
    count_places(months, _places(terms))
    left = left_since(months[0].first, by_provider, user, today)
    count_removed(months, left)
    return Report(
        as_at=today,
        base=sum(any(period.first <= today for period in each) for each in memberships),
        overdue=overdue_on(memberships, today),
        months=months,
        years=by_year(memberships, today),
        money=_money(user, [month.first for month in months]),
        left=left,
        at_risk=members_at_risk(user),
    )


TERM = ("provider_id", "starts_on", "ends_on", "resigned_on", "places_counted")


def _memberships(terms: list[tuple]) -> dict[int, list[Period]]:
    grouped = groupby(terms, key=itemgetter(0))
    found = {provider: periods(row[1:4] for row in rows) for provider, rows in grouped}
    return {provider: each for provider, each in found.items() if each}


def _places(terms: list[tuple]) -> list[tuple[date, date, int]]:
    """Of terms that count places; those of before they were counted have none."""
    return [(first, last_day_of(ends, resigned_on), places) for _, first, ends, resigned_on, places in terms if places]


def _money(user: User, firsts: list[date]) -> list[Money]:
    invoices, payments = Invoice.objects.visible_to(user), Payment.objects.visible_to(user).in_force()
    asked = _sums(invoices.filter(due_on__gte=firsts[0]), "due_on")
    credited = _sums(CreditNote.objects.filter(invoice__in=invoices, sent_on__gte=firsts[0]), "sent_on")
    received = _sums(payments.filter(received_on__gte=firsts[0]), "received_on")
    refunds = Refund.objects.in_force().filter(payment__in=payments, paid_on__gte=firsts[0])
    refunded, none = _sums(refunds, "paid_on"), Decimal(0)

    def less(more: dict, taken_off: dict, first: date) -> Decimal:
        return more.get(first, none) - taken_off.get(first, none)

    return [Money(first, less(asked, credited, first), less(received, refunded, first)) for first in firsts]


def _sums(rows, day: str) -> dict[date, Decimal]:
    return dict(rows.order_by().annotate(month=TruncMonth(day)).values_list("month").annotate(total=Sum("amount")))
