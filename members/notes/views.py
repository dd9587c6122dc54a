"""Notes and calls, for membership staff."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from history import history_of
from members.list_sheet import list_sheet
from members.models import Note
from members.notes import actions
from members.notes.forms import NoteForm
from people.access import Permission, requires
from people.models import Provider
from sheets.writing import Format
from webforms.refusals import form_page, refusals_on, refusals_shown

A_PAGE = 30
HEADINGS = ["By", "Provider", "Action", "Who does it"]


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def note_list(request, pk):
    """All notes of a provider, the newest first, below a form for the next one."""
    provider = get_object_or_404(Provider.objects.visible_to(request.user), pk=pk)
    form = NoteForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.keep_note(provider=provider, by=request.user, **form.cleaned_data)
            messages.success(request, "Kept.")
            return redirect("members:note_list", provider.pk)
    notes = Note.objects.visible_to(request.user).filter(provider=provider).select_related("by", "assigned_to")
    page = Paginator(notes, A_PAGE).get_page(request.GET.get("page"))
    return form_page(request, "members/note_list.html", {"form": form, "provider": provider, "page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def note_edit(request, pk):
    """Correct a note; what it said stays in its history, which stands below."""
    note = get_object_or_404(Note.objects.visible_to(request.user).select_related("provider"), pk=pk)
    form = NoteForm(request.POST or None, instance=note, by=request.user)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.correct_note(note=note, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("members:note_list", note.provider_id)
    return form_page(request, "members/note_edit.html", {"form": form, "note": note, "entries": history_of(note)})


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def note_done(request, pk):
    """Say that what is to be done next is done, or that it is not done after all."""
    note = get_object_or_404(Note.objects.visible_to(request.user), pk=pk)
    with refusals_shown(request):
        note = actions.mark_done(note=note, done=request.POST.get("done") == "yes", by=request.user)
        messages.success(request, "Done." if note.done_at else "It is to be done again.")
    return redirect("members:note_list", note.provider_id)


@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def next_action_list(request):
    """What is to be done next: by the reader, or by all membership staff."""
    page = Paginator(_to_do(request), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "whole": request.GET.get("who") == "all", "formats": Format.choices}
    return render(request, "members/next_action_list.html", context)


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def next_action_list_file(request):
    """The list as it is shown, as a sheet."""
    rows = (
        [note.due_on, str(note.provider), note.next_action, str(note.assigned_to or "")] for note in _to_do(request)
    )
    return list_sheet(request, "Next actions", HEADINGS, rows)


def _to_do(request) -> QuerySet[Note]:
    notes = Note.objects.visible_to(request.user).with_action().select_related("provider", "assigned_to")
    return notes if request.GET.get("who") == "all" else notes.filter(assigned_to=request.user)
