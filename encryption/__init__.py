"""Encryption of single values with keys that live outside the database (OWASP ASVS 5.0, 11.3)."""

from functools import cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@cache
def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])


def encrypt(text: str) -> str:
    """A Fernet token made with the newest key."""
    return _fernet().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """The text of a token made with any of the keys. Raises cryptography.fernet.InvalidToken."""
    return _fernet().decrypt(token.encode()).decode()


class EncryptedTextField(models.TextField):
    """Text that is only ever a Fernet token in the database, its history and its dumps. It cannot be searched."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return encrypt(value) if value else value

    def from_db_value(self, value, expression, connection):
        return decrypt(value) if value else value
