"""Whole addresses of pages, for mails, feeds and files: where there is no page that a path would belong to."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.urls import reverse


def absolute(path: str) -> str:
    """The whole address of a path on this site, which is not what a visitor's browser called the site."""
    return f"{settings.BASE_URL}{path}"


def link_to(view: str, *args) -> str:
    """The whole address of a view with its arguments."""
    return absolute(reverse(view, args=args))


def key_in(token: str, signer: Signer) -> UUID | None:
    """The key of a row that a link's token stands for, however old; None for a token that this signer did not make."""
    try:
        return UUID(signer.unsign(token))
    except (BadSignature, ValueError):
        return None


def is_fresh(token: str, signer: TimestampSigner, lasts: timedelta) -> bool:
    """Whether a token is the signer's and not too old. Asks no database."""
    try:
        signer.unsign(token, max_age=lasts)
    except BadSignature:
        return False
    return True
