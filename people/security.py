"""Security events: recording them, and the receivers that record what allauth does."""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.dispatch import receiver

from people.models import SecurityEvent, User
from people.second_factor import FACTORS, count_as_confirmed, end_sessions, forget, has_factor, mark_passed

Kind = SecurityEvent.Kind


def record(
    kind: SecurityEvent.Kind, *, user: User | None, about: User | None = None, subject: str = "", reason: str = ""
) -> SecurityEvent:
    """Write one event in the caller's transaction: for what is done by it, and undone with it.

    `user` did it, `about` is whom it was done about. `subject` names a thing by number or alias, never by its name or
    address.
    """
    return SecurityEvent.objects.create(kind=kind, user=user, about=about, subject=subject, reason=reason)


def record_alone(kind: SecurityEvent.Kind, **facts) -> SecurityEvent:
    """Write one event that stands whatever comes after: before a private value is given, and for a refusal.

    Takes what `record` takes. Raises RuntimeError within a transaction, which could take the event with it.
    """
    with transaction.atomic(durable=True):
        return record(kind, **facts)


@receiver(account.user_logged_in)
def signed_in(request, user, **kwargs):
    record(Kind.SIGNED_IN, user=user)
    count_as_confirmed(request, user)


@receiver(user_login_failed)
def sign_in_failed(credentials, **kwargs):
    # The address that was typed may be anybody's: it is not kept.
    record(Kind.SIGN_IN_FAILED, user=None)


@receiver([account.password_changed, account.password_reset, account.password_set])
def password_changed(request, user, **kwargs):
    record(Kind.PASSWORD_CHANGED, user=user)
    end_sessions(user, but=request.session.session_key)


@receiver(account.email_changed)
def email_changed(user, **kwargs):
    record(Kind.EMAIL_CHANGED, user=user)


@receiver([mfa.authenticator_added, mfa.authenticator_removed, mfa.authenticator_reset])
def second_factor_changed(request, user, authenticator, **kwargs):
    record(Kind.SECOND_FACTOR_CHANGED, user=user, subject=str(authenticator.type))
    end_sessions(user, but=request.session.session_key)
    if not has_factor(user):
        forget(request)


@receiver(mfa.authenticator_added)
def second_factor_set_up(request, user, authenticator, **kwargs):
    if authenticator.type in FACTORS:
        mark_passed(request, user, authenticator.type)
