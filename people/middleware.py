"""Staff are let in only with a second factor; and no body is parsed that is larger than its sender may send."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from people.access import needs_second_factor
from people.bodies import BEFORE_SIGN_IN, most_bytes

# Recovery codes alone are no second factor: they come with one.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactorMiddleware:
    """Sends a user with a staff role and no second factor to set one up, from every page that needs a login.

    All of `/accounts/` stays open: a list of single exceptions there makes redirect loops. A user whose address is not
    verified cannot enrol, so that comes first. An htmx request is told to load the page whole.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "login_required", True) or request.path.startswith("/accounts/"):
            return None
        user = request.user
        if not user.is_authenticated or not needs_second_factor(user) or is_mfa_enabled(user, FACTORS):
            return None
        verified = EmailAddress.objects.filter(user=user, verified=True).exists()
        messages.info(request, "People who work for the association need a second factor before any other page opens.")
        return _send_to(request, reverse("mfa_index" if verified else "account_email"))


class BodyMiddleware:
    """Answers 413 to a body that is too large, and 403 to a file from someone who may not send it, without reading it.

    It stands before Django's CSRF check, which parses the body. A body without a length is none (WSGI).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) <= BEFORE_SIGN_IN:
            return None
        most = most_bytes(request, view)
        return too_large(request, most) if int(length) > most else None


def too_large(request, most: int) -> HttpResponse:
    """413, with what may be sent at most, in bytes."""
    context = {"most": filesizeformat(most), "signed_in": request.user.is_authenticated}
    return render(request, "413.html", context, status=413)


def _send_to(request, address: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
