"""What staff do with an application: ask for more, refuse it, or make its organisation a member."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from history import audit_reason
from homes.actions.claims import claim_registration, confirm
from homes.models import Home
from members.applications import emails
from members.applications.dues import admit
from members.applications.duplicates import duplicates_of
from members.applications.homes import held_by_others
from members.models import Application, ApplicationMessage, Term
from members.terms.actions import Agreed
from outbox.actions import queue_email
from people.access import Permission, check
from people.actions import give_role, invite
from people.models import Provider, Role, User
from people.providers.actions import keep_provider

DECIDED = "A colleague has decided this meanwhile. Reload the page to see what stands now."
NOT_SENT = "It is not sent yet, so there is nothing to decide."
FACTS = ("legal_name", "trading_name", "sector", "nation", "company_number", "charity_number", "telephone")


@dataclass(frozen=True)
class Admitted:
    """What came of an approval: the member, its term, and the homes that wait because another provider has them."""

    provider: Provider
    term: Term
    homes_waiting: list[Home]


@transaction.atomic
def ask(*, application: Application, text: str, by: User) -> ApplicationMessage:
    """Ask the applicant for something more, by mail and on the application's page, which they can change meanwhile.

    Of a provider that is kept here already, its owners are asked. Raises PermissionDenied, and ValidationError once it
    is decided, or where there is no owner to answer.
    """
    application = _waiting(application, by)
    if not application.contact_email and not application.provider.roles.owners().exists():
        raise ValidationError(f"{application.provider} has no owner, so nobody would be asked. Ring it, or invite one.")
    message = ApplicationMessage.objects.create(application=application, by_applicant=False, user=by, text=text)
    application.asked_at = timezone.now()
    application.sent_at = application.sent_at or application.asked_at
    application.save()
    emails.tell(application, "application-asked", emails.asked(application, text))
    return message


@transaction.atomic
def refuse(*, application: Application, reason: str, by: User) -> Application:
    """Refuse an application, with the reason that the applicant is told.

    Raises PermissionDenied, and ValidationError once it is decided.
    """
    application = _decided(_waiting(application, by), accepted=False, reason=reason, by=by)
    emails.tell(application, "application-refused", emails.refused(application))
    return application


@transaction.atomic
def approve(
    *, application: Application, provider: Provider | None, starts_on: date, by: User, agreed: Agreed | None = None
) -> Admitted:
    """Make a member of the organisation: its provider, homes, people, term, invoice and letter, all or nothing.

    With a `provider`, such as a former member, that one is admitted and keeps what is known of it; something else than
    the dues that follow may be `agreed`. Homes that another
    provider has wait among the homes to confirm. Raises PermissionDenied, and ValidationError once it is decided,
    where it is another provider by number or name, or no term can begin then.
    """
    application = _waiting(application, by)
    application.provider = provider or _new_provider(application, by)
    application = _decided(application, accepted=True, reason="", by=by)
    _take_homes(application, by)
    _invite_people(application, by)  # first: the invoice goes to them too
    term = admit(application, starts_on=starts_on, by=by, agreed=agreed)
    mail = emails.approved(application, term)
    queue_email(key=f"application-approved:{application.pk}", email=application.contact_email, **mail)
    return Admitted(application.provider, term, held_by_others(application))


def _waiting(application: Application, by: User) -> Application:
    """The application, locked: of two who decide at once, the second is told."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    application = Application.objects.select_for_update(of=("self",)).select_related("provider").get(pk=application.pk)
    if application.decided_on:
        raise ValidationError(DECIDED)
    if application.is_draft and application.provider is None:
        raise ValidationError(NOT_SENT)
    return application


def _decided(application: Application, *, accepted: bool, reason: str, by: User) -> Application:
    application.decided_on, application.accepted, application.decided_by = timezone.localdate(), accepted, by
    application.reason, application.asked_at = reason, None
    with audit_reason(reason or "Approved"):
        application.save()
    return application


def _new_provider(application: Application, by: User) -> Provider:
    """Raises ValidationError where nobody has to be asked whether it is here already."""
    for each in duplicates_of(application, by):
        if each.is_same:
            why = "; ".join(each.reasons)
            raise ValidationError({"as_whom": f"{each.provider} is here already: {why}. Admit it as that one."})
    facts = {name: getattr(application, name) for name in FACTS}
    return keep_provider(by=by, member_kind=application.kind, **facts)


def _take_homes(application: Application, by: User) -> None:
    """Add the homes to the provider and confirm them; those that another provider has wait."""
    for row in application.homes.select_related("registration"):
        had = row.registration.homes.had_or_asked_for().filter(provider=application.provider)
        if had.exists():
            continue
        home = claim_registration(row.registration, application.provider)
        with suppress(ValidationError), transaction.atomic():
            confirm(home=home, by=by)


def _invite_people(application: Application, by: User) -> None:
    """Its owner, unless the provider has one, who invites everyone else; and its finance contact."""
    if not Role.objects.owners().filter(provider=application.provider).exists():
        _offer(application, application.owner_email, "owner", by)
    if application.finance_email:
        _offer(application, application.finance_email, "finance_contact", by)


def _offer(application: Application, email: str, role: str, by: User) -> None:
    """Invite an address to a role. Who asked for it themselves, by a link sent to their account's address, has it."""
    user = User.objects.filter(email=email, is_active=True).first()
    if user and user.roles.current().filter(name=role, provider=application.provider).exists():
        return
    if user and email == application.contact_email:
        give_role(user=user, role=role, provider=application.provider, reason="Their application was approved", by=by)
    else:
        invite(email=email, role=role, provider=application.provider, by=by)
