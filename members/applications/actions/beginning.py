"""An application is begun by an address, to which its link goes; what nobody goes on with is deleted."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from history import audit_reason
from jobs.retry import Outcome, for_each
from members.applications import emails
from members.models import Application
from outbox.actions import queue_email
from outbox.models import OutboxMessage
from people.access import Permission, check
from people.models import User

NOT_AGAIN_WITHIN = timedelta(minutes=10)  # a stranger cannot fill a mailbox
UNWRITTEN_FOR, LEFT_FOR = timedelta(days=7), timedelta(days=90)


@transaction.atomic
def begin(*, name: str, email: str) -> Application:
    """Begin an application, and send its link to the address; where one is begun already, the link to that one."""
    drafts = Application.objects.drafts().filter(begun_by=None)
    application, _ = drafts.get_or_create(contact_email=email.strip().lower(), defaults={"contact_name": name})
    send_link(application=application)
    return application


@transaction.atomic
def begin_for(*, name: str, email: str, by: User) -> Application:
    """Begin an application on somebody's behalf, of whom staff have the papers. Raises PermissionDenied."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    return Application.objects.create(contact_name=name, contact_email=email.strip().lower(), begun_by=by)


def send_link(*, application: Application) -> OutboxMessage:
    """Send the link of an application, once in ten minutes at most."""
    window = int(timezone.now().timestamp() // NOT_AGAIN_WITHIN.total_seconds())
    key = f"application-link:{application.pk}:{window}"
    return queue_email(key=key, email=application.contact_email, **emails.link(application))


@transaction.atomic
def send_links_again(*, email: str) -> None:
    """Send the links of what was begun or sent from an address and is not decided; of an unknown one, nothing."""
    found = Application.objects.filter(contact_email=email.strip().lower(), decided_on=None).exclude(contact_email="")
    for application in found.order_by("pk"):
        send_link(application=application)


def delete_old_drafts() -> Outcome:
    """Delete what nobody wrote on within a week, and what nobody went on with for ninety days; counts them."""
    now = timezone.now()
    unwritten = Q(saved_at=None, begun_by=None, applied_on__lte=timezone.localdate(now - UNWRITTEN_FOR))
    left = Q(saved_at__lte=now - LEFT_FOR)
    abandoned = Application.objects.drafts().filter(unwritten | left).order_by("pk")
    return for_each("delete-old-applications", abandoned, _delete)


@transaction.atomic
def _delete(application: Application) -> int:
    with audit_reason("Nobody went on with it"):
        return Application.objects.drafts().filter(pk=application.pk).delete()[0] and 1
