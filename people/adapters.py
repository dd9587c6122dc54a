"""How django-allauth behaves here."""

from urllib.parse import urlsplit
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as asked
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings

import encryption
from outbox.actions import queue_email
from people.association import association
from people.links import absolute


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations only, and a stranger's wrong passwords lock out nobody but the stranger.

    Wrong passwords are counted for an account and the network that they come from, so someone who signs in from
    elsewhere is not touched. Over all networks an account takes far more, so that guessing from many of them stays
    slow (NIST SP 800-63B-4, 3.2.2: at most 100); a reset of the password is open even then, and signs in by itself.
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. If that is a mistake, ring us.",
        "duplicate_email": "This is your address already.",
        "email_password_mismatch": "This email address and password do not belong together. Check both.",
        "email_taken": "This address belongs to another account.",
        "enter_current_password": "This is not your password now.",
        "incorrect_code": "This code is not right, or was used, or is too old. Type the newest one.",
        "incorrect_password": "This is not your password.",
        "invalid_password_reset": "This link was used, or is too old.",
        "rate_limited": "Too many tries. Wait a minute and try again.",
        "too_many_login_attempts": (
            "Too many wrong passwords. Wait five minutes, or choose “Forgot your password?”: "
            "the link in that mail lets you in."
        ),
    }

    def get_reset_password_from_key_url(self, key: str) -> str:
        """On this portal's own address, whatever host a browser named."""
        return absolute(urlsplit(super().get_reset_password_from_key_url(key)).path)

    def is_open_for_signup(self, request) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """By way of the outbox: no page waits for a mail server, and none fails because of it.

        The words are ours, in `templates/account/email` and `templates/mfa/email`.
        """
        facts = {"request": asked.request, "email": email, "association": association(), "portal": settings.BASE_URL}
        message = self.render_mail(template_prefix, email, facts | context)
        kind = "account-code" if "code" in context else "account"
        queue_email(key=f"{kind}:{uuid4().hex}", email=email, subject=message.subject, text=message.body)

    def pre_authenticate(self, request, **credentials) -> None:
        super().pre_authenticate(request, **credentials)
        self._usage_of_account = self._consume_of_account(ratelimit.consume, request, **credentials)
        if not self._usage_of_account:
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        super()._rollback_login_failed_rl_usage()
        self._usage_of_account.rollback()

    def _delete_login_attempts_cached_email(self, request, **credentials) -> None:
        super()._delete_login_attempts_cached_email(request, **credentials)
        self._consume_of_account(ratelimit.clear, request, **credentials)

    def _consume_of_account(self, do, request, **credentials):
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return do(request, app="allauth.account", action="login_failed_account", key=key)

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        return f"{ratelimit.get_ip(request)}:{super()._get_login_attempts_cache_key(request, **credentials)}"

    def format_email_subject(self, subject) -> str:
        return f"{association().short_name} portal: {subject}"


class MFAAdapter(DefaultMFAAdapter):
    """One-time-code secrets and the seed of recovery codes are encrypted: allauth's own `encrypt` does nothing."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": "Recovery codes come with a second factor. Set one up first.",
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "unverified_email": "Confirm your email address first.",
    }

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)

    def get_totp_issuer(self) -> str:
        return association().short_name

    def generate_authenticator_name(self, user, kind) -> str:
        return f"Key {Authenticator.objects.filter(user=user, type=kind).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict:
        return super().get_public_key_credential_rp_entity() | {"name": association().name}
