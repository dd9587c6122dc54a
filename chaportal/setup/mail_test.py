"""A mail to oneself that proves that mail arrives: the relay, the sender, and the portal's address in links."""

from django.core import signing
from django.db import transaction
from django.utils import timezone

from outbox.actions import queue_email
from outbox.models import OutboxMessage
from people.association import association
from people.links import link_to
from people.models import MailTest, User

KIND = "mail-test"
VALID_FOR = 14 * 24 * 60 * 60  # seconds


def has_arrived() -> bool:
    """Whether a test mail was ever seen to arrive."""
    return MailTest.objects.filter(arrived_at__isnull=False).exists()


def newest() -> MailTest | None:
    return MailTest.objects.first()


def message_of(test: MailTest) -> OutboxMessage | None:
    """The mail of a test, while the outbox keeps it."""
    return OutboxMessage.objects.filter(key=_key(test)).first()


@transaction.atomic
def send(*, to: User) -> MailTest:
    """Owe a person a mail with a link that only it holds."""
    test = MailTest.objects.create(user=to)
    asked = f"You asked the portal of the {association().name} for a test mail."
    address = link_to("mail_test_opened", token_of(test))
    text = f"{asked} It has arrived. To say so, open this page:\n{address}"
    queue_email(key=_key(test), user=to, subject="Test mail: it arrives", text=text)
    return test


def token_of(test: MailTest) -> str:
    """What the link in its mail proves it by."""
    return signing.dumps(test.pk, salt=KIND)


def opened(token: str) -> bool:
    """Finish the test whose link was opened; False for a link that is none, or too old."""
    try:
        pk = signing.loads(token, salt=KIND, max_age=VALID_FOR)
    except signing.BadSignature:
        return False
    tests = MailTest.objects.filter(pk=pk)
    tests.filter(is_proven=False).update(arrived_at=timezone.now(), is_proven=True)
    return tests.exists()


def arrived(test: MailTest) -> None:
    """Finish a test by a person's word; twice changes nothing."""
    MailTest.objects.filter(pk=test.pk, arrived_at=None).update(arrived_at=timezone.now())


def _key(test: MailTest) -> str:
    return f"{KIND}:{test.pk}"
