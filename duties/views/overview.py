"""Duties of many homes at once."""

from collections import Counter

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from duties.law import DueState
from duties.overview import Row, duties_overview, table_of
from duties.views.home_duties import duties_page
from homes import locations
from homes.models import Home
from people.access import Permission, requires
from people.models import Provider, User

NOTICES_SHOWN = 10
STATES = {state.name.lower(): state for state in DueState}


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def duty_list(request):
    """Homes by duties, the worst first. Who has one home sees its duties at once."""
    rows = duties_overview(Home.objects.own(request.user).confirmed(), timezone.localdate())
    if len(rows) == 1:
        return duties_page(request, rows[0].home)
    chosen = STATES.get(request.GET.get("state", ""))
    shown = [row for row in rows if chosen is None or row.count(chosen)]
    context = {
        **_notices(rows, request.user),
        **table_of(shown, request.user),
        "counts": _counts(rows),
        "chosen": chosen,
        "has_homes": bool(rows),
        "providers": managed_by(request.user),
    }
    return render(request, "duties/duty_list.html", context)


def _notices(rows: list[Row], user: User) -> dict:
    """The legal notices that fall due in any home, the most urgent first; of many, how many more there are."""
    due = sorted(
        (notice for row in rows for notice in row.notices if notice.due_status.falls_due),
        key=lambda notice: notice.due_status.urgency,
    )
    shown = due[:NOTICES_SHOWN]
    names = locations.own_names({notice.home for notice in shown}, user) if shown else {}
    named = [(notice, names.get(notice.home.pk, "")) for notice in shown]
    return {"notices": named, "more_notices": len(due) - len(shown)}


def managed_by(user: User) -> list[Provider]:
    """The providers whose list of duties the user keeps."""
    roles = [role for role in user.current_roles if Permission.DUTY_MANAGE in role.definition.permissions]
    return list(dict.fromkeys(role.provider for role in roles))


def _counts(rows: list[Row]) -> list[tuple]:
    """How many duties stand in each state, for the links that show one state alone."""
    found = Counter(item.due_status.state for row in rows for item in row.duties)
    return [(name, state, found[state]) for name, state in STATES.items() if found[state]]
