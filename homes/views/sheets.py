"""A provider's own columns in sheets: export, upload with a dry run, apply."""

from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from homes import actions
from homes.actions.sheets import JOB, seen_of
from homes.forms import ExportForm, HomeSheetForm, ListForm
from homes.listing.columns import ordered
from homes.listing.filters import chosen
from homes.listing.rows import rows_of
from homes.models import HomeSheet
from homes.sheets.export import homes_table
from homes.sheets.fields import EMPTY, FIELDS, in_words
from jobs.retry import failure_of
from people.access import Permission, requires
from people.bodies import takes_files
from people.models import SecurityEvent
from people.security import record_alone
from sheets import NotASheet
from sheets.writing import sheet_response
from webforms.refusals import refusals_shown

SHOWN = 200  # lines of a report; the rest is counted


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_EDIT)
@takes_files
def home_sheet_add(request):
    """Export the homes; choose a sheet and see what it would change."""
    form = HomeSheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sheet = actions.check_sheet(raw=file.read(), name=file.name, by=request.user)
        except NotASheet as fault:
            form.add_error("file", str(fault))
        else:
            return redirect("homes:home_sheet_detail", pk=sheet.pk)
    return _sheets(request, form=form)


@never_cache
@require_POST
@requires(Permission.HOME_VIEW)
def home_export(request):
    """The homes of a list as a file, recorded."""
    form = ExportForm(request.POST)
    if not form.is_valid():
        return _sheets(request, export_form=form)
    rows = rows_of(request.user)
    filters = ListForm(QueryDict(form.cleaned_data["query"]), rows)
    table = homes_table(ordered(chosen(rows, filters.wanted), filters.order), request.user)
    chosen_format = form.cleaned_data["format"]
    subject = f"{len(table.rows)} homes with names and addresses, as {chosen_format}"
    record_alone(SecurityEvent.Kind.EXPORTED, user=request.user, subject=subject)
    return sheet_response(name="homes", file_format=chosen_format, table=table)


@never_cache
@require_GET
@requires(Permission.HOME_EDIT)
def home_sheet_detail(request, pk):
    """The dry run of a sheet, and what became of it."""
    return _detail(request, _sheet(request, pk))


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def home_sheet_apply(request, pk):
    sheet = _sheet(request, pk)
    with refusals_shown(request):
        actions.accept_sheet(sheet=sheet, by=request.user)
    return redirect("homes:home_sheet_detail", pk=sheet.pk)


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def home_sheet_recheck(request, pk):
    """Compare a sheet again after someone changed the homes."""
    sheet = actions.recheck_sheet(sheet=_sheet(request, pk), by=request.user)
    return redirect("homes:home_sheet_detail", pk=sheet.pk)


def _sheet(request, pk) -> HomeSheet:
    return get_object_or_404(HomeSheet.objects.own(request.user), pk=pk)


def _sheets(request, **forms):
    context = {
        "form": HomeSheetForm(),
        "export_form": ExportForm(initial={"query": request.GET.urlencode()[:2000]}),
        "sheets": HomeSheet.objects.own(request.user),
        "fields": FIELDS,
        "empty": EMPTY,
        **forms,
    }
    wrong = context["form"].errors or context["export_form"].errors
    return render(request, "homes/home_sheet_form.html", context, status=422 if wrong else 200)


def _detail(request, sheet: HomeSheet):
    found, conflicts = seen_of(sheet, request.user)
    context = {
        "sheet": sheet,
        "found": found,
        "changes": [(change, in_words(change.before, change.after)) for change in found.changes[:SHOWN]],
        "faults": found.faults[:SHOWN],
        "conflicts": conflicts[:SHOWN],
        "shown": SHOWN,
        "failure": failure_of(JOB, sheet),
    }
    return render(request, "homes/home_sheet_detail.html", context)
