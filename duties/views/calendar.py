"""What falls due, what was done and what is planned, month by month."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from duties.law import DueState, EveryWeeks, comes_often, end_of_month, months_after
from duties.models import DutyDone
from duties.models.duty import rule_choices
from duties.overview import Due, duties_overview
from duties.visits import key_of, plans_for, state_of
from homes import locations
from homes.models import Home
from people.access import Permission, requires
from people.models import User

EARLIEST, LATEST = 2000, 2098
A_PAGE = 20  # lines, or homes of one line: on a phone, less than five screens
FEW_HOMES = 3  # more of them on one line are on a page of their own
DONE = "done"
RULE_NAMES = dict(rule_choices())


@dataclass(frozen=True)
class CalendarEntry:
    """One line of the calendar: a duty, report or notice that falls due on a day, or a duty that was done on it, or a
    visit that is planned.

    `home` is the home's key, `called` its private name.
    """

    day: date
    home: int
    called: str
    duty: str
    item: Due | None = None
    times: int = 1  # of what comes often, in this month
    planned: str = ""  # of a visit: where its plan stands, in words

    @property
    def is_done(self) -> bool:
        return self.item is None and not self.planned

    @property
    def state(self) -> str:
        return str(self.item.due_status.state) if self.item else self.planned or "Done"


@dataclass(frozen=True)
class CalendarLine:
    """The same of several homes on one day."""

    day: date
    duty: str
    entries: list[CalendarEntry]

    @property
    def key(self) -> str:
        """What stands for it in an address, which must not hold a visitor's name."""
        return key_of(f"{self.day} {self.duty}")

    @property
    def summary(self) -> str:
        """How many homes stand how, in words: `480 in order, 40 due soon`."""
        return ", ".join(f"{count} {state.lower()}" for state, count in self.counts)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many homes stand how, the most first."""
        return Counter(entry.state for entry in self.entries).most_common()


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def duty_calendar(request):
    """A month: what falls due in it, was done in it or is planned; with this month, what is overdue from before.

    Or of that one line, with all of its homes.
    """
    today = timezone.localdate()
    first = month_in(request.GET.get("month", "")) or today.replace(day=1)
    entries = sorted(
        _entries(request, today, first, end_of_month(first)), key=lambda entry: (entry.day, entry.duty, entry.called)
    )
    done = request.GET.get("show") == DONE
    lines = [
        CalendarLine(*same, list(each))
        for same, each in groupby(
            (entry for entry in entries if entry.is_done == done), key=lambda entry: (entry.day, entry.duty)
        )
    ]
    line = next((line for line in lines if line.key == request.GET.get("line")), None)
    context = {
        "month": first,
        "line": line,
        "before": months_after(first, -1),
        "after": months_after(first, 1),
        "page": Paginator(line.entries if line else lines, A_PAGE).get_page(request.GET.get("page")),
        "done": done,
        "count_done": sum(entry.is_done for entry in entries),
        "count_due": sum(not entry.is_done for entry in entries),
        "few": FEW_HOMES,
    }
    return render(request, "duties/duty_calendar.html", context)


def _entries(request, today: date, first: date, last: date) -> Iterator[CalendarEntry]:
    rows = duties_overview(Home.objects.own(request.user).confirmed(), today)
    homes = {row.home.pk: row.home for row in rows}
    names = locations.own_names(homes.values(), request.user)
    called = {pk: names.get(pk) or str(home) for pk, home in homes.items()}
    since = date.min if first <= today <= last else first  # this month shows what is overdue from before
    for item in (due for row in rows for due in row.all_due if due.due_status.due):
        due = item.due_status.due
        if first <= due <= last or (since <= due < first and item.due_status.state == DueState.OVERDUE):
            yield CalendarEntry(due, item.home.pk, called[item.home.pk], item.name, item)
    for days in _together(_done(request.user, first, last)):
        newest = days[-1]
        called_now = called.get(newest.home) or newest.alias or newest.number  # one that ended has no name any more
        named = newest.name or RULE_NAMES.get(newest.rule, newest.rule)
        yield CalendarEntry(newest.done_on, newest.home, called_now, named, times=len(days))
    for plan in plans_for(request.user, today).filter(planned_on__range=(first, last)):
        about = {"duty": f"Visit by {plan.visitor}", "planned": state_of(plan.planned_on, today)}
        yield CalendarEntry(plan.planned_on, plan.home_id, called[plan.home_id], **about)


class DoneDay(NamedTuple):
    """A day on which a duty of a home was done: of a year with weekly duties there are too many for whole rows."""

    key: int
    done_on: date
    home: int
    alias: str
    number: str
    rule: str
    own: int | None
    name: str | None
    weeks: int | None

    @property
    def is_often(self) -> bool:
        return self.weeks is not None and comes_often(EveryWeeks(self.weeks))


def _done(user: User, first: date, last: date) -> list[DoneDay]:
    done = DutyDone.objects.visible_to(user).filter(done_on__range=(first, last)).order_by("done_on", "pk")
    home = ("home", "home__alias", "home__registration__number")
    return [
        DoneDay(*row)
        for row in done.values_list("pk", "done_on", *home, "rule", "own", "own__name", "own__every_weeks")
    ]


def _together(done: Iterable[DoneDay]) -> Iterable[list[DoneDay]]:
    """The days of one entry each: those of a duty that comes often are one entry of its home, at the last of them."""
    entries = defaultdict(list)
    for row in done:
        entries[(row.home, row.own) if row.is_often else (row.key,)].append(row)
    return entries.values()


def month_in(text: str) -> date | None:
    """The first day of a month such as 2026-11; None for anything else."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return found if EARLIEST <= found.year <= LATEST else None
