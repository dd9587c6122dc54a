"""How we may use what was sent is a provider's to change, as long as we have it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from people.access import Permission, check
from people.models import User
from policy.consent.uses import end_uses, lock_with_uses
from policy.models import Answer, SentAnswer, Submission


@transaction.atomic
def change_consent(*, submission: Submission, by: User, consents: dict[int, str]) -> None:
    """Say anew how we may use answers that were sent, by the answer's id: at any time, of a former member too.

    Texts that carry the words of an answer further than it allows now are withheld in the same transaction. Raises
    PermissionDenied, and ValidationError for an answer that was never sent.
    """
    check(by, Permission.EVIDENCE_SEND, submission.provider)
    Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    answers = list(submission.answers.filter(pk__in=consents))
    lock_with_uses(answers)
    latest = SentAnswer.objects.latest_of(answers)
    if consents.keys() - latest.keys():
        raise ValidationError("Only what was sent can be used, so only of that a consent can be changed.")
    changed = [answer for answer in answers if latest[answer.pk].consent != consents[answer.pk]]
    for answer in changed:
        _change(latest[answer.pk], consents[answer.pk])
    if changed:
        submission.refresh_from_db()
        submission.version += 1
        submission.save()
        end_uses(changed)


def _change(sent: SentAnswer, consent: str) -> None:
    SentAnswer.objects.create(answer_id=sent.answer_id, consent=consent, **sent.given_fields)
    Answer.objects.filter(pk=sent.answer_id).update(consent=consent)
