"""An authenticator app: what it shows for a secret."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from encryption import decrypt

STEP = 30  # seconds


def code_of(secret: str, step: int = 0) -> str:
    """What it shows so many steps from now (RFC 6238). The code of the step before is taken too, but may run out on
    its way to the portal.
    """
    return format_hotp_value(hotp_value(secret, int(time.time()) // STEP + step))


def code_for(user, step: int = 0) -> str:
    """What the app of a user shows."""
    return code_of(decrypt(user.authenticator_set.get(type="totp").data["secret"]), step)
