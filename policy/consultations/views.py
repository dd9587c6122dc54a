"""Where the policy desk runs consultations."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from history import history_of
from people.access import Permission, requires
from policy.attention import not_answered
from policy.consultations import actions
from policy.consultations.forms import ConsultationForm, OutcomeForm
from policy.models import Agreement, Answer, Consultation, ConsultationResponse, Dispatch, PublicBody, Submission
from policy.models.body import DESK
from policy.outcomes.reading import outcomes_of
from policy.phases import Phase
from policy.questions.actions import is_begun
from policy.questions.positions import set_positions
from webforms.refusals import form_page, refusals_on


@require_GET
@requires(*DESK)
def consultation_list(request):
    """All consultations by phase, our nearest deadline first; of one public body when one is chosen."""
    bodies = PublicBody.objects.visible_to(request.user)
    body = request.GET.get("body", "")
    consultations = Consultation.objects.visible_to(request.user).with_phase().with_progress().by_phase()
    if body:
        consultations = consultations.filter(body__slug=body)
    page = Paginator(consultations, 50).get_page(request.GET.get("page"))
    return render(request, "policy/consultation_list.html", {"page": page, "bodies": bodies, "body": body})


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def consultation_create(request):
    form = ConsultationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            consultation = actions.record(by=request.user, **form.cleaned_data)
            messages.success(request, "Recorded. Add the questions that members should answer.")
            return redirect("policy:consultation_detail", consultation.reference)
    return form_page(request, "policy/consultation_form.html", {"form": form})


@require_GET
@requires(*DESK)
def consultation_detail(request, reference):
    """The facts, the questions, who has answered, and our response."""
    consultation = get_object_or_404(
        _consultations(request).with_progress().with_owner().with_stage().select_related("topic"), reference=reference
    )
    questions = list(consultation.questions.asked().with_sent_answers())
    set_positions(questions, consultation)
    sent = Submission.objects.visible_to(request.user).sent().filter(consultation=consultation)
    dispatches = Dispatch.objects.visible_to(request.user).filter(response__consultation=consultation)
    outcomes = outcomes_of(consultation) if consultation.phase in (Phase.CLOSED, Phase.OUTCOME) else []
    context = {
        "consultation": consultation,
        "questions": questions,
        "in_call": sum(question.in_call and question.is_answered for question in questions),
        "withdrawn": consultation.questions.exclude(withdrawn_at=None).with_sent_answers().with_correction(),
        "sent": sent.select_related("provider"),
        "is_begun": is_begun(consultation),
        "sent_count": consultation.sent,
        "outcomes": outcomes,
        "is_decided": any(each.row for each in outcomes),
        "not_answered": not_answered(consultation).count(),
        "dispatches": dispatches.with_source().select_related("edition", "by"),
        "response": ConsultationResponse.objects.visible_to(request.user)
        .with_editions()
        .filter(consultation=consultation)
        .first(),
    }
    return render(request, "policy/consultation_detail.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def consultation_edit(request, reference):
    consultation = _consultation(request, reference)
    form = ConsultationForm(request.POST or None, instance=consultation)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            consultation = actions.change(consultation=consultation, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("policy:consultation_detail", consultation.reference)
    return form_page(request, "policy/consultation_form.html", {"form": form, "reference": reference})


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def outcome_edit(request, reference):
    consultation = _consultation(request, reference)
    form = OutcomeForm(request.POST or None, initial=OutcomeForm.initial_of(consultation), of=[consultation])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.settle(consultation=consultation, by=request.user, **form.cleaned_data["settled"])
            messages.success(request, "Saved.")
            return redirect("policy:consultation_detail", reference)
    return form_page(request, "policy/outcome_form.html", {"form": form, "consultation": consultation})


@require_GET
@requires(Permission.EVIDENCE_VIEW)
def evidence_list(request, reference):
    """What providers sent, question by question, each answer with how we may use it."""
    consultation = _consultation(request, reference)
    answers = Answer.objects.visible_to(request.user).sent().filter(question__consultation=consultation).by_question()
    answers = answers.select_related("question", "submission__provider").prefetch_related("uses__edition")
    page = Paginator(answers, 50).get_page(request.GET.get("page"))
    agreements = Agreement.objects.visible_to(request.user).sent().filter(question__consultation=consultation)
    agreements = agreements.select_related("draft", "question", "submission__provider")
    agreements = agreements.order_by("question__place", "question", "draft", "submission__provider", "pk")
    context = {"consultation": consultation, "page": page, "agreements": [] if page.has_previous() else agreements}
    return render(request, "policy/evidence_list.html", context)


@require_GET
@requires(*DESK)
def consultation_history(request, reference):
    consultation = _consultation(request, reference)
    entries = history_of(consultation, *consultation.questions.all())
    return render(request, "people/history.html", {"thing": consultation, "entries": entries})


def _consultation(request, reference) -> Consultation:
    return get_object_or_404(_consultations(request), reference=reference)


def _consultations(request):
    return Consultation.objects.visible_to(request.user).with_phase()
