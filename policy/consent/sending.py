"""What is sent is kept as it was sent, and what it does not allow any more is withheld."""

from policy.consent.uses import end_uses, lock_with_uses
from policy.models import Answer, Given, SentAnswer, Submission

NOTHING = Given("", Answer.Consent.NOT_PUBLIC)


def keep_as_sent(submission: Submission) -> None:
    """Of each answer what is sent now, unless that is what was sent last; in the transaction that sends it.

    An answer that was emptied since has taken its words back.
    """
    answers = list(submission.answers.all())
    before = {pk: sent.given for pk, sent in SentAnswer.objects.latest_of(answers).items()}
    changed = [answer for answer in answers if _as_sent(answer) != before.get(answer.pk, NOTHING)]
    lock_with_uses(changed)
    for answer in changed:
        SentAnswer.objects.create(answer=answer, **_as_sent(answer)._asdict())
    end_uses(changed)


def _as_sent(answer: Answer) -> Given:
    return answer.given if answer.is_given else NOTHING
