"""Where the policy desk keeps what a consultation asks."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from people.access import Permission, requires
from policy.models import Consultation, Question
from policy.models.question_rules import MOST_IN_CALL
from policy.questions import actions, call
from policy.questions.forms import CallForm, PastedQuestionsForm, PlanForm, QuestionForm, next_number
from policy.questions.positions import set_positions
from webforms.refusals import form_page, refusals_on, refusals_shown


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def question_create(request, reference):
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user), reference=reference)
    asked = consultation.questions.asked()
    initial = {"number": next_number(asked), "in_call": asked.in_call().count() < MOST_IN_CALL}
    form = QuestionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            question = actions.add(consultation=consultation, by=request.user, **form.cleaned_data)
            messages.success(request, f"{question.name} is added.")
            return redirect("policy:consultation_detail", reference)
    return form_page(request, "policy/question_form.html", {"form": form, "consultation": consultation})


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def question_paste(request, reference):
    """The questions of a paper as they were copied: read, shown as they were read, and kept once a person looked."""
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user), reference=reference)
    form = PastedQuestionsForm(request.POST or None, consultation=consultation)
    items, gaps = [], []
    if request.method == "POST" and form.is_valid():
        items, gaps = form.items, form.gaps
        if form.keeps:
            with refusals_on(form):
                made = actions.enter(consultation=consultation, asked=items, by=request.user)
                messages.success(request, f"{len(made)} entries are added. Choose what members are asked.")
                return redirect("policy:question_call", reference)
        else:
            form = form.checked()
    context = {"form": form, "consultation": consultation, "items": items, "gaps": gaps}
    return form_page(request, "policy/question_paste.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def question_edit(request, pk):
    """Change a question; once a provider began to answer, other words are a correction."""
    question = _question(request, pk)
    form = QuestionForm(request.POST or None, instance=question)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            asked = actions.change(question=question, by=request.user, **form.cleaned_data)
            corrected = asked.pk != question.pk
            messages.success(request, f"{asked.name} is corrected." if corrected else "Saved.")
            return redirect("policy:consultation_detail", question.consultation.reference)
    consultation = question.consultation
    context = {"form": form, "question": question, "consultation": consultation}
    context["is_begun"] = actions.is_begun(consultation)
    return form_page(request, "policy/question_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def question_call(request, reference):
    """Which questions are put to members."""
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user), reference=reference)
    form = CallForm(request.POST or None, consultation=consultation)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            call.put_to_members(consultation=consultation, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved. That is what members are asked.")
            return redirect("policy:consultation_detail", reference)
    context = {"form": form, "consultation": consultation, "is_begun": actions.is_begun(consultation)}
    return form_page(request, "policy/question_call.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def question_plan(request, pk):
    """Whether we answer a question, who sees to it, and what our position is."""
    question = _question(request, pk)
    form = PlanForm(request.POST or None, instance=question)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            call.plan(question=question, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("policy:consultation_detail", question.consultation.reference)
    question = _question(request, pk)
    set_positions([question], question.consultation)
    context = {"form": form, "question": question, "consultation": question.consultation}
    return form_page(request, "policy/question_plan.html", context)


@require_POST
@requires(Permission.POLICY_WRITE)
def question_withdraw(request, pk):
    question = _question(request, pk)
    with refusals_shown(request):
        actions.withdraw(question=question, by=request.user)
        messages.success(request, f"{question.name} is not asked any more.")
    return redirect("policy:consultation_detail", question.consultation.reference)


@require_POST
@requires(Permission.POLICY_WRITE)
def question_ask_again(request, pk):
    question = _question(request, pk)
    with refusals_shown(request):
        actions.ask_again(question=question, by=request.user)
        messages.success(request, f"{question.name} is asked again.")
    return redirect("policy:consultation_detail", question.consultation.reference)


@require_POST
@requires(Permission.POLICY_WRITE)
def question_move(request, pk):
    """Let it change places with the one before it (`where=earlier`), or after it."""
    question = _question(request, pk)
    actions.move(question=question, by=request.user, earlier=request.POST.get("where") == "earlier")
    return redirect("policy:consultation_detail", question.consultation.reference)


def _question(request, pk) -> Question:
    return get_object_or_404(
        Question.objects.visible_to(request.user).select_related("consultation__topic", "topic", "owner"), pk=pk
    )
