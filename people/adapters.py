"""How django-allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from people import encryption


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def format_email_subject(self, subject) -> str:
        return f"{settings.ASSOCIATION['short_name']} portal: {subject}"


class MFAAdapter(DefaultMFAAdapter):
    """One-time-code secrets and the seed of recovery codes are encrypted: allauth's own `encrypt` does nothing."""

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)

    def get_public_key_credential_rp_entity(self) -> dict:
        return super().get_public_key_credential_rp_entity() | {"name": settings.ASSOCIATION["name"]}
