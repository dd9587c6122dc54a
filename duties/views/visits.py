"""The monthly visits: twelve months by homes, on screen, on paper and as a sheet, and marked for many homes at once."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from duties import actions
from duties.forms import VisitsForm
from duties.law import MonthState, months_after
from duties.views.calendar import month_in
from duties.visits import Grid, VisitRow, grid_of, key_of, table_of_visits, visitor_at
from homes import locations
from homes.models import Home
from people.access import Permission, can, requires
from people.models import SecurityEvent
from people.security import record_alone
from sheets.writing import Format, sheet_response
from webforms.refusals import form_page, refusals_on

ON_A_PAGE = 60  # homes: as many as one sheet of paper takes
AHEAD = 11  # months: with this one a year


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def visit_grid(request):
    """Twelve months by homes, the most months missed first."""
    grid, today = shown_grid(request), timezone.localdate()
    page = Paginator(grid.rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "grid": grid,
        "columns": list(zip(grid.months, grid.missed_by_month, strict=True)),
        "page": page,
        "rows": named_rows(request, page.object_list),
        "ahead": months_after(today, AHEAD),
        "to_plan": [months_after(today.replace(day=1), number) for number in range(AHEAD + 1)],
        "editable": can(request.user, Permission.HOME_EDIT),
        "formats": Format,
        "visitors": [(key_of(visitor), visitor) for visitor in grid.visitors],
        "key": key_of(grid.visitor),
    }
    return render(request, "duties/visit_grid.html", context)


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def visit_file(request):
    """The same as a sheet, homes by alias."""
    chosen = request.GET.get("format", "")
    grid = shown_grid(request)
    record_alone(SecurityEvent.Kind.EXPORTED, user=request.user, subject="visits of twelve months")
    name = f"visits-{grid.months[0]:%Y-%m}-{grid.months[-1]:%Y-%m}"
    return sheet_response(
        name=name, file_format=chosen if chosen in Format else Format.XLSX, table=table_of_visits(grid)
    )


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_EDIT)
def visits_mark(request):
    """A day for each home that has no visit in a month yet: those that are written are kept, all or none."""
    today = timezone.localdate()
    month = min(month_in(request.GET.get("month", "")) or today, today).replace(day=1)
    open_rows = [row for row in _of_month(request, month, today) if _to_mark(row, month)]
    homes = [(row.home, name) for row, name in named_rows(request, open_rows[:ON_A_PAGE])]
    form = VisitsForm(request.POST or None, homes=homes, month=month)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            new = actions.mark_visits(days=form.days, month=month, today=today, by=request.user)
            messages.success(request, f"{new} visit{'' if new == 1 else 's'} kept.")
            return redirect("duties:visit_grid")
    context = {"form": form, "month": month, "homes": homes, "more": len(open_rows) - len(homes)}
    context["back"] = reverse("duties:visit_grid")
    return form_page(request, "duties/visits_mark.html", context)


def shown_grid(request) -> Grid:
    """The twelve months that the address asks for, of all the person's homes or of those of one visitor."""
    today = timezone.localdate()
    until = min(month_in(request.GET.get("until", "")) or today, months_after(today, AHEAD))
    grid = grid_of(Home.objects.own(request.user).confirmed(), until, today)
    return grid.of(visitor_at(request.GET.get("visitor", ""), grid.visitors))


def named_rows(request, rows: list[VisitRow]) -> list[tuple[VisitRow, str]]:
    """Each home with its private name."""
    names = locations.own_names([row.home for row in rows], request.user)
    return [(row, names.get(row.home.pk, "")) for row in rows]


def _to_mark(row: VisitRow, month: date) -> bool:
    """Whether a visit of the month is asked for, or planned, and none was marked."""
    return row.months[-1].state in (MonthState.MISSED, MonthState.TO_DO) or month in row.plans


def _of_month(request, month: date, today: date) -> list[VisitRow]:
    return grid_of(Home.objects.editable_by(request.user), month, today).rows
