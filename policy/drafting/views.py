"""Where our response is drafted question by question, and taken as a file."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from people.access import Permission, requires
from policy.downloads import docx_file
from policy.drafting import actions
from policy.drafting.beside import asks_of, earlier_answers, evidence_on
from policy.drafting.drafts import draft_of, neighbours
from policy.drafting.forms import AnswerForm
from policy.drafting.word import response_docx
from policy.models import Consultation, ConsultationResponse, Question
from policy.models.body import DESK
from policy.models.question_rules import Kind
from policy.questions.positions import set_positions
from publishing.models import Edition
from publishing.richtext.markup import plain
from webforms.refusals import form_page, refusals_on


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def question_answer(request, pk):
    """Draft our answer to a question, with what members said and what we said before beside it."""
    questions = Question.objects.visible_to(request.user).asked().exclude(kind=Kind.SEPARATOR)
    question = get_object_or_404(questions.select_related("topic").prefetch_related("answer_themes"), pk=pk)
    consultations = Consultation.objects.visible_to(request.user).with_phase().select_related("topic")
    consultation = get_object_or_404(consultations, pk=question.consultation_id)
    draft = draft_of(question, request.user)
    form = None
    if draft.edition and draft.edition.is_open:
        form = AnswerForm(request.POST or None, question=question, edition=draft.edition, answer=draft.answer)
    if request.method == "POST" and form and form.is_valid():
        with refusals_on(form):
            actions.write_answer(question=question, by=request.user, **form.cleaned_data)
            _say_saved(request, question, form.cleaned_data["our_answer"])
            return redirect("policy:question_answer", pk)
    set_positions([question], consultation)
    context = {
        "form": form,
        "question": question,
        "consultation": consultation,
        "draft": draft,
        "evidence": evidence_on(question, consultation, request.user),
        "asks": asks_of(question.position),
        "earlier": earlier_answers(question, request.user),
        **neighbours(question, draft.questions),
    }
    return form_page(request, "policy/question_answer.html", context)


@never_cache
@require_GET
@requires(*DESK)
def response_file(request, pk):
    """A version of our response as a DOCX, for those who read it as a page."""
    editions = Edition.objects.visible_to(request.user).of_kinds("consultation_response").with_page()
    edition = get_object_or_404(editions, pk=pk)
    responses = ConsultationResponse.objects.visible_to(request.user).select_related("consultation__body")
    response = get_object_or_404(responses, publication=edition.publication_id)
    name = f"Response to {response.consultation.reference}, {edition.called.lower()}"
    return docx_file(request, name, response_docx(response, edition))


def _say_saved(request, question: Question, answer: str) -> None:
    """That it is kept; as a warning where it is longer than the consulter takes."""
    over = question.over_limit(plain(answer))
    (messages.warning if over else messages.success)(request, f"Saved, but {over}" if over else "Saved in the draft.")
