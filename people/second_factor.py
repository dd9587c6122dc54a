"""The second factor belongs to a session: that an account has one says nothing about who is using it here.

allauth notes in the session each factor that was passed in it; that note is what counts.
"""

from collections.abc import Iterable

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.http import HttpRequest

from people.models import User

# Recovery codes alone are no second factor: they come with one.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
_METHOD = "mfa"  # allauth's word


def has_factor(user: User) -> bool:
    """Whether the account has a second factor; whether a session passed it is another question."""
    return is_mfa_enabled(user, FACTORS)


def with_factor(users: Iterable[int]) -> set[int]:
    """Which of some users, by id, have a second factor: one query."""
    return set(Authenticator.objects.filter(user__in=users, type__in=FACTORS).values_list("user_id", flat=True))


def passed(request: HttpRequest) -> bool:
    """Whether this very session passed its user's second factor, or set it up."""
    return any(record["method"] == _METHOD for record in get_authentication_records(request, request.user))


def mark_passed(request: HttpRequest, user: User, kind: str) -> None:
    """Note in the session that the second factor was passed: after setting one up, which proves the same."""
    record_authentication(request, user, _METHOD, type=kind)


def count_as_confirmed(request: HttpRequest, user: User) -> None:
    """Signing in is as good as being asked again: for the next minutes no page asks for the password once more."""
    records = get_authentication_records(request, user)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [row | {"reauthenticated": True} for row in records]


def forget(request: HttpRequest) -> None:
    """The session counts as one without a second factor again: its user has none any more."""
    records = get_authentication_records(request, request.user)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [row for row in records if row["method"] != _METHOD]


def end_sessions(user: User, *, but: str | None = None) -> None:
    """Sign the user out everywhere; `but` is the key of a session that goes on."""
    get_adapter().end_sessions(UserSession.objects.filter(user=user).exclude(session_key=but or ""))
