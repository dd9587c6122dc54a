from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from duties.law import (
    VISITS,
    EachMonth,
    Month,
    MonthState,
    months_after,
    months_by_interval,
    months_of,
    twelve_months,
)
from duties.models import DutyDone, PlannedVisit
from duties.overview import Item, since, visits_due, with_actions, with_last_days
from duties.visits.plans import Plan
from homes.models import Home

EARLIER = -12  # months before the first one: what is due in it may follow from a visit in these


@dataclass(frozen=True)
class VisitRow:
    """The visit of one home, with its months and the plans of those in which nobody visited, by the first day."""

    item: Item
    months: list[Month]
    plans: dict[date, Plan]
    visitors: frozenset[str]  # who is planned in these months or later

    @property
    def home(self) -> Home:
        return self.item.home

    @property
    def missed(self) -> int:
        return sum(month.state == MonthState.MISSED for month in self.months)

    @property
    def to_do(self) -> int:
        """How many actions of visits are to be done."""
        return len(self.home.actions_to_do)

    @property
    def cells(self) -> list[tuple[Month, Plan | None]]:
        return [(month, self.plans.get(month.first)) for month in self.months]


@dataclass(frozen=True)
class Grid:
    """Homes that a visit is asked of, the most months missed first, by twelve months."""

    months: list[date]
    rows: list[VisitRow]
    visitors: list[str]  # everyone who is planned in these months or later
    visitor: str = ""  # of whom alone the homes are shown

    @property
    def missed(self) -> int:
        return sum(row.missed for row in self.rows)

    @property
    def homes_missing(self) -> int:
        return sum(row.missed > 0 for row in self.rows)

    @property
    def missed_by_month(self) -> list[int]:
        """How many homes missed each month."""
        return [
            sum(row.months[place].state == MonthState.MISSED for row in self.rows) for place in range(len(self.months))
        ]

    @property
    def until(self) -> date:
        """The first day of the last month."""
        return self.months[-1]

    def among(self, homes: Iterable[Home]) -> "Grid":
        """Some of the homes alone."""
        keys = {home.pk for home in homes}
        return replace(self, rows=[row for row in self.rows if row.home.pk in keys])

    def of(self, visitor: str) -> "Grid":
        """The homes that one person is planned to visit; for no name, all of them."""
        return replace(self, rows=[row for row in self.rows if not visitor or visitor in row.visitors], visitor=visitor)


def grid_of(homes: Iterable[Home], until: date, today: date) -> Grid:
    """The twelve months up to a day, of homes `with_visits` of these months: two queries for any number with theirs.

    Where the visit is off, nothing is asked.

    Whoever gets the answer may know the duties of these homes: give homes by `own` or `editable_by`.
    """
    months = twelve_months(until)
    rows = [_row(item, months, today) for item in visits_due(list(homes), today)]
    rows.sort(key=lambda row: (-row.missed, str(row.home), row.home.pk))
    visitors = {visitor for row in rows for visitor in row.visitors}
    return Grid(months, rows, sorted(visitors, key=str.casefold))


def with_visits(homes: QuerySet[Home], until: date) -> QuerySet[Home]:
    """Homes with their last days, the actions to be done, and of the twelve months up to a day the visits and plans.

    With the first visit ever; all in the homes' one query.
    """
    first = twelve_months(until)[0]
    done = DutyDone.objects.filter(home=OuterRef("pk"), rule__in=VISITS).order_by()
    planned = PlannedVisit.objects.filter(home=OuterRef("pk"), planned_on__gte=first).order_by("planned_on")
    return with_actions(with_last_days(homes)).annotate(
        visit_days=ArraySubquery(done.filter(done_on__gte=months_after(first, EARLIER)).values("done_on")),
        first_visit=Subquery(done.values("home").annotate(first=Min("done_on")).values("first")),
        visits_planned=ArraySubquery(planned.values(json=JSONObject(key="pk", on="planned_on", visitor="visitor"))),
    )


def _row(item: Item, months: list[date], today: date) -> VisitRow:
    found = _months(item, months, today)
    plans = [Plan.of(row, today) for row in item.home.visits_planned]
    visited = {month.first for month in found if month.days}
    still = {plan.month: plan for plan in plans if plan.month not in visited}
    return VisitRow(item, found, still, frozenset(plan.visitor for plan in plans))


def _months(item: Item, months: list[date], today: date) -> list[Month]:
    home = item.home
    if not isinstance(item.recurrence, EachMonth):
        return months_by_interval(months, home.visit_days, item.recurrence, item.due_status.due, today)
    here = since(home)
    known = min(here, home.first_visit) if home.first_visit else here
    return months_of(months, home.visit_days, today=today, life=item.life, known=known)
