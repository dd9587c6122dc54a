"""Duties of many homes at once."""

from collections import Counter

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from duties.law import DueState
from duties.overview import Row, duties_falling_due, notices_falling_due, overview_of, table_of, with_duties
from duties.views.home_duties import duties_page
from duties.views.narrowing import Narrowed
from homes.models import Home
from people.access import Permission, requires
from people.models import Provider, User

NOTICES_SHOWN = 10
A_PAGE = 15  # homes: on a phone, less than five screens
FALLING_DUE = {
    "notices": ("Legal notices that fall due", notices_falling_due),
    "duties": ("Duties that fall due", duties_falling_due),
}
STATES = {state.name.lower(): state for state in DueState}


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def duty_list(request):
    """Homes by duties, the worst first. Who has one home sees its duties at once."""
    narrowed = Narrowed.by(request, with_duties(Home.objects.own(request.user).confirmed()))
    if request.GET.get("show") in FALLING_DUE:
        return _falling_due(request, narrowed)
    if len(narrowed.rows) == 1:
        [row] = narrowed.rows.values()
        return duties_page(request, row.home)
    rows = overview_of(narrowed.homes, timezone.localdate())
    state = STATES.get(request.GET.get("state", ""))
    shown = [row for row in rows if state is None or row.count(state)]
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    notices = notices_falling_due(rows)
    names = narrowed.names({due.home for due in [*page.object_list, *notices[:NOTICES_SHOWN]]})
    context = {
        "notices": [(notice, names[notice.home.pk]) for notice in notices[:NOTICES_SHOWN]],
        "more_notices": len(notices) > NOTICES_SHOWN and len(notices),
        **table_of(page.object_list, names),
        "page": page,
        "filters": narrowed.filters,
        "many": narrowed.many,
        "counts": _counts(rows),
        "chosen": state,
        "count": len(narrowed.rows),
        "providers": managed_by(request.user),
    }
    return render(request, "duties/duty_list.html", context)


def _falling_due(request, narrowed: Narrowed):
    """Notices or duties alone, line by line: what the number on somebody's first screen counts."""
    title, of = FALLING_DUE[request.GET["show"]]
    page = Paginator(of(overview_of(narrowed.homes, timezone.localdate())), A_PAGE).get_page(request.GET.get("page"))
    names = narrowed.names({due.home for due in page.object_list})
    lines = [(due, names[due.home.pk]) for due in page.object_list]
    return render(request, "duties/falling_due.html", {"title": title, "lines": lines, "page": page})


def managed_by(user: User) -> list[Provider]:
    """The providers whose list of duties the user keeps."""
    roles = [role for role in user.current_roles if Permission.DUTY_MANAGE in role.definition.permissions]
    return list(dict.fromkeys(role.provider for role in roles))


def _counts(rows: list[Row]) -> list[tuple]:
    """How much of all that is due stands in each state, for the links that show one state alone."""
    found = Counter(due.due_status.state for row in rows for due in row.all_due)
    return [(name, state, found[state]) for name, state in STATES.items() if found[state]]
