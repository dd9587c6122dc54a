"""Staff are let in only with a second factor."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from people.access import needs_second_factor

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


def _send_to(request, address: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
