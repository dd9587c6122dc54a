"""How django-allauth behaves here."""

from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as asked
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from people import encryption
from people.actions import owe
from people.association import association


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations only, and a stranger's wrong passwords lock out nobody but the stranger.

    Wrong passwords are counted for an account and the network that they come from, so someone who signs in from
    elsewhere is not touched. Over all networks an account takes far more, so that guessing from many of them stays
    slow (NIST SP 800-63B-4, 3.2.2: at most 100); a reset of the password is open even then, and signs in by itself.
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": (
            "Too many wrong passwords. Wait five minutes, or choose “Forgot your password?”: "
            "the link in that mail lets you in."
        )
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """By way of the outbox: no page waits for a mail server, and none fails because of it.

        The greeting and the last line name the association, not the host that a browser named.
        """
        site = {"name": association().name, "domain": settings.BASE_URL}
        message = self.render_mail(
            template_prefix, email, {"request": asked.request, "email": email, "current_site": site, **context}
        )
        owe(key=f"account:{uuid4().hex}", email=email, subject=message.subject, text=message.body)

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

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)

    def get_totp_issuer(self) -> str:
        return association().short_name

    def get_public_key_credential_rp_entity(self) -> dict:
        return super().get_public_key_credential_rp_entity() | {"name": association().name}
