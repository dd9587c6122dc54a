"""Dues by year, for who keeps memberships: planned as a draft, looked at, released."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from history import history_of
from members.dues import actions
from members.dues.forms import DraftForm
from members.dues.planner import BandTotal, Plan, plan_of
from members.dues.sheet import table_of_plan
from members.models import DuesYear
from people.access import Permission, requires
from people.models import Provider, SecurityEvent
from people.security import record_alone
from sheets.writing import Format, sheet_response
from webforms.refusals import form_page, refusals_on, refusals_shown

A_PAGE = 50


@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def dues_year_list(request):
    """Drafts and released dues, the newest first."""
    years = DuesYear.objects.visible_to(request.user)
    now = years.for_terms_from(timezone.localdate()).first()
    return render(request, "members/dues_year_list.html", {"years": years, "now": now})


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def dues_year_create(request):
    """Begin a draft with the facts and bands of the newest released dues, a year later."""
    with refusals_shown(request):
        year = actions.plan_year(by=request.user, **actions.next_facts())
        messages.success(request, "The draft is kept. Nobody but you and your colleagues sees it.")
        return redirect("members:dues_year_edit", year.pk)
    return redirect("members:dues_year_list")


@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def dues_year_detail(request, pk):
    """A year’s dues, what they bring in and change for whom; of a draft, what keeps it from being released."""
    year = _year(request, pk)
    plan = plan_of(year)
    moved = request.GET.get("show") == "moved"
    shown = [each for each in plan.changes if each.is_of_another_band] if moved else plan.changes
    context = {
        "year": year,
        "plan": plan,
        "totals": totals_by_kind(plan),
        "page": Paginator(shown, A_PAGE).get_page(request.GET.get("page")),
        "moved": moved,
        "formats": Format.choices,
        "faults": actions.faults(year) if year.is_draft else [],
        "entries": history_of(year, *year.bands.all()),
    }
    return render(request, "members/dues_year_detail.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def dues_year_edit(request, pk):
    """Change a draft and its bands."""
    year = _year(request, pk)
    form = DraftForm(request.POST or None, instance=year)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.change_draft(year=year, rows=form.rows, by=request.user, **form.facts)
            messages.success(request, "The draft is saved.")
            return redirect("members:dues_year_detail", pk)
    return form_page(request, "members/dues_year_edit.html", {"form": form, "year": _year(request, pk)})


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def dues_year_release(request, pk):
    """Put a draft in force."""
    with refusals_shown(request):
        year = actions.release(year=_year(request, pk), by=request.user)
        messages.success(request, f"{year} are released: terms that begin from then on follow them.")
    return redirect("members:dues_year_detail", pk)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def dues_year_take_back(request, pk):
    """Make released dues a draft again, while no term rests on them."""
    with refusals_shown(request):
        actions.take_back(year=_year(request, pk), by=request.user)
        messages.success(request, "The dues are a draft again.")
    return redirect("members:dues_year_detail", pk)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def dues_year_delete(request, pk):
    """Throw a draft away."""
    with refusals_shown(request):
        actions.delete_draft(year=_year(request, pk), by=request.user)
        messages.success(request, "The draft is thrown away.")
        return redirect("members:dues_year_list")
    return redirect("members:dues_year_detail", pk)


@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def dues_year_file(request, pk):
    """What changes for each member, as a sheet."""
    year = _year(request, pk)
    record_alone(SecurityEvent.Kind.EXPORTED, user=request.user, subject=str(year))
    name = f"dues-from-{year.starts_on}-as-of-{timezone.localdate()}"
    file_format = Format.asked_for(request.GET.get("format"))
    return sheet_response(name=name, file_format=file_format, table=table_of_plan(plan_of(year)))


def totals_by_kind(plan: Plan) -> list[tuple[str, list[BandTotal]]]:
    """The bands of each kind of member that has any, with what they bring in."""
    totals = plan.totals()
    groups = [(kind.label, [each for each in totals if each.band.kind == kind]) for kind in Provider.MemberKind]
    return [(label, found) for label, found in groups if found]


def _year(request: HttpRequest, pk: int) -> DuesYear:
    return get_object_or_404(DuesYear.objects.visible_to(request.user).select_related("released_by"), pk=pk)
