from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, QuerySet

from duties.law import Month, MonthState, months_of, twelve_months
from duties.models import DutyDone
from duties.overview import Item, duties_overview, since
from homes.models import Home

RULE = "england-44"
FIELD = "home-"


@dataclass(frozen=True)
class VisitRow:
    """One home with its months."""

    home: Home
    months: list[Month]

    @property
    def missed(self) -> int:
        return sum(month.state == MonthState.MISSED for month in self.months)


@dataclass(frozen=True)
class Grid:
    """Homes that the monthly visit is asked of, the most months missed first, by twelve months."""

    months: list[date]
    rows: list[VisitRow]

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


def grid_of(homes: QuerySet[Home], until: date, today: date) -> Grid:
    """The twelve months up to a day: four queries for any number of homes. Where the visit is off, nothing is asked.

    Whoever gets the answer may know the duties of these homes: give homes by `own` or `editable_by`.
    """
    items = [item for row in duties_overview(homes, today) for item in row.items if item.rule_key == RULE]
    items = [item for item in items if not item.off]
    months = twelve_months(until)
    visits = DutyDone.objects.filter(home__in=[item.home.pk for item in items], rule=RULE)
    days = defaultdict(list)
    for home, day in visits.filter(done_on__gte=months[0]).values_list("home", "done_on"):
        days[home].append(day)
    first = dict(visits.order_by().values("home").annotate(first=Min("done_on")).values_list("home", "first"))
    rows = [_row(item, months, days[item.home.pk], first.get(item.home.pk), today) for item in items]
    rows.sort(key=lambda row: (-row.missed, str(row.home), row.home.pk))
    return Grid(months, rows)


def field_of(home_id: int) -> str:
    """What forms, and refusals on them, call the day of a home."""
    return f"{FIELD}{home_id}"


def home_of(field: str) -> int:
    """The home whose day a field is."""
    return int(field.removeprefix(FIELD))


def _row(item: Item, months: list[date], days: list[date], first: date | None, today: date) -> VisitRow:
    here = since(item.home)
    known = min(here, first) if first else here
    return VisitRow(item.home, months_of(months, days, today=today, life=item.life, known=known))
