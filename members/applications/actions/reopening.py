"""The way back from a refusal that was a mistake."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from history import audit_reason
from members.applications import emails
from members.applications.actions.rejoining import check_no_member
from members.applications.actions.sending import TAKEN_BACK
from members.applications.repeats import is_repeat, open_others
from members.models import Application
from people.access import Permission, check
from people.models import Provider, User
from people.templatetags.people import day


@transaction.atomic
def reopen(*, application: Application, reason: str, by: User) -> Application:
    """Let a refused application wait again as if nobody had decided it, with the reason that the applicant is told.

    Raises PermissionDenied; ValidationError where it is not refused or the applicant took it back, where its provider
    is a member or was merged, and where its organisation has another one open.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    _lock_provider(application)
    application = Application.objects.select_for_update(of=("self",)).select_related("provider").get(pk=application.pk)
    _check_refused(application)
    if other := _others(application).first():
        raise ValidationError(_another(other))
    application.decided_on = application.accepted = application.decided_by = None
    application.reason = ""
    if application.contact_email:
        application.is_repeat = is_repeat(application)
    with audit_reason(f"Opened again: {reason}"):
        _save(application)
    emails.tell(application, "application-reopened", emails.reopened(application, reason))
    return application


def can_be_reopened(application: Application) -> bool:
    """Whether we refused it, so that it may have been a mistake."""
    return application.accepted is False and application.reason != TAKEN_BACK


def _lock_provider(application: Application) -> None:
    """Of who is kept here, so that nobody asks or is admitted in the same moment."""
    if application.provider_id:
        provider = Provider.objects.select_for_update(of=("self",)).get(pk=application.provider_id)
        provider.check_unmerged()
        check_no_member(provider)


def _check_refused(application: Application) -> None:
    if application.accepted is not False:
        raise ValidationError("Only an application that was refused can be opened again.")
    if not can_be_reopened(application):
        raise ValidationError("The applicant took it back, so we did not refuse it. They can apply again.")


def _others(application: Application) -> QuerySet[Application]:
    if application.contact_email:
        return open_others(application)
    return Application.objects.filter(provider=application.provider, decided_on=None)


def _another(other: Application) -> str:
    return f"{other} has another application open, of {day(other.applied_on)}: decide that one."


def _save(application: Application) -> None:
    """Of two that are opened or sent in the same moment, the database lets one through."""
    try:
        with transaction.atomic():
            application.save()
    except IntegrityError:
        raise ValidationError(f"{application} has another application open by now: decide that one.") from None
