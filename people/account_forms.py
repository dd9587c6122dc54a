"""allauth's forms in our words; a code of the second factor is taken once."""

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import forms as recovery_codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.conf import settings
from django.core.cache import cache

from people.forms import GOOD_PASSWORD
from webforms import forms
from webforms.layout import HTML, Button, Layout

EMAIL = "Email address"
NEW = "New password"
AGAIN = "New password, once more"
TOTP_STEP = 30  # seconds: the step of RFC 6238, which allauth keeps to


class _InOurWords(forms._Cleaned):
    """Labels of ours, and no placeholder: it goes once something is typed, and reads like an answer before."""

    labels: dict[str, str] = {}
    hints: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, field.help_text)
            field.widget.attrs.pop("placeholder", None)


class LoginForm(_InOurWords, account.LoginForm):
    buttons = (
        Button("Sign in"),
        Button("Sign in with a passkey", look="button--second", form="mfa_login", id="passkey_login"),
    )
    labels = {"login": EMAIL, "password": "Password"}


class ReauthenticateForm(_InOurWords, account.ReauthenticateForm):
    send = "Confirm"
    labels = {"password": "Password"}


class ResetPasswordForm(_InOurWords, account.ResetPasswordForm):
    send = "Send the link"
    labels = {"email": EMAIL}


class ResetPasswordKeyForm(_InOurWords, account.ResetPasswordKeyForm):
    buttons = (Button("Keep this password", name="action"),)
    labels = {"password1": NEW, "password2": AGAIN}
    hints = {"password1": GOOD_PASSWORD}


class ChangePasswordForm(_InOurWords, account.ChangePasswordForm):
    send = "Change password"
    labels = {"oldpassword": "Your password now", "password1": NEW, "password2": AGAIN}
    hints = {"password1": GOOD_PASSWORD}


class SetPasswordForm(_InOurWords, account.SetPasswordForm):
    send = "Keep this password"
    labels = {"password1": NEW, "password2": AGAIN}
    hints = {"password1": GOOD_PASSWORD}


class AddEmailForm(_InOurWords, account.AddEmailForm):
    buttons = (Button("Send a code to the new address", name="action_add"),)
    labels = {"email": "New email address"}
    hints = {"email": "We send a code there. Until you type it, nothing changes."}


class ConfirmEmailVerificationCodeForm(_InOurWords, account.ConfirmEmailVerificationCodeForm):
    send = "Confirm"
    labels = {"code": "Code from the mail"}


class _TakenOnce:
    """A code is taken once, for as long as it is good: the step of now and the tolerated ones (RFC 6238, 5.2).

    allauth itself forgets a used code after one step.
    """

    def clean_code(self):
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            taken = f"totp-taken:{self.user.pk}:{''.join(code.split())}"
            if not cache.add(taken, True, timeout=TOTP_STEP * (2 * settings.MFA_TOTP_TOLERANCE + 1)):
                raise get_adapter().validation_error("incorrect_code")
        return code


CODE = {"code": "Code from your app, or a recovery code"}


class AuthenticateForm(_TakenOnce, _InOurWords, mfa.AuthenticateForm):
    buttons = (
        Button("Sign in"),
        Button(
            "Use a passkey or security key",
            look="button--second",
            form="webauthn_form",
            id="mfa_webauthn_authenticate",
            type="button",
        ),
    )
    labels = CODE


class ReauthenticateByCodeForm(_TakenOnce, _InOurWords, mfa.ReauthenticateForm):
    send = "Confirm"
    labels = CODE


class ActivateTOTPForm(_InOurWords, totp.ActivateTOTPForm):
    layout = Layout(HTML("{% include 'mfa/totp/key.html' %}"), "code")
    send, leave = "Set up", "Not now"
    labels = {"code": "Code that the app shows"}
    hints = {"code": "Six digits. The app shows new ones every 30 seconds."}


class DeactivateTOTPForm(_InOurWords, totp.DeactivateTOTPForm):
    send, look, leave = "Remove it", "button--attention", "Keep it"


class GenerateRecoveryCodesForm(_InOurWords, recovery_codes.GenerateRecoveryCodesForm):
    send, leave = "Make new ones", "Not now"


class AddWebAuthnForm(_InOurWords, webauthn.AddWebAuthnForm):
    buttons = (Button("Add it", id="mfa_webauthn_add", type="button"),)
    leave = "Not now"
    labels = {"name": "Name", "passwordless": "Sign in with it alone, without a password"}
    hints = {"name": "To tell it from others that you add, such as “My phone”.", "passwordless": ""}


class EditWebAuthnForm(_InOurWords, webauthn.EditWebAuthnForm):
    labels = {"name": "Name"}
