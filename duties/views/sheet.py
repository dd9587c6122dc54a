"""Days already done, by sheet: what it would keep is shown first, and kept when the person says so."""

from dataclasses import astuple

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duties import actions
from duties.sheet import Entry, entries_of, plan, table_of, to_fill_in
from homes.forms import SheetForm
from people.access import Permission, requires
from people.bodies import takes_files
from people.models import SecurityEvent
from people.security import record_alone
from sheets import NotASheet
from sheets.shown import seal, unseal
from sheets.table import FilledTable
from sheets.writing import Format, sheet_response
from webforms.refusals import form_page, refusals_shown

PURPOSE = "duties.sheet"
SHOWN = 200  # rows; of the rest, how many there are


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_EDIT)
@takes_files
def duty_sheet(request):
    """Choose a sheet and see what it would keep. Nothing is written: the rows wait in the page itself."""
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            table = table_of(form.cleaned_data["file"].read())
        except NotASheet as fault:
            form.add_error("file", str(fault))
        else:
            return _checked(request, entries_of(table), table)
    return form_page(request, "duties/duty_sheet.html", {"form": form})


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def duty_sheet_save(request):
    """Keep what was shown."""
    with refusals_shown(request):
        entries = [Entry(*row) for row in unseal(request.POST.get("rows", ""), request.user, PURPOSE)]
        with refusals_shown(request):
            new = actions.save_sheet(entries=entries, today=timezone.localdate(), by=request.user)
            messages.success(request, f"{new} day{'' if new == 1 else 's'} kept.")
            return redirect("duties:duty_list")
        return _checked(request, entries)
    return redirect("duties:duty_sheet")


@never_cache
@require_GET
@requires(Permission.HOME_EDIT)
def duty_sheet_template(request):
    """A sheet to fill in, with a row for each duty of each home."""
    table = to_fill_in(request.user, timezone.localdate())
    record_alone(SecurityEvent.Kind.EXPORTED, user=request.user, subject="duties, to fill in")
    return sheet_response(name="duties", file_format=Format.asked_for(request.GET.get("format")), table=table)


def _checked(request, entries: list[Entry], table: FilledTable | None = None):
    made = plan(entries, request.user, timezone.localdate())
    context = {
        "plan": made,
        "table": table,
        "problems": made.problems[:SHOWN],
        "planned": made.planned[:SHOWN],
        "rows": seal([astuple(entry) for entry in entries], request.user, PURPOSE),
    }
    return render(request, "duties/duty_sheet_check.html", context, status=422 if made.problems else 200)
