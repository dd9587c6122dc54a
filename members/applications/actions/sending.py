"""An application is sent, what was asked for is answered, and it can be taken back."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from history import audit_reason
from members.applications import emails
from members.applications.actions.writing import open_to_applicant, save_open
from members.applications.steps import CLOSED, undone
from members.models import Application, ApplicationMessage, Declaration, RulesVersion
from members.rules.actions import check_in_force
from outbox.actions import queue_email
from people.access import Permission, can
from people.models import User

TAKEN_BACK = "Taken back by the applicant."


@transaction.atomic
def send(*, application: Application, versions: Iterable[RulesVersion], by: User | None) -> Application:
    """Send an application, with the declaration that its organisation keeps to what is in force, by who is signed in.

    Everyone is answered alike, by the page and by mail. Raises ValidationError where something is missing, where these
    are not the versions in force, and once it is sent.
    """
    application = open_to_applicant(application)
    if application.sent_at:
        raise ValidationError(CLOSED)
    _check_complete(application)
    declared = list(versions)
    check_in_force(declared)
    application.sent_at, application.applied_on = timezone.now(), timezone.localdate()
    application = save_open(application)
    staff = by if by and can(by, Permission.MEMBERSHIP_MANAGE) else None
    name = f"{staff} for {application.contact_name}" if staff else application.contact_name
    for version in declared:
        Declaration.objects.create(version=version, application=application, user=staff, name=name)
    key = f"application-received:{application.pk}"
    queue_email(key=key, email=application.contact_email, **emails.received(application))
    return application


@transaction.atomic
def answer(*, application: Application, text: str) -> Application:
    """Answer what was asked for; it waits for staff again. Raises ValidationError where nothing is asked."""
    application = open_to_applicant(application)
    if application.asked_at is None:
        raise ValidationError(CLOSED)
    _check_complete(application)
    ApplicationMessage.objects.create(application=application, by_applicant=True, text=text)
    application.asked_at = None
    return save_open(application)


@transaction.atomic
def withdraw(*, application: Application) -> None:
    """Take an application back: a draft is deleted, one that was sent is closed. Twice changes nothing."""
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.decided_on:
        return
    with audit_reason(TAKEN_BACK):
        if application.sent_at is None:
            application.delete()
            return
        application.decided_on, application.accepted, application.asked_at = timezone.localdate(), False, None
        application.reason = TAKEN_BACK
        application.save()


def _check_complete(application: Application) -> None:
    if missing := undone(application):
        raise ValidationError(f"Something is missing: {missing[0].title}. Fill that in first.")
