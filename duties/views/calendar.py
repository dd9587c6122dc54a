"""What falls due, what was done and what is planned, month by month."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from duties.law import DueState, comes_often, end_of_month, months_after
from duties.models import DutyDone
from duties.overview import Due, duties_overview
from duties.visits import plans_for, state_of
from homes import locations
from homes.models import Home
from people.access import Permission, requires

EARLIEST, LATEST = 2000, 2098
A_PAGE = 20  # lines: on a phone, less than five screens
FEW_HOMES = 3  # more of them on one line are unfolded
DONE = "done"


@dataclass(frozen=True)
class CalendarEntry:
    """One line of the calendar: a duty, report or notice that falls due on a day, or a duty that was done on it, or a
    visit that is planned.

    `called` is the home's private name.
    """

    day: date
    home: Home
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
    def counts(self) -> list[tuple[str, int]]:
        """How many homes stand how, the most first."""
        return Counter(entry.state for entry in self.entries).most_common()


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def duty_calendar(request):
    """A month: what falls due in it, was done in it or is planned; with this month, what is overdue from before."""
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
    context = {
        "month": first,
        "before": months_after(first, -1),
        "after": months_after(first, 1),
        "page": Paginator(lines, A_PAGE).get_page(request.GET.get("page")),
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
            yield CalendarEntry(due, item.home, called[item.home.pk], item.name, item)
    done = DutyDone.objects.visible_to(request.user).filter(done_on__range=(first, last))
    for days in _together(done.select_related("own", "home__registration").order_by("done_on", "pk")):
        newest = days[-1]
        called_now = called.get(newest.home_id) or str(newest.home)  # a home that ended has no name any more
        named = str(newest.own or newest.get_rule_display())
        yield CalendarEntry(newest.done_on, newest.home, called_now, named, times=len(days))
    for plan in plans_for(request.user, today).filter(planned_on__range=(first, last)):
        about = {"duty": f"Visit by {plan.visitor}", "planned": state_of(plan.planned_on, today)}
        yield CalendarEntry(plan.planned_on, plan.home, called[plan.home_id], **about)


def _together(done: Iterable[DutyDone]) -> Iterable[list[DutyDone]]:
    """The days of one entry each: those of a duty that comes often are one entry of its home, at the last of them."""
    entries = defaultdict(list)
    for row in done:
        often = row.own is not None and comes_often(row.own.recurrence)
        entries[(row.home_id, row.own_id) if often else (row.pk,)].append(row)
    return entries.values()


def month_in(text: str) -> date | None:
    """The first day of a month such as 2026-11; None for anything else."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return found if EARLIEST <= found.year <= LATEST else None
