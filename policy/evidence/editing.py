"""The form in which a provider answers: what is typed is kept, and what was not saved is in it again."""

from dataclasses import asdict

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from people.access import Permission, requires
from policy.evidence import actions
from policy.evidence.case import Case, case_of
from policy.evidence.forms import AnswersForm
from policy.unsaved.actions import keep_answers
from policy.unsaved.reading import PREFIX, answers_form, form_of, own_words, typed, window_of, words_of_others
from publishing.forms import WindowForm
from publishing.workflow import Window
from webforms.refusals import refusals_on


@require_http_methods(["GET", "POST"])
@requires(Permission.EVIDENCE_GIVE)
def submission_edit(request, reference, provider_pk):
    """Tell us what you see: an answer and a consent for each question."""
    case = case_of(request.user, reference, provider_pk)
    if request.method == "POST":
        return _answered(request, case)
    if not case.can_change:
        return redirect("policy:submission_check", *case.address)
    own = own_words(case, request.user)
    return _form_page(request, case, form_of(case, request.user, own), own=own)


def _answered(request, case: Case):
    """Save, or say why not. Nothing typed is lost: it is in the form, and kept."""
    form, window = answers_form(case, request.user, request.POST), window_of(request.POST)
    about = {"consultation": case.consultation, "provider": case.provider, "by": request.user}
    if form.is_valid():
        with refusals_on(form):
            actions.save(given=form.given, agreed=form.agreed, window=window, **about)
            return _saved(request, case)
    if window:
        _keep(form, window, about)
    return _form_page(request, case, form, window=window)


def _keep(form: AnswersForm, window: Window, about: dict) -> None:
    """What could not be saved is kept as if it had only been typed, unless another window's words are there."""
    try:
        keep_answers(words=typed(form), window=window, **about)
    except ValidationError:
        return


def _saved(request, case: Case):
    if request.POST.get("then") == "check":
        return redirect("policy:submission_check", *case.address)
    messages.success(request, "Saved. Nothing is sent until you check your answers.")
    return redirect("policy:consultation_open_list")


def _form_page(request, case: Case, form: AnswersForm, *, own=None, window: Window | None = None):
    place = asdict(window) if window else WindowForm.opened(own)
    context = {
        "form": form,
        "case": case,
        "own": own,
        "window": WindowForm(initial=place, prefix=PREFIX),
        "others": words_of_others(case, request.user),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "policy/submission_edit.html", context, status=status)
