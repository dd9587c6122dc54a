"""Which of their providers a person looks at: one alone, if they chose it, or all of them.

It stands in the session, and `User.current_roles` goes by it, through which every rule asks. Mails, calendars and other
work in the background know no session: they are of all providers.
"""

from django.contrib import messages
from django.contrib.auth.middleware import get_user
from django.http import Http404, HttpRequest
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from people.models import Provider

KEY = "chosen_provider"


class ChosenProviderMiddleware:
    """Lets the user of a request see what they chose. Pages that look at no user look at no session either."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.user = SimpleLazyObject(lambda: _with_choice(request))
        return self.get_response(request)

    def process_exception(self, request, fault):
        """A link in a mail may lead to a page of another one: whoever chose is told, and can choose again."""
        of_users = request.resolver_match and getattr(request.resolver_match.func, "login_required", True)
        if isinstance(fault, Http404) and of_users and request.user.is_authenticated and request.user.chosen_provider:
            return render(request, "people/not_of_chosen.html", status=404)
        return None


def _with_choice(request: HttpRequest):
    user = get_user(request)
    user.chosen = request.session.get(KEY)
    return user


def choose(request: HttpRequest, pk: str) -> Provider | None:
    """Look at the provider of that id alone from the next page on, or at all of them if it is not one's own."""
    provider = next((provider for provider in request.user.providers if str(provider.pk) == pk), None)
    request.session[KEY] = provider and provider.pk
    return provider


def look_as_the_form(request: HttpRequest, chosen: int | None) -> None:
    """Look again at what a form was shown for, where something else was chosen in another window since.

    It is done there, and not at a provider that its page did not show; whoever sent it is told.
    """
    if not look_once(request, chosen):
        return
    request.session[KEY] = chosen
    seen = f"{request.user.chosen_provider} alone" if chosen else "all of your organisations"
    messages.info(request, f"In another window you had chosen otherwise. This page was for {seen}: you see that again.")


def look_once(request: HttpRequest, chosen: int | None) -> bool:
    """Look at what a page was shown for in this request alone; gives whether something else had been chosen."""
    user = request.user
    if chosen == user.chosen or chosen not in (None, *(provider.pk for provider in user.providers)):
        return False
    user.look_at(chosen)
    return True
