"""Letting journalists in who may read under embargo: they apply, the press desk decides, it ends."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.dispatch import receiver
from django.utils import timezone

from history import audit_reason
from jobs.retry import Outcome, for_each
from media_releases import emails
from media_releases.models import Accreditation
from media_releases.models.accreditation import ROLE
from outbox.actions import queue_email
from people.access import Permission, check
from people.actions import end_role, invitation_accepted, invite, withdraw
from people.models import Invitation, User
from publishing.actions import end_grants_of
from publishing.workflow import Refused

LASTS = timedelta(days=365)
REMINDED = timedelta(days=30)
State = Accreditation.State


def apply(**facts) -> None:
    """Keep an application. The same one sent twice is kept once, and nobody is told whether it was known."""
    Accreditation.objects.get_or_create(state=State.APPLIED, **facts)


@transaction.atomic
def accept(*, accreditation: Accreditation, by: User) -> Accreditation:
    """Accredit for a year: whoever has no such role yet is invited by mail, and an earlier accreditation ends.

    Raises Refused unless it waits, for someone with another role here, and while they are suspended.
    """
    accreditation = _locked(accreditation, by, State.APPLIED)
    user = User.objects.filter(email=accreditation.email.lower()).first()
    if user:
        _check_no_conflict(user)
    _end_former(user, accreditation, by)
    if user is None or not user.roles.current().filter(name=ROLE).exists():
        user = invite(email=accreditation.email, role=ROLE, provider=None, by=by).user
    accreditation.user, accreditation.expires_on = user, timezone.localdate() + LASTS
    _decided(accreditation, State.ACCEPTED, by)
    queue_email(key=f"accreditation:{accreditation.pk}", **_to(accreditation), **emails.accepted(accreditation))
    return accreditation


def _to(accreditation: Accreditation) -> dict:
    """Where mail goes: to the account, or to the address of someone who has not joined yet."""
    user = accreditation.user
    return {"user": user} if user else {"email": accreditation.email}


@receiver(invitation_accepted)
def link_account(invitation: Invitation, **kwargs) -> None:
    """Who was accredited before they had an account has one now."""
    waiting = Accreditation.objects.filter(user=None, email__iexact=invitation.email, state=State.ACCEPTED)
    if invitation.role == ROLE:
        with audit_reason("Took the role"):
            waiting.update(user=invitation.user)


@transaction.atomic
def refuse(*, accreditation: Accreditation, by: User, criterion: str, reason: str) -> Accreditation:
    """Refuse an application by one of the published criteria; the applicant is written to."""
    accreditation = _locked(accreditation, by, State.APPLIED)
    accreditation.criterion = criterion
    _decided(accreditation, State.REFUSED, by, reason)
    mail = emails.refused(accreditation)
    queue_email(key=f"accreditation-refused:{accreditation.pk}", email=accreditation.email, **mail)
    return accreditation


@transaction.atomic
def suspend(*, accreditation: Accreditation, by: User, reason: str, until: date) -> Accreditation:
    """After a breach: the role and all that it opened end at once."""
    accreditation = _locked(accreditation, by, State.ACCEPTED)
    accreditation.suspended_until = until
    _decided(accreditation, State.SUSPENDED, by, reason)
    _shut_out(accreditation, by, f"Suspended: {reason}", notify=False)
    key = f"accreditation-suspended:{accreditation.pk}:{until.isoformat()}"
    queue_email(key=key, **_to(accreditation), **emails.suspended(accreditation))
    return accreditation


@transaction.atomic
def lift(*, accreditation: Accreditation, by: User, reason: str) -> Accreditation:
    """Let a suspended journalist in again, by a new invitation. What they were given before stays ended."""
    accreditation = _locked(accreditation, by, State.SUSPENDED)
    accreditation.suspended_until = None
    _decided(accreditation, State.ACCEPTED, by, reason)
    invite(email=accreditation.email, role=ROLE, provider=None, by=by)
    return accreditation


@transaction.atomic
def end(*, accreditation: Accreditation, by: User | None, reason: str) -> Accreditation:
    """End an accreditation: at a change of job, at their wish, at its day. `by` is None for the nightly job."""
    accreditation = _locked(accreditation, by, State.ACCEPTED, State.SUSPENDED)
    accreditation.suspended_until = None
    _decided(accreditation, State.ENDED, by, reason)
    _shut_out(accreditation, by, f"Accreditation ended: {reason}")
    return accreditation


def review_accreditations(*, today: date) -> Outcome:
    """End those whose day has come, and queue one mail to each journalist whose day comes within 30 days; counts both.

    Those whose day has come open nothing from that day on, whether this runs or not.
    """
    current = Accreditation.objects.filter(state__in=[State.ACCEPTED, State.SUSPENDED])
    near = current.filter(expires_on__lte=today + REMINDED).select_related("user")
    return for_each("review-accreditations", near, lambda row: _keep(row, today))


@transaction.atomic
def _keep(row: Accreditation, today: date) -> int:
    if row.expires_on <= today:
        end(accreditation=row, by=None, reason="A year is over.")
        return 1
    if row.state == State.SUSPENDED or row.user is None:
        return 0
    return queue_email(key=f"accreditation-expires:{row.pk}", user=row.user, **emails.expiring(row)).is_new


def _locked(accreditation: Accreditation, by: User | None, *states: str) -> Accreditation:
    if by:
        check(by, Permission.PRESS_DESK)
    accreditation = (
        Accreditation.objects.select_for_update(of=("self",)).select_related("user").get(pk=accreditation.pk)
    )
    if accreditation.state not in states:
        raise Refused("A colleague has decided this meanwhile. Reload the page to see what stands now.")
    return accreditation


def _decided(accreditation: Accreditation, state: str, by: User | None, reason: str = "") -> None:
    accreditation.state, accreditation.reason = state, reason
    accreditation.decided_at, accreditation.decided_by = timezone.now(), by
    with audit_reason(reason):
        accreditation.save()


def _check_no_conflict(user: User) -> None:
    if user.roles.current().exclude(name=ROLE).exists():
        raise Refused("This address belongs to someone with another role here. One person cannot be on both sides.")


def _end_former(user: User | None, accreditation: Accreditation, by: User) -> None:
    """A renewal for the same job keeps what was given; another job ends it, as access belongs to the job."""
    whose = Q(user=user) if user else Q(user=None, email__iexact=accreditation.email)
    former = Accreditation.objects.filter(whose, state__in=[State.ACCEPTED, State.SUSPENDED]).first()
    if former is None:
        return
    if former.state == State.SUSPENDED:
        raise Refused("This journalist is suspended. Lift the suspension or end that accreditation first.")
    if (former.outlet, former.job) == (accreditation.outlet, accreditation.job):
        _decided(former, State.ENDED, by, "Renewed.")
    else:
        end(accreditation=former, by=by, reason="Another job.")


def _shut_out(accreditation: Accreditation, by: User | None, reason: str, *, notify: bool = True) -> None:
    """End the role, an invitation to it that waits, and all that was given under embargo."""
    user = accreditation.user
    invited = Q(email__iexact=accreditation.email)
    if user:
        invited |= Q(user=user)
        end_grants_of(user=user, reason=reason)
        for role in user.roles.current().filter(name=ROLE):
            end_role(role=role, reason=reason, by=by, notify=notify)
    for invitation in Invitation.objects.pending().filter(invited, role=ROLE):
        withdraw(invitation=invitation)
