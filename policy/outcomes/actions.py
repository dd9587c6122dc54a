"""What is done with outcomes of questions: recorded, and corrected by a later row."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from people.access import Permission, check
from people.models import User
from people.templatetags.people import deadline
from policy.consultations.actions import locked
from policy.dated.checking import check_corrects, check_dated
from policy.models import Consultation, Question, QuestionOutcome
from times import LONDON


@transaction.atomic
def record(*, consultation: Consultation, questions: Iterable[Question], by: User, **content) -> list[QuestionOutcome]:
    """Record what was decided on some questions of a consultation, in the same paragraph. Nobody changes it later.

    Raises ValidationError before it has closed, for a day before that or one that has not come, for a source that is
    not published, for words of a provider's answer, and for a correction of a row that is another's or corrected.
    """
    check(by, Permission.POLICY_WRITE)
    consultation = locked(consultation)
    if timezone.now() < consultation.closes_at:
        raise ValidationError(f"It closes on {deadline(consultation.closes_at)}. What they decide comes after that.")
    check_dated(content)
    if content["on"] < timezone.localdate(consultation.closes_at, LONDON):
        raise ValidationError({"on": "It had not closed on that day. Write the day on which they said so."})
    ids = sorted(question.pk for question in questions)
    check_corrects(content.get("corrects"), ids)
    chosen = consultation.questions.filter(pk__in=ids).order_by("pk")
    return [QuestionOutcome.objects.create(question=question, by=by, **content) for question in chosen]
