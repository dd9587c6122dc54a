"""What is done about somebody who asks to join: written to, proven, answered by an owner, forgotten."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from history import audit_reason
from jobs.retry import Outcome, for_each
from outbox.actions import queue_email
from people.access import Permission, check
from people.actions import invite
from people.association import association
from people.domains import domain_of
from people.links import is_fresh, link_to
from people.models import AccessAnswer, AccessRequest, Invitation, Provider, Role, User
from people.models.access_request import SIGNER

LINK_LASTS = timedelta(days=2)
NOT_AGAIN_WITHIN = timedelta(minutes=10)
FORGOTTEN_AFTER = timedelta(days=30)
ANSWERED = "A colleague has answered this meanwhile."


@transaction.atomic
def ask(*, name: str, email: str) -> AccessRequest:
    """Keep that somebody asks, and send the link that proves their address, once in ten minutes at most."""
    unproven = AccessRequest.objects.filter(proven_at=None)
    request, _ = unproven.get_or_create(email=email.strip().lower(), defaults={"name": name})
    window = int(timezone.now().timestamp() // NOT_AGAIN_WITHIN.total_seconds())
    text = (
        f"Somebody, and we hope it was you, asked to join their organisation's account on the portal of the "
        f"{association().name}.\n\nTo say that it is your address, open this page within two days:\n{request.link}\n\n"
        "If you did not ask, do nothing."
    )
    key, subject = f"access-request:{request.pk}:{window}", "Is this your address?"
    queue_email(key=key, email=request.email, subject=subject, text=text)
    return request


def of_token(token: str) -> AccessRequest | None:
    """The request whose link has this token; None for one that is not ours, or too old."""
    return AccessRequest.objects.with_token(token).first() if is_fresh(token, SIGNER, LINK_LASTS) else None


@transaction.atomic
def prove(*, request: AccessRequest) -> None:
    """The address is its sender's: owners whose own addresses are of its domain are told. Twice changes nothing."""
    request = AccessRequest.objects.select_for_update().get(pk=request.pk)
    if request.proven_at:
        return
    request.proven_at = timezone.now()
    request.save(update_fields=["proven_at"])
    for provider in _providers_of(request):
        answer = AccessAnswer.objects.create(request=request, provider=provider)
        _tell_owners(answer)


@transaction.atomic
def grant(*, answer: AccessAnswer, role: str, by: User) -> Invitation:
    """Invite who asked, as an owner of the provider. Raises PermissionDenied; ValidationError once it is answered."""
    answer = _answered(answer, by, is_granted=True)
    return invite(email=answer.request.email, role=role, provider=answer.provider, by=by)


@transaction.atomic
def decline(*, answer: AccessAnswer, by: User) -> None:
    """Say no, of which nobody is told. Raises PermissionDenied; ValidationError once it is answered."""
    _answered(answer, by, is_granted=False)


def forget_old() -> Outcome:
    """Delete what was asked for thirty days ago, answered or not; counts them."""
    old = AccessRequest.objects.filter(asked_on__lte=timezone.localdate() - FORGOTTEN_AFTER).order_by("pk")
    return for_each("forget-access-requests", old, _forget)


@transaction.atomic
def _forget(request: AccessRequest) -> int:
    with audit_reason("A month old"):
        request.delete()
    return 1


def _providers_of(request: AccessRequest) -> list[Provider]:
    """Those whose owners have addresses of the same domain, without those of whose people this one is already."""
    domain = domain_of(request.email)
    if not domain:
        return []
    owners = Role.objects.owners().filter(user__email__endswith=f"@{domain}")
    own = Role.objects.current().filter(user__email=request.email).values("provider")
    return list(Provider.objects.filter(pk__in=owners.values("provider")).exclude(pk__in=own))


def _answered(answer: AccessAnswer, by: User, *, is_granted: bool) -> AccessAnswer:
    answer = (
        AccessAnswer.objects.select_for_update(of=("self",)).select_related("request", "provider").get(pk=answer.pk)
    )
    check(by, Permission.PROVIDER_MANAGE, answer.provider)
    if answer.answered_at:
        raise ValidationError(ANSWERED)
    answer.answered_at, answer.answered_by, answer.is_granted = timezone.now(), by, is_granted
    answer.save()
    return answer


def _tell_owners(answer: AccessAnswer) -> None:
    text = (
        f"{answer.request.name} ({answer.request.email}) asks to be one of the people of {answer.provider}.\n\n"
        f"If you know them, invite them here; if not, say no, and nobody is told:\n"
        f"{link_to('people:provider_people', answer.provider_id)}"
    )
    for role in Role.objects.owners().filter(provider=answer.provider).select_related("user"):
        key, subject = f"access-asked:{answer.pk}:{role.user_id}", f"Somebody asks to join {answer.provider}"
        queue_email(key=key, user=role.user, subject=subject, text=text)
