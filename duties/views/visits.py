"""The monthly visits: twelve months by homes, on screen, on paper and as a sheet, and marked for many homes at once."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from duties import actions
from duties.forms import VisitsForm
from duties.law import MonthState, months_after
from duties.views.calendar import month_in
from duties.views.narrowing import Narrowed
from duties.visits import Grid, VisitRow, grid_of, key_of, table_of_visits, visitor_at, with_visits
from homes.models import Home
from people.access import Permission, can, requires
from people.models import SecurityEvent
from people.security import record_alone
from sheets.writing import Format, sheet_response
from webforms.refusals import form_page, refusals_on

A_PAGE = 24  # homes: on a phone, less than five screens
TO_PRINT = 600  # homes on one page
AHEAD = 11  # months: with this one a year


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def visit_grid(request):
    """Twelve months by homes, the most months missed first: in pages, or on one to print."""
    today = timezone.localdate()
    grid, narrowed = shown_grid(request)
    page = Paginator(grid.rows, TO_PRINT if "print" in request.GET else A_PAGE).get_page(request.GET.get("page"))
    names = narrowed.names(row.home for row in page.object_list)
    context = {
        "grid": grid,
        "columns": list(zip(grid.months, grid.missed_by_month, strict=True)),
        "page": page,
        "rows": [(row, names[row.home.pk]) for row in page.object_list],
        "ahead": months_after(today, AHEAD),
        "to_plan": [months_after(today.replace(day=1), number) for number in range(AHEAD + 1)],
        "editable": can(request.user, Permission.HOME_EDIT),
        "formats": Format,
        "visitors": [(key_of(visitor), visitor) for visitor in grid.visitors],
        "key": key_of(grid.visitor),
        "filters": narrowed.filters,
        "many": narrowed.many,
        "printed": "print" in request.GET,
    }
    return render(request, "duties/visit_grid.html", context)


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def visit_file(request):
    """The same as a sheet, homes by alias."""
    grid, _ = shown_grid(request)
    record_alone(SecurityEvent.Kind.EXPORTED, user=request.user, subject="visits of twelve months")
    name = f"visits-{grid.months[0]:%Y-%m}-{grid.months[-1]:%Y-%m}"
    file_format = Format.asked_for(request.GET.get("format"))
    return sheet_response(name=name, file_format=file_format, table=table_of_visits(grid))


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_EDIT)
def visits_mark(request):
    """A day for each home that has no visit in a month yet: those that are written are kept, all or none.

    Of many homes, some at once: those after the first `skip`, which were left empty before.
    """
    today = timezone.localdate()
    month = min(month_in(request.GET.get("month", "")) or today, today).replace(day=1)
    grid, narrowed = _grid(request, Home.objects.editable_by(request.user), month)
    rows = [row for row in grid.rows if _to_mark(row, month)]
    skip = _skipped(request, len(rows))
    shown = [row.home for row in rows[skip : skip + A_PAGE]]
    names = narrowed.names(shown)
    homes = [(home, names[home.pk]) for home in shown]
    more = len(rows) - skip - len(homes)
    form = VisitsForm(request.POST or None, homes=homes, month=month)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            new = actions.mark_visits(days=form.days, month=month, today=today, by=request.user)
            messages.success(request, f"{new} visit{'' if new == 1 else 's'} kept.")
            left = skip + len(homes) - len(form.days)
            return redirect(_at("visits_mark", request, skip=left) if more else _at("visit_grid", request, month=None))
    context = {"form": form, "month": month, "homes": homes, "more": more, "filters": narrowed.filters}
    context |= {"visitor": grid.visitor, "back": _at("visit_grid", request, month=None)}
    return form_page(request, "duties/visits_mark.html", context)


def shown_grid(request) -> tuple[Grid, Narrowed]:
    """The twelve months that the address asks for, of the homes that it asks for."""
    today = timezone.localdate()
    until = min(month_in(request.GET.get("until", "")) or today, months_after(today, AHEAD))
    return _grid(request, Home.objects.own(request.user).confirmed(), until)


def _grid(request, homes: QuerySet[Home], until: date) -> tuple[Grid, Narrowed]:
    """The homes that the address asks for, and of those the ones of a visitor, if it names one."""
    narrowed = Narrowed.by(request, with_visits(homes, until))
    grid = grid_of((row.home for row in narrowed.rows.values()), until, timezone.localdate())
    return grid.among(narrowed.homes).of(visitor_at(request.GET.get("visitor", ""), grid.visitors)), narrowed


def _to_mark(row: VisitRow, month: date) -> bool:
    """Whether a visit of the month is asked for, or planned, and none was marked."""
    return row.months[-1].state in (MonthState.MISSED, MonthState.TO_DO) or month in row.plans


def _skipped(request, count: int) -> int:
    """How many of some homes the address leaves; none where it is no number below theirs."""
    asked = request.GET.get("skip", "")
    skip = int(asked) if asked.isdecimal() and len(asked) < 6 else 0
    return skip if skip < count else 0


def _at(page: str, request, **changed) -> str:
    """A page for the same homes: what the address asks for, but for what is changed; None takes it out."""
    query = {**request.GET.dict(), "skip": None, **changed}
    return reverse(f"duties:{page}", query={name: value for name, value in query.items() if value is not None})
