"""A provider's homes on its people's first screen: what falls due, what needs them, and the homes themselves."""

from dataclasses import replace

from django.utils import timezone

from chaportal.dashboards.needs import needs_you
from chaportal.dashboards.screen import Screen
from chaportal.dashboards.section import Section
from duties.law import DueState
from duties.overview import Row, duties_falling_due, duties_overview, notices_falling_due, table_of
from homes import locations
from homes.listing.filters import chosen
from homes.listing.rows import nameless_rows, set_providers
from homes.models import Home
from homes.posts import unmanaged
from people.access import Permission, can

P = Permission
MANY_HOMES = 5  # from so many on, a table says more than a list
SHOWN = 5
MOST_DUE = 3


def homes(screen: Screen) -> list[Section]:
    """Of many homes those that need it most, with their duties; of few, what falls due, after legal notices alone."""
    user = screen.user
    rows = duties_overview(Home.objects.own(user).confirmed(), timezone.localdate())
    notices = notices_falling_due(rows)
    named = {row.home for row in rows[:SHOWN]} | {notice.home for notice in notices[:SHOWN]}
    names = locations.own_names(named, user) if named else {}
    set_providers(named, user)
    needs, missing = needs_you(screen, rows, names), _managers_missing(user)
    if len(rows) >= MANY_HOMES:
        return [_by_duties(rows, names), needs, *missing]
    due = _falls_due(rows, names)
    first = [needs, *due] if notices else [*due, needs]
    return [*first, *missing, _my_homes(user, names)]


def _by_duties(rows: list[Row], names: dict[int, str]) -> Section:
    context = table_of(rows[:SHOWN], names) | {"count": len(rows)}
    return Section("Homes by duties, the worst first", "dashboard/homes_by_duties.html", context, wide=True)


def _falls_due(rows: list[Row], names: dict[int, str]) -> list[Section]:
    """What is overdue or due next, the worst first; nothing before there is a home."""
    if not rows:
        return []
    due = [due for row in rows for due in row.duties if due.due_status.due]
    due.sort(key=lambda item: item.due_status.urgency)
    context = {
        "rows": [(item, names.get(item.home.pk, "")) for item in due[:MOST_DUE]],
        "count": len(duties_falling_due(rows)),
        "most": MOST_DUE,
        "one": rows[0].home if len(rows) == 1 else None,
        "today": timezone.localdate(),
        "unknown": sum(row.count(DueState.NO_DATE) for row in rows),
    }
    return [Section("What falls due", "dashboard/falls_due.html", context)]


def _managers_missing(user) -> list[Section]:
    """Homes that nobody manages since someone left, if there are any."""
    homes = list(unmanaged(Home.objects.own(user)).select_related("registration", "provider"))
    names = locations.own_names(homes[:SHOWN], user) if homes else {}
    rows = [(home, names.get(home.pk, ""), can(user, P.HOME_EDIT, home.provider)) for home in homes[:SHOWN]]
    context = {"rows": rows, "count": len(homes)}
    return [Section("Managers missing", "dashboard/managers_missing.html", context)] if homes else []


def _my_homes(user, names: dict[int, str]) -> Section:
    """The homes with their own business, and below it what the register says."""
    rows = [replace(row, name=names.get(row.home.pk, "")) for row in nameless_rows(Home.objects.own(user), user)]
    rows = chosen(rows, {})
    context = {"rows": rows[:SHOWN], "count": len(rows), "more": len(rows) > SHOWN}
    return Section("My home" if len(rows) == 1 else "My homes", "dashboard/homes.html", context)
