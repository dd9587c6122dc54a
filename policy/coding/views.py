"""Where the team reads answers in words, gives them themes, and collects quotes."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from history import history_of
from people.access import Permission, can, requires
from policy.coding import actions
from policy.coding.forms import AnswerThemeForm, NewAnswerThemeForm, ShownForm
from policy.coding.reading import coded, extracts_of, form_of, page_of, with_codings
from policy.models import Answer, AnswerTheme, Consultation, Question
from policy.models.question_rules import Kind
from webforms.refusals import form_page, refusals_on


@never_cache
@require_GET
@requires(Permission.EVIDENCE_VIEW)
def answer_coding_list(request, pk):
    """The answers in words to a question, with the themes that they are given."""
    question = get_object_or_404(Question.objects.visible_to(request.user), pk=pk, kind=Kind.TEXT)
    context = {"question": question, "consultation": _consultation(request, question)}
    if context["consultation"].is_answered_out:
        themes = list(AnswerTheme.objects.visible_to(request.user).filter(question=question).with_named())
        form = ShownForm(request.GET, themes=themes)
        page = page_of(question, form.shown, request.GET.get("page"))
        answers = coded(page.object_list, themes, may_code=can(request.user, Permission.POLICY_WRITE))
        context |= {"themes": themes, "form": form, "page": page, "answers": answers}
    return render(request, "policy/answer_coding_list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def answer_coding_edit(request, pk):
    """The themes of one answer: where its form on the list goes, and stays with what is wrong in it."""
    answers = Answer.objects.visible_to(request.user).sent().filter(question__kind=Kind.TEXT)
    answer = get_object_or_404(with_codings(answers).select_related("question"), pk=pk)
    themes = list(AnswerTheme.objects.visible_to(request.user).filter(question=answer.question))
    form = form_of(answer, themes, request.POST or None)
    listed = f"{reverse('policy:answer_coding_list', args=[answer.question_id])}?{request.GET.urlencode()}#answer-{pk}"
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.code(answer=answer, by=request.user, **_chosen(form.cleaned_data, themes))
            messages.success(request, f"Saved: {answer.submission.provider}.")
            return redirect(listed)
    consultation = _consultation(request, answer.question)
    context = {"form": form, "listed": listed, "consultation": consultation, "question": answer.question}
    if consultation.is_answered_out:
        context["each"] = coded([answer], themes, may_code=False)[0]
    return form_page(request, "policy/answer_coding_edit.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def answer_theme_create(request, pk):
    question = get_object_or_404(Question.objects.visible_to(request.user), pk=pk, kind=Kind.TEXT)
    form = NewAnswerThemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            theme = actions.add_theme(question=question, by=request.user, **form.cleaned_data)
            messages.success(request, f"“{theme}” is added.")
            return redirect("policy:answer_coding_list", pk)
    context = {"form": form, "question": question, "consultation": _consultation(request, question)}
    return form_page(request, "policy/answer_theme_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def answer_theme_edit(request, pk):
    """Name it otherwise, retire it, or bring it back."""
    theme = _theme(request, pk)
    form = AnswerThemeForm(request.POST or None, instance=theme)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.change_theme(theme=theme, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("policy:answer_theme_detail", pk)
    question = theme.question
    context = {"form": form, "theme": theme, "question": question, "consultation": _consultation(request, question)}
    return form_page(request, "policy/answer_theme_form.html", context)


@never_cache
@require_GET
@requires(Permission.EVIDENCE_VIEW)
def answer_theme_detail(request, pk):
    """The quotes of a theme, each with how it may be used."""
    theme = _theme(request, pk)
    consultation = _consultation(request, theme.question)
    extracts = extracts_of(theme) if consultation.is_answered_out else []
    context = {"theme": theme, "question": theme.question, "consultation": consultation, "extracts": extracts}
    return render(request, "policy/answer_theme_detail.html", context)


@require_GET
@requires(Permission.EVIDENCE_VIEW)
def answer_theme_history(request, pk):
    """Who changed the theme, and who gave it to answers, when."""
    theme = _theme(request, pk)
    entries = history_of(theme, *theme.codings.all())
    return render(request, "people/history.html", {"thing": theme, "entries": entries})


def _theme(request, pk) -> AnswerTheme:
    return get_object_or_404(AnswerTheme.objects.visible_to(request.user).select_related("question"), pk=pk)


def _consultation(request, question: Question) -> Consultation:
    consultations = Consultation.objects.visible_to(request.user).with_phase()
    return get_object_or_404(consultations, pk=question.consultation_id)


def _chosen(cleaned: dict, themes: list[AnswerTheme]) -> dict:
    """What the form has, with rows in the place of keys."""
    by_pk = {theme.pk: theme for theme in themes}
    return {
        "themes": [by_pk[pk] for pk in cleaned["themes"]],
        "extract": cleaned["extract"],
        "extract_of": by_pk.get(cleaned["extract_of"]),
    }
