"""The form of an edition: it keeps what is typed, and shows what a colleague did meanwhile."""

from dataclasses import asdict

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from history import history_of
from people.access import requires
from publishing import actions
from publishing.forms import EditionForm, EditionWindowForm
from publishing.models import Autosave, Edition
from publishing.richtext.comparison import compared
from publishing.views.detail import READERS, WRITERS, edition_or_404
from publishing.workflow import Elsewhere, Refused


@require_http_methods(["GET", "POST"])
@requires(*WRITERS)
def edition_edit(request, pk):
    """The words that were typed and not saved, if there are any; otherwise those that are saved."""
    edition = edition_or_404(request, pk)
    if request.method == "POST":
        return _saved(request, edition)
    own = own_words(request, edition)
    if not edition.is_open and own is None:
        messages.error(request, f"This version is {edition.state} and cannot change. Start the next one.")
        return redirect("publishing:edition_detail", pk)
    form = EditionForm(instance=edition, initial=own.words if own else None)
    return _form_page(request, edition, form, own=own)


@require_GET
@requires(*READERS)
def edition_saves(request, pk):
    """What was saved before, beside what is saved now: `?save=` is the number of an event, otherwise the last one."""
    edition = edition_or_404(request, pk)
    saves = history_of(edition)
    wanted = request.GET.get("save", "")
    chosen = next((save for save in saves if str(save.event) == wanted), saves[min(1, len(saves) - 1)])
    before = EditionForm(instance=edition, initial=_words_of(edition, chosen.event))
    context = {
        "edition": edition,
        "saves": saves,
        "chosen": chosen,
        "rows": compared(before, EditionForm(instance=edition)),
    }
    return render(request, "publishing/edition_saves.html", context)


def own_words(request, edition: Edition) -> Autosave | None:
    """What the reader typed into an edition's form and did not save."""
    return Autosave.objects.visible_to(request.user).own(request.user).filter(edition=edition).first()


def news(request, edition: Edition, base: str) -> dict:
    """Who else has words of it that are not saved, and whether it was changed since some typing began."""
    others = Autosave.objects.visible_to(request.user).of_others(request.user).lately().filter(edition=edition)
    changed = base != edition.words_hash
    return {"others": others, "changed": history_of(edition, limit=1)[0] if changed else None}


def typed(form: EditionForm) -> dict:
    """A form's fields as they were sent, whether they are right or wrong."""
    return {name: form[name].data for name in form.fields}


def _words_of(edition, event: int) -> dict:
    """The form's fields as one event of an edition's history has them."""
    row = edition.events.get(pk=event)
    return {name: getattr(row, Edition._meta.get_field(name).attname) for name in EditionForm.Meta.fields}


def _saved(request, edition):
    """Save, or say why not: 409 with both texts when a colleague changed it meanwhile. Nothing typed is lost."""
    form, window = EditionForm(request.POST, instance=edition), EditionWindowForm(request.POST)
    where, status = window.window(), 422
    if form.is_valid():
        try:
            actions.edit(edition=edition, by=request.user, window=where, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 409
        else:
            messages.success(request, "Saved.")
            return redirect("publishing:edition_detail", edition.pk)
    # The form has put what was typed into its instance; the page shows what is saved.
    edition = edition_or_404(request, edition.pk)
    own = _autosaved(request, edition, form, where) if where else None
    return _form_page(request, edition, form, own=own, where=where, status=status)


def _autosaved(request, edition, form, where) -> Autosave | None:
    try:
        return actions.write_autosave(edition=edition, by=request.user, words=typed(form), window=where)
    except Elsewhere:
        return None  # these words are in the form, the other window's in its row


def _form_page(request, edition, form, *, own, where=None, status=200):
    base = edition.words_hash
    began = where.base if where else own.base if own else base
    place = asdict(where) if where else EditionWindowForm.opened(own)
    context = {
        "form": form,
        "edition": edition,
        "own": own,
        "window": EditionWindowForm(initial=place | {"base": base}),
        "rows": compared(EditionForm(instance=edition), form) if own or status == 409 else [],
        **news(request, edition, began),
    }
    template = "edition_edit" if edition.is_open else "edition_autosave"
    return render(request, f"publishing/{template}.html", context, status=status)
