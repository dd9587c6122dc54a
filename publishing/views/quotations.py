"""Quotations of a text for those who write it, and one quotation for whoever is quoted."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from people.access import can, requires
from people.forms import ReasonForm
from publishing import actions
from publishing.forms import NoteForm, SpeakerForm
from publishing.models import Edition, Quotation
from publishing.richtext.quotations import long_quotations_in_line, parts
from publishing.views.detail import READERS, WRITERS, edition_or_404
from webforms.refusals import form_page, refusals_on, refusals_shown


@require_GET
@requires(*READERS)
def edition_quotations(request, pk):
    """Who says what in a text, and whether they approved it."""
    return _page(request, edition_or_404(request, pk))


@require_POST
@requires(*WRITERS)
def quotation_attribute(request, pk):
    quotation = _written(request, pk)
    form = SpeakerForm(request.POST, instance=quotation)
    return _changed(request, quotation, form, actions.attribute, _confirmation, "speaker_form")


@require_POST
@requires(*WRITERS)
def quotation_note(request, pk):
    """How someone outside approved their words."""
    quotation = _written(request, pk)
    form = NoteForm(request.POST, quotation=quotation)
    return _changed(request, quotation, form, actions.note_approval, lambda noted: "Noted.", "note_form")


@require_GET
def quotation_detail(request, pk):
    """For the person who is quoted, whatever their role: their words, and those around them."""
    return _own_page(request, _own(request, pk), ReasonForm())


@require_POST
def quotation_approve(request, pk):
    """Approve one's own words. Everyone who signed in may ask: only the speaker finds the quotation."""
    quotation = _own(request, pk)
    with refusals_shown(request):
        actions.approve_quotation(quotation=quotation, by=request.user, seen=request.POST.get("seen", ""))
        messages.success(request, "Thank you. Your words are approved, the text as a whole is not.")
    return redirect("publishing:quotation_detail", pk)


@require_POST
def quotation_send_back(request, pk):
    """Do not approve one's own words, and say why."""
    quotation, form = _own(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _own_page(request, quotation, form)
    with refusals_shown(request):
        actions.send_back_quotation(quotation=quotation, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "Sent back. The authors are told.")
    return redirect("publishing:quotation_detail", pk)


def _written(request, pk) -> Quotation:
    quotations = Quotation.objects.visible_to(request.user).select_related("edition__publication")
    return get_object_or_404(quotations, pk=pk)


def _own(request, pk) -> Quotation:
    return get_object_or_404(Quotation.objects.own(request.user).select_related("edition__publication"), pk=pk)


def _page(request, edition: Edition, **refused):
    quotations = list(edition.quotations.select_related("user", "approved_by"))
    open_to_change = can(request.user, edition.publication.kind.write) and edition.is_open
    rows = [(row, *_forms(row, refused)) for row in quotations]
    for _, form, _ in rows:
        form.share_choices(rows[0][1])
    context = {
        "edition": edition,
        "rows": rows,
        "open_to_change": open_to_change,
        "in_line": long_quotations_in_line(edition.body),
    }
    return render(request, "publishing/edition_quotations.html", context, status=422 if refused else 200)


def _forms(row: Quotation, refused: dict) -> tuple[SpeakerForm, NoteForm]:
    """A quotation's two forms, or the one that was refused in its place."""
    here = refused if refused.get("pk") == row.pk else {}
    return (
        here.get("speaker_form") or SpeakerForm(instance=row),
        here.get("note_form") or NoteForm(quotation=row),
    )


def _changed(request, quotation, form, action, confirmation, name):
    if form.is_valid():
        with refusals_on(form):
            changed = action(quotation=quotation, by=request.user, **form.cleaned_data)
            messages.success(request, confirmation(changed))
            return redirect("publishing:edition_quotations", quotation.edition_id)
    return _page(request, edition_or_404(request, quotation.edition_id), pk=quotation.pk, **{name: form})


def _confirmation(attributed: Quotation) -> str:
    asked = attributed.user and attributed.approved_at is None
    return f"Saved. {attributed.user} is asked to approve these words." if asked else "Saved."


def _own_page(request, quotation, form):
    around = list(parts(quotation.edition.body))
    place = next((place for place, part in enumerate(around) if part.number == quotation.position), 0)
    context = {
        "quotation": quotation,
        "around": around[max(place - 1, 0) : place + 2],
        "form": form,
    }
    return form_page(request, "publishing/quotation_detail.html", context)
