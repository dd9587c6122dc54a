from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

from history import acting_user_pk
from jobs.task_queue import enqueue_after_commit
from outbox.models import OutboxMessage

LONGEST_SUBJECT = 160


def queue_email(
    *, key: str, user: AbstractBaseUser | None = None, email: str = "", subject: str, text: str
) -> OutboxMessage:
    """Queue one mail to a person for one cause, and have it sent soon; queueing it again changes nothing.

    To a `user`, or to the `email` address of someone who has no account. The key begins with the mail's kind, for which
    `settings.OUTBOX_CHECKS` says what asks at the last moment whether it is still true: KeyError for a kind that is not
    there.
    """
    settings.OUTBOX_CHECKS[OutboxMessage(key=key).kind]
    # A long name in it must not undo what the mail is about.
    facts = {"user": user, "email": email, "subject": subject[:LONGEST_SUBJECT], "text": text}
    facts["caused_by_id"] = acting_user_pk()
    message, made = OutboxMessage.objects.get_or_create(key=key, defaults=facts)
    if made:
        message.is_new = True
        enqueue_after_commit("outbox.tasks.send_outbox")
    return message
