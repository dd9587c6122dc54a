"""Words that nobody has saved yet: kept as they are typed, and thrown away. None of it is ever handed in."""

from django.db import transaction

from people.access import Permission, check
from people.models import Provider, User
from policy.evidence.actions import begin
from policy.models import Consultation, Submission, SubmissionAutosave
from publishing.actions.unsaved import keep_unsaved
from publishing.workflow import Window


@transaction.atomic
def keep_answers(
    *, consultation: Consultation, provider: Provider, by: User, words: dict, window: Window
) -> SubmissionAutosave:
    """Keep what someone types into a provider's answers, whatever became of these meanwhile.

    The first words begin them: the questions stay as they are asked from then on. Raises PermissionDenied,
    ValidationError when they cannot be begun now, and Elsewhere as `keep_unsaved` does.
    """
    check(by, Permission.EVIDENCE_GIVE, provider)
    submission = begin(consultation, provider)
    return keep_unsaved(SubmissionAutosave, of={"submission": submission}, by=by, words=words, window=window)


@transaction.atomic
def discard_answers(*, submission: Submission, by: User) -> None:
    """Throw away what someone typed and did not save. Raises PermissionDenied."""
    check(by, Permission.EVIDENCE_GIVE, submission.provider)
    submission.autosaves.own(by).delete()
