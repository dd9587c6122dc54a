"""What falls due and what was done, month by month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from duties.law import DueState, end_of_month, months_after
from duties.models import DutyDone
from duties.overview import Due, duties_overview
from homes import locations
from homes.models import Home
from people.access import Permission, requires

EARLIEST, LATEST = 2000, 2098


@dataclass(frozen=True)
class CalendarEntry:
    """One line of the calendar: a duty, report or notice that falls due on a day, or a duty that was done on it.

    `called` is the home's private name.
    """

    day: date
    home: Home
    called: str
    duty: str
    item: Due | None = None


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def duty_calendar(request):
    """A month: what falls due in it and what was done in it; with this month, what is overdue from before."""
    today = timezone.localdate()
    first = month_in(request.GET.get("month", "")) or today.replace(day=1)
    last = end_of_month(first)
    lines = sorted(_lines(request, today, first, last), key=lambda line: (line.day, line.duty, line.called))
    context = {
        "month": first,
        "today": today,
        "before": months_after(first, -1),
        "after": months_after(first, 1),
        "lines": [line for line in lines if first <= line.day],
        "overdue": [line for line in lines if line.day < first],
    }
    return render(request, "duties/duty_calendar.html", context)


def _lines(request, today: date, first: date, last: date) -> Iterator[CalendarEntry]:
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
    for row in done.select_related("own", "home__registration"):
        called_now = called.get(row.home_id) or str(row.home)  # a home that ended has no name any more
        yield CalendarEntry(row.done_on, row.home, called_now, str(row.own or row.get_rule_display()))


def month_in(text: str) -> date | None:
    """The first day of a month such as 2026-11; None for anything else."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return found if EARLIEST <= found.year <= LATEST else None
