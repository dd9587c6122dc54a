"""Where the policy desk records what was decided, question by question."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from people.access import Permission, requires
from policy.models import Consultation, QuestionOutcome
from policy.outcomes import actions
from policy.outcomes.forms import CorrectionForm, QuestionOutcomesForm
from webforms.refusals import form_page, refusals_on


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def question_outcome_create(request, reference):
    """What was decided on one question, or on several in the same words."""
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user).with_phase(), reference=reference)
    form = QuestionOutcomesForm(request.POST or None, consultation=consultation)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = actions.record(consultation=consultation, by=request.user, **form.cleaned_data)
            many = "1 question" if len(made) == 1 else f"{len(made)} questions"
            messages.success(request, f"Recorded for {many}. Readers see it now.")
            return redirect("policy:consultation_detail", reference)
    context = {"form": form, "consultation": consultation, "heading": "What became of our answers"}
    return form_page(request, "policy/question_outcome_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def question_outcome_correct(request, pk):
    """What is right in the place of what was recorded."""
    rows = QuestionOutcome.objects.visible_to(request.user).select_related("question__consultation")
    row = get_object_or_404(rows, pk=pk)
    consultation = row.question.consultation
    form = CorrectionForm(request.POST or None, corrects=row)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            about = {"consultation": consultation, "questions": [row.question], "corrects": row}
            actions.record(by=request.user, **about, **form.cleaned_data)
            messages.success(request, "Corrected. What was recorded before stays in the history.")
            return redirect("policy:consultation_detail", consultation.reference)
    context = {"form": form, "consultation": consultation, "question": row.question, "heading": "Correct an outcome"}
    return form_page(request, "policy/question_outcome_form.html", context)
