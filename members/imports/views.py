"""Sheets of providers and people, for membership staff: upload, columns, dry run, import, and the way back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jobs.retry import failure_of
from members.imports import actions
from members.imports.columns import from_json, others_in
from members.imports.forms import AcceptForm, ImportForm, MeaningsForm, WhichProviderForm
from members.imports.planning import Plan, Planned, plan_of
from members.imports.undoing import why_not_undone
from members.models import ProviderImport
from people.access import Permission, requires
from people.bodies import takes_files
from sheets import NotASheet
from sheets.headings import WITHIN
from webforms.refusals import form_page, refusals_on, refusals_shown

SHOWN = 200  # lines of a report; the rest is counted
LATEST = 20
State = ProviderImport.State


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
@takes_files
def provider_import_add(request):
    """Choose a sheet; those of before stand below."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            source = actions.begin_import(raw=file.read(), name=file.name, by=request.user)
        except NotASheet as fault:
            form.add_error("file", str(fault))
        else:
            return redirect("members:provider_import_columns", source.pk)
    sources = ProviderImport.objects.visible_to(request.user).select_related("by")[:LATEST]
    return form_page(request, "members/imports/add.html", {"form": form, "sources": sources})


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def provider_import_columns(request, pk):
    """Say what the columns mean."""
    source = _source(request, pk)
    if source.state not in actions.EDITABLE:
        return redirect("members:provider_import_detail", source.pk)
    sheet = from_json(source.content)
    form = MeaningsForm(request.POST or None, source=source, sheet=sheet)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.say_columns(source=source, by=request.user, **form.chosen)
            return redirect("members:provider_import_detail", source.pk)
    rows = [(at, row.row, " · ".join(filter(None, row.cells))) for at, row in enumerate(sheet.rows[:WITHIN])]
    context = {"form": form, "source": source, "rows": rows, "others": others_in(source.content)}
    return form_page(request, "members/imports/columns.html", context)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def provider_import_headings(request, pk, at):
    """Say that another row holds the headings."""
    source = _source(request, pk)
    with refusals_shown(request):
        actions.say_headings(source=source, at=at, by=request.user)
    return redirect("members:provider_import_columns", source.pk)


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def provider_import_detail(request, pk):
    """The dry run, or what came of it."""
    source = _source(request, pk)
    if source.state == State.READ:
        return redirect("members:provider_import_columns", source.pk)
    return _detail(request, source)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def provider_import_choose(request, pk):
    """Say which provider is meant."""
    source = _source(request, pk)
    form = WhichProviderForm(request.POST, asked=_asked(_plan(source, request.user)))
    if not form.is_valid():
        return _detail(request, source, choices=form)
    with refusals_shown(request):
        actions.choose(source=source, choices=form.chosen, by=request.user)
    return redirect("members:provider_import_detail", source.pk)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def provider_import_accept(request, pk):
    source = _source(request, pk)
    plan = _plan(source, request.user)
    form = AcceptForm(request.POST, plan=plan) if plan else None
    if form and not form.is_valid():
        return _detail(request, source, form=form)
    with refusals_shown(request):
        answers = form.cleaned_data if form else {"seal": "", "invite": ""}
        about = {"seal": answers["seal"], "is_inviting": answers["invite"] == "yes"}
        actions.accept_import(source=source, by=request.user, **about)
    return redirect("members:provider_import_detail", source.pk)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def provider_import_undo(request, pk):
    source = _source(request, pk)
    with refusals_shown(request):
        actions.undo_import(source=source, by=request.user)
        messages.success(request, "All of it is taken back.")
    return redirect("members:provider_import_detail", source.pk)


def _source(request, pk) -> ProviderImport:
    return get_object_or_404(ProviderImport.objects.visible_to(request.user).select_related("by", "undone_by"), pk=pk)


def _plan(source: ProviderImport, user) -> Plan | None:
    """The dry run, of what can still be imported."""
    return plan_of(source, user) if source.state in (State.CHECKED, State.CHANGED) else None


def _asked(plan: Plan | None) -> list[Planned]:
    """The organisations of which a person says, or said, which provider they are."""
    entries = plan.entries if plan else []
    return [each for each in entries if each.duplicates and not any(other.is_same for other in each.duplicates)]


def _detail(request, source: ProviderImport, **wrong):
    plan = _plan(source, request.user)
    context = {"source": source, "shown": SHOWN, "failure": failure_of(actions.JOB, source), "plan": plan}
    if plan:
        asked = _asked(plan)
        ready = not plan.reading.faults and not plan.open and not plan.is_empty
        context |= {
            "choices": WhichProviderForm(asked=asked) if asked else None,
            "form": AcceptForm(plan=plan) if ready else None,
            "faults": plan.reading.faults[:SHOWN],
            "entries": plan.entries[:SHOWN],
        }
    if source.state == State.IMPORTED:
        context["touched"] = why_not_undone(source)
    if source.imported_at:
        made = source.made.select_related("provider")
        context |= {"made": made[:SHOWN], "count": made.count(), "people": source.contacts.count()}
    forms_wrong = any(form.errors for form in wrong.values())
    return render(request, "members/imports/detail.html", context | wrong, status=422 if forms_wrong else 200)
