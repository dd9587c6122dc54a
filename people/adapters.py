"""How django-allauth behaves here."""

from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as asked
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site

from people import encryption
from people.actions import owe


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """By way of the outbox: no page waits for a mail server, and none fails because of it."""
        shown = {"request": asked.request, "email": email, "current_site": get_current_site(asked.request), **context}
        message = self.render_mail(template_prefix, email, shown)
        owe(key=f"account:{uuid4().hex}", email=email, subject=message.subject[:160], text=message.body)

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
