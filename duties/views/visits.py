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
from duties.law import MonthState
from duties.views.calendar import month_in
from duties.visits import Grid, VisitRow, grid_of, table_of_visits
from homes import locations
from homes.models import Home
from people.access import Permission, can, requires
from people.models import SecurityEvent
from people.security import record_alone
from sheets.writing import Format, sheet_response
from webforms.refusals import form_page, refusals_on

ON_A_PAGE = 60  # homes: as many as one sheet of paper takes


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def visit_grid(request):
    """Twelve months by homes, the most months missed first."""
    grid = _grid(request)
    page = Paginator(grid.rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "grid": grid,
        "columns": list(zip(grid.months, grid.missed_by_month, strict=True)),
        "page": page,
        "rows": _named(request, page.object_list),
        "today": timezone.localdate(),
        "editable": can(request.user, Permission.HOME_EDIT),
        "formats": Format,
    }
    return render(request, "duties/visit_grid.html", context)


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def visit_file(request):
    """The same as a sheet, homes by alias."""
    chosen = request.GET.get("format", "")
    grid = _grid(request)
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
    open_rows = [row for row in _of_month(request, month, today) if row.months[-1].state in TO_MARK]
    named = _named(request, open_rows[:ON_A_PAGE])
    homes = [(row.home, name) for row, name in named]
    form = VisitsForm(request.POST or None, homes=homes, month=month)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            new = actions.mark_visits(days=form.days, month=month, today=today, by=request.user)
            messages.success(request, f"{new} visit{'' if new == 1 else 's'} kept.")
            return redirect("duties:visit_grid")
    context = {"form": form, "month": month, "homes": homes, "more": len(open_rows) - len(homes)}
    context["back"] = reverse("duties:visit_grid")
    return form_page(request, "duties/visits_mark.html", context)


TO_MARK = (MonthState.MISSED, MonthState.TO_DO)


def _grid(request) -> Grid:
    today = timezone.localdate()
    until = min(month_in(request.GET.get("until", "")) or today, today)
    return grid_of(Home.objects.own(request.user).confirmed(), until, today)


def _of_month(request, month: date, today: date) -> list[VisitRow]:
    return grid_of(Home.objects.editable_by(request.user), month, today).rows


def _named(request, rows: list[VisitRow]) -> list[tuple[VisitRow, str]]:
    names = locations.own_names([row.home for row in rows], request.user)
    return [(row, names.get(row.home.pk, "")) for row in rows]
