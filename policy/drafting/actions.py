"""Our answer to one question is written into the draft of our response."""

from django.core.exceptions import ValidationError
from django.db import transaction

from people.access import Permission, check
from people.models import User
from policy.drafting.parts import with_answer
from policy.models import ConsultationResponse, Question
from policy.texts.actions import TO_WRITE
from publishing.actions import edit
from publishing.actions.editions import locked
from publishing.models import Edition
from publishing.richtext.markup import clean

NOT_STARTED = "Our response has not been started. Start it from the consultation, then write this answer."
NOT_ASKED = "This is not asked any more, or is a heading. Answer what stands in its place."
NO_DRAFT = "Our response has no draft: its last version is {}. Start the next version, then change this answer."


@transaction.atomic
def write_answer(*, question: Question, by: User, our_answer: str) -> Edition:
    """Put an answer into the draft under a heading with the question, in its order; an empty one takes it out.

    What else the draft says stays as it is now. Raises ValidationError for a question that is not asked, where there is
    no draft, and for an answer with a heading that names another question.
    """
    check(by, Permission.POLICY_WRITE)
    questions = list(Question.objects.asked().filter(consultation=question.consultation_id).order_by("place", "pk"))
    if question not in questions or not question.is_answered:
        raise ValidationError(NOT_ASKED)
    edition = locked(draft_for(question))
    begun = edition.body.replace(TO_WRITE, "")  # what a response begins with, so that none goes without an answer
    body = with_answer(begun if our_answer else edition.body, questions, question, clean(our_answer))
    return edit(edition=edition, by=by, body=body)


def draft_for(question: Question) -> Edition:
    """The version of our response that can be written to. Raises ValidationError where there is none."""
    response = ConsultationResponse.objects.filter(consultation=question.consultation_id).first()
    if response is None:
        raise ValidationError(NOT_STARTED)
    edition = Edition.objects.filter(publication=response.publication_id).latest_numbered()
    if edition is None or not edition.is_open:
        raise ValidationError(NO_DRAFT.format(edition.state if edition else "discarded"))
    return edition
