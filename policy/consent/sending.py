"""What is sent is kept as it was sent, and what it does not allow any more is withheld."""

from policy.consent.uses import end_uses, lock_with_uses
from policy.models import Answer, SentAnswer, Submission

NOTHING = ("", Answer.Consent.NOT_PUBLIC)


def keep_as_sent(submission: Submission) -> None:
    """Of each answer what is sent now, unless that is what was sent last; in the transaction that sends it.

    An answer that was emptied since has taken its words back.
    """
    answers = list(submission.answers.all())
    before = {pk: (sent.text, sent.consent) for pk, sent in SentAnswer.objects.latest_of(answers).items()}
    changed = [answer for answer in answers if _as_sent(answer) != before.get(answer.pk, NOTHING)]
    lock_with_uses(changed)
    for answer in changed:
        text, consent = _as_sent(answer)
        SentAnswer.objects.create(answer=answer, text=text, consent=consent)
    end_uses(changed)


def _as_sent(answer: Answer) -> tuple[str, str]:
    return (answer.text, answer.consent) if answer.text else NOTHING
