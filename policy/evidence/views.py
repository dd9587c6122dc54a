"""The members' side: what is open, and a provider's answers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from history import history_of
from members.membership import own_members
from people.access import Permission, can, requires
from policy.attention import open_for, to_send
from policy.evidence import actions
from policy.evidence.case import Case, begun_case, case_of
from policy.evidence.forms import NoteForm, TickedForm, VersionForm
from policy.models import Submission
from policy.unsaved.reading import own_words, words_of_others
from webforms.refusals import refusals_on, refusals_shown

SENT = "Your answers are with the association. Thank you."
ASKED = "The owners of your provider's account are asked to send your answers. They get a mail now."


@require_GET
@requires(Permission.EVIDENCE_GIVE)
def consultation_open_list(request):
    """What the reader's providers can answer now, and what they told us before."""
    members = list(own_members(request.user))
    calls = open_for(request.user, members)
    earlier = (
        Submission.objects.own(request.user)
        .filter(version__gt=0)
        .exclude(consultation__in=[call.consultation.pk for call in calls])
        .select_related("consultation__body", "provider")
        .order_by("-consultation__closes_at", "-pk")
    )
    page = Paginator(earlier, 20).get_page(request.GET.get("page"))
    context = {"calls": calls, "page": page, "to_send": to_send(request.user), "is_member": bool(members)}
    return render(request, "policy/consultation_open_list.html", context)


@require_GET
@requires(Permission.EVIDENCE_GIVE)
def submission_check(request, reference, provider_pk):
    """Check your answers before sending; afterwards, what was sent."""
    return _check_page(request, case_of(request.user, reference, provider_pk), NoteForm())


def _check_page(request, case: Case, note_form: NoteForm):
    if case.submission is None and case.can_change:
        return redirect("policy:submission_edit", *case.address)
    questions = case.questions
    asked = {question.pk for question in questions}
    answers = list(case.submission.answers.all()) if case.submission else []
    given = {answer.question_id: answer for answer in answers}
    agreed, drafts = case.agreed, {draft.pk: draft for each in case.drafts(request.user).values() for draft in each}
    context = {
        "case": case,
        "answers": [(each, given.get(each.pk), drafts.get(agreed.get(each.pk, 0))) for each in questions],
        "former": [answer for answer in answers if answer.is_given and answer.question_id not in asked],
        "problems": actions.missing(case.submission, questions) if case.submission and case.can_change else [],
        "may_send": can(request.user, Permission.EVIDENCE_SEND, case.provider),
        "note_form": note_form,
        "own": own_words(case, request.user),
        "others": words_of_others(case, request.user) if case.can_change else [],
    }
    status = 422 if note_form.is_bound else 200
    return render(request, "policy/submission_check.html", context, status=status)


@require_POST
@requires(Permission.EVIDENCE_SEND)
def submission_send(request, reference, provider_pk):
    return _acted(request, begun_case(request.user, reference, provider_pk), actions.send, SENT)


@require_POST
@requires(Permission.EVIDENCE_GIVE)
def submission_ask(request, reference, provider_pk):
    """Ask the owners to send what a colleague wrote."""
    return _acted(request, begun_case(request.user, reference, provider_pk), actions.ask_to_send, ASKED)


@require_POST
@requires(Permission.EVIDENCE_SEND)
def submission_return(request, reference, provider_pk):
    """Give the answers back to who wrote them."""
    case, form = begun_case(request.user, reference, provider_pk), NoteForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            actions.give_back(submission=case.submission, by=request.user, note=form.cleaned_data["note"])
            messages.success(request, "The answers are with your colleague again.")
            return redirect("policy:consultation_open_list")
    return _check_page(request, case, form)


@require_POST
@requires(Permission.EVIDENCE_SEND)
def submission_send_many(request):
    """Send the answers of colleagues that were ticked, as they were when the page was shown: all of them, or none."""
    waiting = to_send(request.user).in_bulk()
    ticked = [form.cleaned_data for form in map(_ticked, request.POST.getlist("answers")) if form.is_valid()]
    seen = {waiting[row["submission"]]: row["version"] for row in ticked if row["submission"] in waiting}
    if not seen:
        messages.error(request, "Tick the answers that you have read and send.")
        return redirect("policy:consultation_open_list")
    with refusals_shown(request):
        actions.send_many(seen=seen, by=request.user)
        messages.success(
            request, f"{len(seen)} answer{'' if len(seen) == 1 else 's'} sent to the association. Thank you."
        )
    return redirect("policy:consultation_open_list")


def _ticked(value: str) -> TickedForm:
    submission, _, version = value.partition(":")
    return TickedForm({"submission": submission, "version": version})


def _acted(request, case: Case, act, done: str):
    """Do it with the version that the person checked; say what came of it."""
    form = VersionForm(request.POST)
    seen = form.cleaned_data["version"] if form.is_valid() else None
    try:
        act(submission=case.submission, by=request.user, seen=seen)
    except actions.StaleError as stale:
        messages.error(request, str(stale))
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, done)
    return redirect("policy:submission_check", *case.address)


@require_POST
@requires(Permission.EVIDENCE_SEND)
def submission_reopen(request, reference, provider_pk):
    case = begun_case(request.user, reference, provider_pk)
    with refusals_shown(request):
        actions.reopen(submission=case.submission, by=request.user)
        messages.warning(request, "Your answers are open again. The association does not see them until you send them.")
        return redirect("policy:submission_edit", *case.address)
    return redirect("policy:submission_check", *case.address)


@require_GET
@requires(Permission.EVIDENCE_GIVE)
def submission_history(request, reference, provider_pk):
    submission = begun_case(request.user, reference, provider_pk).submission
    entries = history_of(submission, *submission.answers.all())
    return render(request, "people/history.html", {"thing": submission, "entries": entries})
