"""Codes of the demo's own second factors: staff are asked for one, and nobody has their telephone."""

import time

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from chaportal.demo.cast import CAST, Person


def codes() -> list[tuple[Person, str]]:
    """What the apps of those of the cast who have one show now.

    Raises ImproperlyConfigured where the environment does not ask for the demo: there a code is its owner's alone.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("Codes of second factors are shown by the demo only (DEMO).")
    cast, counter = {person.email: person for person in CAST}, int(time.time()) // app_settings.TOTP_PERIOD
    factors = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user__email__in=cast).select_related("user")
    return [
        (cast[each.user.email], format_hotp_value(hotp_value(decrypt(each.data["secret"]), counter)))
        for each in factors.order_by("user__name")
    ]
