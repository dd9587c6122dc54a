"""What is done to people: inviting, accepting, giving and ending roles, the mails about it."""

import hashlib
from typing import Protocol

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from history import audit_reason
from outbox.actions import queue_email
from outbox.models import OutboxMessage
from people.access import ROLES, Permission, Side, check
from people.association import association, forget
from people.links import link_to
from people.models import Association, AssociationLogo, Invitation, Provider, Role, SecurityEvent, User
from people.models.role import INVITATION_LASTS
from people.second_factor import end_sessions
from people.security import record

# Sent with `invitation`, in the transaction that takes the role: what upper layers know by address has an account now.
invitation_accepted = Signal()
# Sent with `provider`, in the transaction in which one of its owners came or went: see `people.groups`.
owners_changed = Signal()
ACCEPTED = "Accepted an invitation"
Kind = SecurityEvent.Kind
ALONE = (
    "Nobody gives a role to themselves, and you are the only administrator. Invite a second one first, who then "
    "confirms this. Or ask whoever runs the server to invite you by the command create_staff."
)
LAST_ONES = {"owner": "an owner", "administrator": "an administrator"}


def token_hash(token: str) -> str:
    """What is kept of a secret token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(*, email: str, role: str, provider: Provider | None, by: User | None) -> Invitation:
    """Ask a person to take a role; the mail to them is queued in the same transaction.

    `by` is None where the portal itself invites (the first member of staff). Nobody has an account before they accept.
    Inviting again renews the invitation: its link stays the same. For a role of the association's own, an invitation to
    oneself waits for a second administrator. Raises ValidationError when the person has the role already, when they
    ask for an own role twice, or when there is no second administrator.
    """
    email = email.strip().lower()
    user = account_of(email)
    if user and user.roles.current().filter(name=role, provider=provider).exists():
        raise ValidationError({"email": f"{email} has this role already."})
    if by and Invitation.objects.pending().filter(user=by, email=email, role=role, provider=provider).exists():
        raise ValidationError({"email": "You are invited to this role already. It stands below."})
    facts = {"user": user, "invited_by": by, "expires_at": timezone.now() + INVITATION_LASTS}
    facts |= {"confirmed_by": None, "confirmed_at": None}
    invitation, invitation_is_new = Invitation.objects.update_or_create(
        email=email, role=role, provider=provider, accepted_at=None, defaults=facts
    )
    invitation.is_new = invitation_is_new
    if invitation.waits_for_second:
        _ask_second(invitation, by)
    else:
        record(Kind.INVITED, user=by, about=user, subject=_role_in_words(role, provider))
        owe_invitation_mail(invitation, by)
    return invitation


def _role_in_words(role: str, provider: Provider | None) -> str:
    return f"{ROLES[role].label} of provider {provider.pk}" if provider else ROLES[role].label


def _ask_second(invitation: Invitation, by: User) -> None:
    """Ask all other administrators to confirm that `by` takes a role. Raises ValidationError where there is none."""
    others = Role.objects.current().allowing(Permission.ROLE_MANAGE).exclude(user=by).select_related("user")
    if ROLES[invitation.role].side != Side.STAFF:
        raise ValidationError("Nobody gives a role to themselves.")
    if not others:
        raise ValidationError(ALONE)
    record(Kind.OWN_ROLE_ASKED, user=by, subject=ROLES[invitation.role].label)
    for other in others:
        queue_email(
            key=f"own-role:{invitation.pk}:{other.user_id}",
            user=other.user,
            subject=f"{by} asks for a role, and needs you to confirm it",
            text=(
                f"{by} asks for a role: {invitation.get_role_display()}. Nobody gives one to themselves.\n\n"
                f"Look at it and confirm or withdraw it here:\n{link_to('people:staff_list')}"
            ),
        )


@transaction.atomic
def confirm(*, invitation: Invitation, by: User) -> None:
    """Agree, as a second administrator, to a role that somebody asked for themselves; its mail then leaves.

    Raises PermissionDenied, and ValidationError when it is one's own or does not wait any more.
    """
    check(by, Permission.ROLE_MANAGE)
    invitation = Invitation.objects.pending().select_for_update(of=("self",)).filter(pk=invitation.pk).first()
    if invitation is None or not invitation.waits_for_second:
        raise ValidationError("This does not wait any more. Reload the page to see what stands now.")
    if by.pk == invitation.user_id:
        raise ValidationError("You asked for this role yourself. Another administrator has to confirm it.")
    invitation.confirmed_by, invitation.confirmed_at = by, timezone.now()
    with audit_reason("Confirmed by a second administrator"):
        invitation.save()
    record(Kind.OWN_ROLE_CONFIRMED, user=by, about=invitation.user, subject=ROLES[invitation.role].label)
    owe_invitation_mail(invitation, invitation.invited_by)


def account_of(email: str) -> User | None:
    """Whose address this is: their account's own, or another one that they have confirmed."""
    confirmed = EmailAddress.objects.filter(email=email, verified=True).select_related("user").first()
    user = confirmed.user if confirmed else User.objects.filter(email=email).first()
    return user and user.latest


def withdraw(*, invitation: Invitation) -> None:
    """Take back an invitation that was not accepted; its link opens nothing any more."""
    with audit_reason("Withdrawn"):
        Invitation.objects.filter(pk=invitation.pk, accepted_at=None).delete()


@transaction.atomic
def decline(*, invitation: Invitation) -> None:
    """Turn an invitation down, or say that it came to the wrong person; whoever invited is told."""
    with audit_reason("Declined"):
        deleted, _ = Invitation.objects.filter(pk=invitation.pk, accepted_at=None).delete()
    if deleted and invitation.invited_by:
        queue_email(
            key=f"invitation-declined:{invitation.pk}",
            user=invitation.invited_by,
            subject="An invitation was declined",
            text=(
                f"{invitation.email} was invited as: {_as_what(invitation)}. They declined, or the mail came to the "
                "wrong person. The link opens nothing any more. If the address was wrong, invite the right one."
            ),
        )


def owe_invitation_mail(invitation: Invitation, by: User | None) -> OutboxMessage:
    """The mail that holds the invitation's link."""
    name = association().name
    text = (
        f"{by or name} asks you to join the portal of the {name} as: {_as_what(invitation)}.\n\n"
        f"To accept or decline, open this page within {INVITATION_LASTS.days} days:\n{invitation.link}\n\n"
        "If you did not expect this mail, do nothing, or decline there."
    )
    subject = f"Your invitation to the {name} portal"
    key = f"invitation:{invitation.pk}:{invitation.expires_at:%Y%m%d%H%M%S%f}"
    email = "" if invitation.user else invitation.email
    return queue_email(key=key, user=invitation.user, email=email, subject=subject, text=text)


def _as_what(given: Invitation | Role) -> str:
    """A role in words, as it is offered or held."""
    return f"{given.definition.label} of {given.provider}" if given.provider else given.definition.label


def holder_of(invitation: Invitation) -> User | None:
    """Whose account takes the role, or nobody's yet."""
    return invitation.user or account_of(invitation.email)


@transaction.atomic
def accept(*, invitation: Invitation, name: str, password: str | None) -> User:
    """Take the role. The mail proved the address, so it counts as verified. `password` is None for an existing account.

    Raises ValidationError when the invitation was accepted before or is too old, when there is neither an account nor a
    password, and when somebody invited themselves by an address that became theirs since.
    """
    invitation = Invitation.objects.acceptable().select_for_update(of=("self",)).filter(pk=invitation.pk).first()
    if invitation is None:
        raise ValidationError("This invitation has been used, withdrawn, or is too old. Ask for a new one.")
    invitation.user = user = holder_of(invitation) or _new_account(invitation.email, name, password)
    if invitation.waits_for_second:
        raise ValidationError("You invited yourself to this role. Another administrator has to invite you to it.")
    if password and not user.has_usable_password():
        user.name = name
        user.set_password(password)
        user.save()
    if not user.emailaddress_set.filter(verified=True).exists():
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    why = {"reason": ACCEPTED, "by": invitation.invited_by}
    give_role(user=user, role=invitation.role, provider=invitation.provider, **why)
    invitation.accepted_at = timezone.now()
    invitation.save()
    invitation_accepted.send(Invitation, invitation=invitation)
    return user


def _new_account(email: str, name: str, password: str | None) -> User:
    if not password:
        raise ValidationError("Choose a password.")
    return User.objects.create_user(email, password, name=name)


@transaction.atomic
def give_role(
    *, user: User, role: str, provider: Provider | None, reason: str, by: User | None = None, through_parent=False
) -> Role:
    """Give a role from today on; giving it twice changes nothing. `by` is None where the portal itself gives it.

    One that is given otherwise than `through_parent` is the person's own from then on.
    """
    with audit_reason(reason):
        facts = {"defaults": {"through_parent": False}, "create_defaults": {"through_parent": through_parent}}
        held = {"user": user, "name": role, "provider": provider, "ends_on": None}
        given, new = Role.objects.update_or_create(**held, **facts)
    if new:
        record(Kind.ROLE_GIVEN, user=by, about=user, subject=_role_in_words(role, provider))
        _say_owners_changed(given)
    return given


def _say_owners_changed(role: Role) -> None:
    if role.name == "owner":
        owners_changed.send(Provider, provider=role.provider)


@transaction.atomic
def require_second_factor(*, provider: Provider, required: bool, by: User) -> None:
    """Require a second factor of all people of a provider from their next page on, or no longer.

    Raises PermissionDenied.
    """
    check(by, Permission.PROVIDER_MANAGE, provider)
    provider = Provider.objects.select_for_update().get(pk=provider.pk)
    if provider.requires_second_factor == required:
        return
    provider.requires_second_factor = required
    with audit_reason("Second factor required" if required else "Second factor no longer required"):
        provider.save(update_fields=["requires_second_factor"])
    requirement = "requires a second factor" if required else "no longer requires a second factor"
    record(Kind.RULE_CHANGED, user=by, subject=f"Provider {provider.pk} {requirement} of its people")


@transaction.atomic
def end_role(
    *, role: Role, reason: str, by: User | None = None, session: str | None = None, notify: bool = True
) -> None:
    """End a role today, and the sessions of its user; `session` is the key of one that goes on.

    `by` is None where the portal itself ends it. The person is told by mail, unless the caller does that.

    Raises ValidationError for the last of those who can give roles: an owner, an administrator.
    """
    if role.name in LAST_ONES:
        # Locked together, so that two who end one another's role in the same second do not both succeed.
        alike = Role.objects.current().filter(provider=role.provider, name=role.name)
        if not [other for other in alike.order_by("pk").select_for_update() if other.pk != role.pk]:
            raise ValidationError(f"This is the last {role.name}. Make someone else {LAST_ONES[role.name]} first.")
    with audit_reason(reason):
        role.ends_on = timezone.localdate()
        role.save()
    record(Kind.ROLE_ENDED, user=by, about=role.user, subject=_role_in_words(role.name, role.provider))
    end_sessions(role.user, but=session)
    if notify:
        _tell_of_end(role, by)
    _say_owners_changed(role)


def _tell_of_end(role: Role, by: User | None) -> None:
    ours = association()
    what = _as_what(role)
    question = ours.ring_us(otherwise="ask us")
    queue_email(
        key=f"role-ended:{role.pk}",
        user=role.user,
        subject=f"Your role has ended: {role.definition.label}",
        text=(
            f"On the portal of the {ours.name} you are no longer: {what}.\n\n"
            f"{f'{by} ended this role' if by else 'This role ended'} on {role.ends_on.day} {role.ends_on:%B %Y}. "
            "You were signed out everywhere; your account stays, with any other role that you have.\n\n"
            f"If that is a mistake, {f'write to {by.email} or ' if by else ''}{question}."
        ),
    )


class DrawnLogo(Protocol):
    """An image that was read and made anew by whoever lets files in."""

    raw: bytes
    sha256: str
    media_type: str
    width: int
    height: int


@transaction.atomic
def save_association(
    *, by: User, facts: dict[str, str], logo: DrawnLogo | None = None, without_logo: bool = False
) -> Association:
    """Keep what the association is; a blank fact is the environment's from now on. `logo` takes the former one's place.

    Raises PermissionDenied.
    """
    check(by, Permission.ASSOCIATION_MANAGE)
    row = Association.objects.select_for_update().first() or Association(pk=1)
    for name, value in facts.items():
        setattr(row, name, value)
    if logo or without_logo:
        row.logo = None if without_logo else _saved_logo(logo)
    row.save()
    forget()
    transaction.on_commit(forget)
    return row


def _saved_logo(logo: DrawnLogo) -> AssociationLogo:
    drawn = {name: getattr(logo, name) for name in ("raw", "media_type", "width", "height")}
    return AssociationLogo.objects.get_or_create(sha256=logo.sha256, defaults=drawn)[0]
