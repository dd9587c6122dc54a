"""Rows of a sheet that were shown, and wait for their reader's word in the page itself: no file is kept."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.core import signing
from django.core.exceptions import ValidationError

AN_HOUR = 60 * 60


class NotShown(ValidationError):
    """What came back was shown more than an hour ago, to another person, or was changed. Its words say what to do."""

    def __init__(self):
        super().__init__("That took more than an hour, or the page was changed. Choose the sheet again.")


def seal(rows: list, by: AbstractBaseUser, purpose: str) -> str:
    """Rows of plain values as a hidden field carries them. What one person was shown, no other can send."""
    return signing.dumps(rows, salt=_salt(by, purpose), compress=True)


def unseal(sealed: str, by: AbstractBaseUser, purpose: str) -> list:
    """The rows that were shown. Raises NotShown."""
    try:
        return signing.loads(sealed, salt=_salt(by, purpose), max_age=AN_HOUR)
    except signing.BadSignature:
        raise NotShown from None


def _salt(by: AbstractBaseUser, purpose: str) -> str:
    return f"{purpose}:{by.pk}"
