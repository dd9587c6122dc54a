"""What changes who can read a text: a page says what will happen, asks for a reason, and does it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from people.access import requires
from people.forms import ReasonForm
from publishing import actions
from publishing.effects import Effect, led_here, published_now, pulled_with, seen_by, taken_back_with
from publishing.forms import DiscardForm, PublishNowForm, RemoveForm, WithdrawForm
from publishing.models import Edition, Publication
from publishing.views.detail import APPROVERS, READERS, WRITERS, edition_or_404, latest_or_404
from webforms.refusals import form_page, refusals_on, refusals_shown


@dataclass(frozen=True)
class Act:
    """One thing to do: its heading, its button, the words once it is done, and how it is undone."""

    heading: str
    button: str
    message: str
    way_back: str
    form: type = ReasonForm


PUBLISH_NOW = Act(
    "Publish it now",
    "Publish now",
    "It is public now.",
    "It cannot be a draft again: it can be withdrawn, removed, or followed by another version.",
    PublishNowForm,
)
PULL = Act(
    "Take it off the schedule",
    "Take it back",
    "Taken back: it will not be published.",
    "Send the draft for approval again: it can be scheduled for any time.",
)
DISCARD = Act(
    "Discard this draft",
    "Discard the draft",
    "Discarded. It is kept in the history.",
    "Start a draft again with its words, from its own page.",
    DiscardForm,
)
WITHDRAW = Act(
    "Withdraw it: leave it up, with a notice",
    "Withdraw",
    "Withdrawn. Readers see why.",
    "The notice can be taken off again; or the next version, once approved, is without it.",
    WithdrawForm,
)
REINSTATE = Act(
    "Take the notice off",
    "Take the notice off",
    "Readers see it without the notice.",
    "It can be withdrawn again.",
)
REMOVE = Act(
    "Remove it from the site",
    "Remove",
    "Removed.",
    "It can be restored, at its address and as it was.",
    RemoveForm,
)
RESTORE = Act("Restore it", "Restore", "Restored. It is where it was.", "It can be removed again.")


@require_http_methods(["GET", "POST"])
@requires(*APPROVERS)
def edition_publish_now(request, pk):
    """The report is out: publish an approved text before its time."""
    edition = edition_or_404(request, pk)
    return _asked(request, PUBLISH_NOW, actions.publish_now, edition, {"edition": edition}, published_now(edition))


@require_http_methods(["GET", "POST"])
@requires(*READERS)
def edition_pull(request, pk):
    """Take a scheduled version back: for its author too, as it makes nothing public."""
    edition = edition_or_404(request, pk)
    effects = pulled_with(edition) if edition.public_from else []
    return _asked(request, PULL, actions.pull, edition, {"edition": edition}, effects)


@require_http_methods(["GET", "POST"])
@requires(*WRITERS)
def edition_discard(request, pk):
    """Put a draft aside."""
    edition = edition_or_404(request, pk)
    only = edition.number == 1
    consequence = "Its address is free for other texts." if only else "Readers go on seeing what is public."
    unsaved = edition.autosaves.count()
    effects = [Effect("Colleagues can read it under “Discarded”, and nobody can edit it."), Effect(consequence)]
    effects += [Effect(f"Words of {unsaved} of you that are not saved stay beside it.")] if unsaved else []
    return _asked(request, DISCARD, actions.discard_draft, edition, {"edition": edition}, effects)


@require_POST
@requires(*WRITERS)
def edition_draft_again(request, pk):
    """Start a draft with the words of a discarded version."""
    edition = edition_or_404(request, pk)
    with refusals_shown(request):
        draft = actions.draft_again(edition=edition, by=request.user)
        messages.success(request, "A draft with the words that were discarded.")
        return redirect("publishing:edition_edit", draft.pk)
    return redirect("publishing:edition_detail", pk)


@require_POST
@requires(*APPROVERS)
def edition_show_again(request, pk):
    """Let readers have a withheld version again, once its words may be read."""
    edition = edition_or_404(request, pk)
    with refusals_shown(request):
        actions.show_again(edition=edition, by=request.user)
        messages.success(request, "Readers have it again.")
    return redirect("publishing:edition_detail", pk)


@require_http_methods(["GET", "POST"])
@requires(*APPROVERS)
def publication_withdraw(request, pk):
    publication = _publication(request, pk)
    effects = [Effect("Readers go on finding it, under a notice with your reason: page, feeds, PDF and image say so.")]
    return _of_text(request, publication, WITHDRAW, actions.withdraw, effects, taken_back_with(publication))


@require_http_methods(["GET", "POST"])
@requires(*APPROVERS)
def publication_reinstate(request, pk):
    publication = _publication(request, pk)
    effects = [Effect("Readers see the words that were approved, as if they had not been withdrawn.")]
    return _of_text(request, publication, REINSTATE, actions.reinstate, effects)


@require_http_methods(["GET", "POST"])
@requires(*APPROVERS)
def publication_remove(request, pk):
    publication = _publication(request, pk)
    effects = [Effect("All its versions and files are gone from the site. The address says that it was removed.")]
    return _of_text(request, publication, REMOVE, actions.remove, effects, taken_back_with(publication))


@require_http_methods(["GET", "POST"])
@requires(*APPROVERS)
def publication_restore(request, pk):
    publication = _publication(request, pk)
    effects = [Effect(f"Anyone can read it at {publication.path} again, with the versions and files that it had.")]
    return _of_text(request, publication, RESTORE, actions.restore, effects)


def _of_text(request, publication, act: Act, action: Callable, *effects: Iterable[Effect]):
    """An act on a whole text, with what leads readers to it."""
    seen = [seen_by(publication)] if publication.has_been_public and not publication.removed_at else []
    edition = latest_or_404(request, publication.pk)
    return _asked(request, act, action, edition, {"publication": publication}, seen, *effects, led_here(publication))


def _asked(request, act: Act, action: Callable, edition: Edition, on: dict, *effects: Iterable[Effect]):
    """The page that asks first, again with what is wrong, or the text's page once it is done."""
    form = act.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            action(by=request.user, **on, **form.cleaned_data)
            messages.success(request, act.message)
            return redirect("publishing:edition_detail", latest_or_404(request, edition.publication_id).pk)
    context = {"act": act, "form": form, "edition": edition, "effects": list(chain(*effects))}
    return form_page(request, "publishing/act_check.html", context)


def _publication(request, pk) -> Publication:
    return get_object_or_404(Publication.objects.visible_to(request.user), pk=pk)
