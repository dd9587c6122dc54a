"""The token of one rendered form: `{% csrf_token %}` puts it beside Django's, so no form can lack it.

It is random, names for whom the form was rendered and which provider they looked at, and is signed: so it proves, after
a session has ended, whose words come with it, and nobody can make one for another person.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing

FIELD = "form_token"
GOOD_FOR = timedelta(days=4)  # a page that was left open on a Friday can be sent on Monday
SALT = "people.posting"
SHAPE = re.compile(r"[\w-]{22}\.\d*(?:@\d*)?(?:\.again)?")
AGAIN = ".again"


@dataclass(frozen=True)
class Token:
    """`key` is unique; `user` is the id of the person for whom the form was rendered, None for a stranger.

    `chosen` is the id of the provider that they looked at alone then, None for all of theirs.
    """

    key: str
    user: int | None
    chosen: int | None = None


def new_token(user, *, again: bool = False) -> str:
    """A token for one form that is rendered for a user, signed in or not; `again` once more, with what is wrong."""
    chosen = getattr(user, "chosen", None)
    whose = f"{user.pk or ''}@{chosen or ''}"
    return _signer().sign(f"{secrets.token_urlsafe(16)}.{whose}{AGAIN if again else ''}")


def read_token(sent: str) -> Token | None:
    """What a token says; None for one that is not ours, or too old."""
    try:
        value = _signer().unsign(sent, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    if not SHAPE.fullmatch(value):
        return None
    key, _, whose = value.removesuffix(AGAIN).partition(".")
    user, _, chosen = whose.partition("@")
    return Token(key, int(user) if user else None, int(chosen) if chosen else None)


def is_too_quick(sent: str) -> bool:
    """Whether the form of a token was rendered so short a time ago that no person can have filled it in.

    One that came back with what is wrong was filled in before: whoever mends a letter and sends it again is no machine.
    """
    try:
        value = _signer().unsign(sent, max_age=settings.TYPING_TAKES)
    except signing.BadSignature:
        return False
    return settings.TYPING_TAKES > 0 and not value.endswith(AGAIN)


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=SALT)
