"""Visits that are planned: for many homes in one month, as a list by day, and by somebody else from now on."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from duties import actions
from duties.forms import PlansForm, VisitorForm
from duties.law import months_after
from duties.models import PlannedVisit
from duties.views.calendar import month_in
from duties.views.visits import shown_grid
from duties.visits import (
    VisitRow,
    grid_of,
    key_of,
    plans_for,
    state_of,
    table_of_plans,
    visitor_at,
    with_visits,
)
from homes import locations
from homes.models import Home
from people.access import Permission, can, requires
from people.models import SecurityEvent
from people.security import record_alone
from sheets.writing import Format, sheet_response
from webforms.refusals import form_page, refusals_on

IN_A_FORM = 24  # homes
ON_A_PAGE = 24  # visits
NAMED = 20  # of homes that are left: of more, how many


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_EDIT)
def visits_plan(request):
    """A day and a visitor for each home that was ticked, or for all that were shown, in one month."""
    today = timezone.localdate()
    month = max(month_in(request.GET.get("month", "")) or today, today.replace(day=1)).replace(day=1)
    chosen = _chosen(request, month, today)
    page = Paginator([row for row in chosen if not row.months[-1].days], IN_A_FORM).get_page(request.GET.get("page"))
    homes = [(row.home, name) for row, name in _named_rows(request, page.object_list)]
    form = PlansForm(request.POST or None, homes=homes, plans=_plans_of(request, homes, month), month=month)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            changed = actions.plan_visits(plans=form.plans, month=month, today=today, by=request.user)
            messages.success(request, f"{changed} plan{'' if changed == 1 else 's'} changed.")
            return redirect(_onward(request, page, month))
    visited = [row for row in chosen if row.months[-1].days]
    context = {"form": form, "month": month, "homes": homes, "page": page}
    context |= {"visited": _named_rows(request, visited[:NAMED]), "more_visited": len(visited[NAMED:])}
    context |= {"before": months_after(month, -1) if month > today else None, "after": months_after(month, 1)}
    context |= {"back": reverse("duties:visit_grid"), "visitors": _coming_visitors(request, today)}
    return form_page(request, "duties/visits_plan.html", context)


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def planned_visits(request):
    """Who visits when: what is planned and not done, the first day first, of one visitor or of all."""
    today = timezone.localdate()
    planned, visitors, visitor = _planned(request, today)
    size = len(planned) or 1 if "whole" in request.GET else ON_A_PAGE
    page = Paginator(planned, size).get_page(request.GET.get("page"))
    names = locations.own_names([each.home for each in page.object_list], request.user)
    context = {
        "lines": [(each, names.get(each.home_id, ""), state_of(each.planned_on, today)) for each in page.object_list],
        "page": page,
        "today": today,
        "visitors": [(key_of(each), each) for each in visitors],
        "visitor": visitor,
        "key": key_of(visitor),
        "formats": Format,
        "editable": can(request.user, Permission.HOME_EDIT),
    }
    return render(request, "duties/planned_visits.html", context)


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def planned_file(request):
    """The same as a sheet, homes by alias."""
    today = timezone.localdate()
    table = table_of_plans(_planned(request, today)[0], today)
    record_alone(SecurityEvent.Kind.EXPORTED, user=request.user, subject="planned visits")
    file_format = Format.asked_for(request.GET.get("format"))
    return sheet_response(name="planned-visits", file_format=file_format, table=table)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_EDIT)
def visitor_change(request):
    """Somebody else makes all coming visits of one person, in one step."""
    today = timezone.localdate()
    visitors = _coming_visitors(request, today)
    form = VisitorForm(request.POST or None, visitors=visitors, initial={"old": request.GET.get("visitor", "")})
    if request.method == "POST" and form.is_valid():
        changed = actions.change_visitor(today=today, by=request.user, **form.change)
        messages.success(request, f"{changed} planned visit{'' if changed == 1 else 's'} changed.")
        return redirect("duties:planned_visits")
    context = {"form": form, "visitors": visitors, "back": reverse("duties:planned_visits")}
    return form_page(request, "duties/visitor_change.html", context)


def _plans_of(request, homes: list[tuple[Home, str]], month: date) -> dict[int, PlannedVisit]:
    planned = PlannedVisit.objects.editable_by(request.user).in_month(month)
    return {each.home_id: each for each in planned.filter(home__in=[home.pk for home, _ in homes])}


def _onward(request, page: Page, month: date) -> str:
    """The next homes of those that were chosen; after the last, the grid."""
    if not page.has_next():
        return f"{reverse('duties:visit_grid')}?until={month:%Y-%m}"
    query = request.GET.copy()
    query["page"] = page.next_page_number()
    return f"{request.path}?{query.urlencode()}"


def _chosen(request, month: date, today: date) -> list[VisitRow]:
    """The homes that were ticked, else those that the grid shows; of them those that the person may edit."""
    ticked = [int(pk) for pk in request.GET.getlist("homes") if pk.isdecimal() and len(pk) < 19]
    if not ticked:
        ticked = [row.home.pk for row in shown_grid(request)[0].rows]
    homes = with_visits(Home.objects.editable_by(request.user).filter(pk__in=ticked), month)
    return grid_of(homes, month, today).rows


def _named_rows(request, rows: list[VisitRow]) -> list[tuple[VisitRow, str]]:
    """Each home with its private name."""
    names = locations.own_names([row.home for row in rows], request.user)
    return [(row, names.get(row.home.pk, "")) for row in rows]


def _planned(request, today: date) -> tuple[list[PlannedVisit], list[str], str]:
    """What is planned with whom; and of whom alone, if one visitor is asked for."""
    planned = list(plans_for(request.user, today))
    visitors = sorted({each.visitor for each in planned}, key=str.casefold)
    visitor = visitor_at(request.GET.get("visitor", ""), visitors)
    return [each for each in planned if visitor in ("", each.visitor)], visitors, visitor


def _coming_visitors(request, today: date) -> list[str]:
    """Everyone who is planned from today on in homes that the person may edit."""
    coming = PlannedVisit.objects.editable_by(request.user).filter(planned_on__gte=today)
    return sorted(set(coming.order_by().values_list("visitor", flat=True).distinct()), key=str.casefold)
