"""Who needs a second factor must have passed it in this session; and no body is parsed that is too large."""

import pghistory.middleware
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode

from people.access import is_staff, needs_second_factor
from people.bodies import BEFORE_SIGN_IN, most_bytes
from people.posting import words
from people.second_factor import has_factor, passed

# What a session that has not passed its account's second factor may open: the ways to pass it, and the way out.
WAYS_TO_PASS = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout"}
SET_UP = "People who work for the association need a second factor before any other page opens."
SET_UP_FOR_PROVIDER = "Your organisation requires a second factor of its people before any other page opens."
CONFIRM = "Confirm with your second factor: this session has not passed it yet."


class SecondFactorMiddleware:
    """Sends a user who needs a second factor to set one up or to pass it, from every page that needs a login.

    The account pages stay open to who has none yet: a list of single exceptions there makes redirect loops. To a
    session that has not passed the account's factor they are shut as well, or it could change that factor. Which page
    it is decides the resolved view, never the address as the client wrote it. A user whose address is not verified
    cannot enrol, so that comes first. An htmx request is told to load the page whole.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        user = request.user
        if not getattr(view, "login_required", True) or not user.is_authenticated:
            return None
        page = request.resolver_match
        of_account = words.is_of_account(request)
        if page.view_name in WAYS_TO_PASS or not (of_account or needs_second_factor(user)):
            return None
        if has_factor(user):
            return None if passed(request) else _pass_it(request)
        return None if of_account else _set_it_up(request)


def _pass_it(request) -> HttpResponse:
    messages.info(request, CONFIRM)
    page = words.save(request, words.SIGNED_OUT)
    back = request.get_full_path() if request.method == "GET" else page or reverse("dashboard")
    return _send_to(request, f"{reverse('mfa_reauthenticate')}?{urlencode({'next': back})}")


def _set_it_up(request) -> HttpResponse:
    words.save(request, words.SIGNED_OUT)
    verified = EmailAddress.objects.filter(user=request.user, verified=True).exists()
    messages.info(request, SET_UP if is_staff(request.user) else SET_UP_FOR_PROVIDER)
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
        most = most_bytes(request, view, kwargs.get("token", ""))
        return too_large(request, most) if int(length) > most else None


def too_large(request, most: int) -> HttpResponse:
    """413, with what may be sent at most, in bytes."""
    context = {"most": filesizeformat(most), "signed_in": request.user.is_authenticated}
    return render(request, "413.html", context, status=413)


def _send_to(request, address: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Keeps who did something, and by which route: an address may be a key, and history is kept for ever."""

    def get_context(self, request):
        context = super().get_context(request)
        try:
            return context | {"url": f"/{resolve(request.path_info).route}"}
        except Resolver404:
            return context | {"url": ""}
