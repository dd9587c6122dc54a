"""Where the desk shows members a draft of our answer to a question."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from people.access import Permission, requires
from policy.models import Question, ShownDraft
from policy.shown_drafts import actions
from policy.shown_drafts.forms import ShownDraftForm
from policy.shown_drafts.reading import written
from webforms.refusals import form_page, refusals_on


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def shown_draft(request, pk):
    """What members are shown of our answer to a question, and what they were shown before."""
    questions = Question.objects.visible_to(request.user).select_related("consultation")
    question = get_object_or_404(questions, pk=pk)
    drafts = list(ShownDraft.objects.visible_to(request.user).filter(question=question).select_related("shown_by"))
    current = next((draft for draft in drafts if draft.ended_at is None), None)
    words = current.text if current else written(question, request.user)
    form = ShownDraftForm(request.POST or None, draft=current, text=words)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.show(question=question, by=request.user, **form.cleaned_data)
            messages.success(request, "Members are shown this draft now.")
            return redirect("policy:shown_draft", question.pk)
    context = {"question": question, "form": form, "current": current, "drafts": drafts}
    return form_page(request, "policy/shown_draft.html", context | {"not_shown": actions.not_shown(question)})


@require_POST
@requires(Permission.POLICY_WRITE)
def shown_draft_end(request, pk):
    """Show members no draft any more."""
    drafts = ShownDraft.objects.visible_to(request.user).select_related("question__consultation")
    draft = get_object_or_404(drafts, pk=pk)
    actions.show_no_longer(draft=draft, by=request.user)
    messages.success(request, "Members are shown no draft of this answer any more.")
    return redirect("policy:shown_draft", draft.question_id)
