"""Sends strangers to sign in with their words kept, and gives those back on the page that they were typed in."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.template.loader import render_to_string

from people.models import KeptWords
from people.posting import words
from people.posting.filling import filled

KEPT = "You are signed out. What you typed is kept for two hours: sign in, and it is shown again."


class SignInMiddleware(LoginRequiredMiddleware):
    """Django's, which would lose what the form of an ended session said."""

    def handle_no_permission(self, request, view_func):
        page = words.save(request, words.SIGNED_OUT)
        if not page:
            return super().handle_no_permission(request, view_func)
        messages.info(request, KEPT)
        return redirect_to_login(page, resolve_url(settings.LOGIN_URL))


class WordsMiddleware:
    """Hands out the key of kept words, and fills the form with them once their page is opened by their writer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "POST":
            words.hand_key(request, response)
        elif getattr(request, "may_have_words", False):
            response = _given_back(request, response)
        return response

    def process_exception(self, request, fault):
        """What a form was for may be gone, or not the sender's to change any more, when it is sent."""
        if isinstance(fault, Http404 | PermissionDenied) and (page := words.save(request, words.GONE)):
            return redirect(page)
        return None

    def process_view(self, request, view, args, kwargs):
        """Public pages look at no reader. Who sends the form again has its words on the page."""
        if words.COOKIE not in request.COOKIES or not getattr(view, "login_required", True):
            return
        request.may_have_words = request.method == "GET"
        if request.method == "POST" and (stored := words.stored_for(request)) and stored.path == request.path:
            stored.delete()


def _given_back(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    is_page = response.status_code == 200 and response.headers.get("Content-Type", "").startswith("text/html")
    if 300 <= response.status_code < 400 or response.streaming or (response.status_code == 200 and not is_page):
        return response
    stored = words.stored_for(request)
    if stored is None or stored.page != request.get_full_path():
        return response
    if not is_page:
        return redirect("people:kept_words")
    return _with_words(request, response, stored)


def _with_words(request, response, stored: KeptWords) -> HttpResponse:
    page, was_filled = filled(response.content.decode(), stored.path, stored.page, stored.typed)
    notice = render_to_string("people/kept_words_notice.html", {"stored": stored, "was_filled": was_filled}, request)
    response.content = page.replace("<!-- kept words -->", notice, 1)
    return response
