"""A provider that is kept here and is no member asks to be one. One button does, for what it would write is known."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from history import audit_reason
from members.applications.actions.sending import TAKEN_BACK
from members.membership import status_of, with_membership
from members.models import Application, ApplicationMessage
from members.status import FULL_ACCESS, TAKEN_IN
from people.access import Permission, check
from people.models import Provider, User
from people.templatetags.people import day


@transaction.atomic
def rejoin(*, provider: Provider, by: User) -> Application:
    """Ask for membership, anew or for the first time; it waits with the other applications.

    Raises PermissionDenied, and ValidationError for a member and where it is asked for already.
    """
    check(by, Permission.PROVIDER_MANAGE, provider)
    provider = Provider.objects.select_for_update(of=("self",)).get(pk=provider.pk)
    check_no_member(provider)
    if provider.applications.filter(decided_on=None).exists():
        raise ValidationError(f"{provider} has asked already: we answer by mail.")
    return Application.objects.create(provider=provider, begun_by=by, sent_at=timezone.now())


@transaction.atomic
def answer_rejoining(*, provider: Provider, text: str, by: User) -> ApplicationMessage:
    """Answer what was asked before it is decided; it waits for staff again.

    Raises PermissionDenied, and ValidationError where nothing is asked any more.
    """
    check(by, Permission.PROVIDER_MANAGE, provider)
    asked = provider.applications.select_for_update().filter(decided_on=None, asked_at__isnull=False).first()
    if asked is None:
        raise ValidationError("This was answered or decided meanwhile, so nothing of this is sent.")
    asked.asked_at = None
    asked.save()
    return ApplicationMessage.objects.create(application=asked, by_applicant=True, text=text)


def check_no_member(provider: Provider) -> None:
    """Raises ValidationError for a member, and who is admitted from a later day."""
    provider = with_membership(Provider.objects.all()).get(pk=provider.pk)
    if status_of(provider) in FULL_ACCESS:
        raise ValidationError(f"{provider} is a member.")
    if status_of(provider) in TAKEN_IN:
        raise ValidationError(
            f"{provider} is admitted already: its membership begins on {day(provider.term_begins_on)}."
        )


@transaction.atomic
def withdraw_rejoining(*, provider: Provider, by: User) -> None:
    """Take that back, as long as nobody has decided it. Twice changes nothing. Raises PermissionDenied."""
    check(by, Permission.PROVIDER_MANAGE, provider)
    with audit_reason(TAKEN_BACK):
        provider.applications.filter(decided_on=None, contact_email="").delete()
