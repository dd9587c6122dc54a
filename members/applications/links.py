"""An application is opened by the link in its mail, by whoever has it: signed, and good for thirty days."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from members.models import Application
from members.models.application import SIGNER
from people.links import is_fresh

LINK_LASTS = timedelta(days=30)


def is_good(token: str) -> bool:
    """Whether a link's token is ours and not too old. Asks no database."""
    return is_fresh(token, SIGNER, LINK_LASTS)


def by_link(view: Callable) -> Callable:
    """Decorate a view of one application, which takes the application in the place of its token.

    A link that is too old gives a page with a way to a new one; one that is not ours, or whose application is deleted,
    a page that says so (both 410).
    """

    @wraps(view)
    def opened(request: HttpRequest, token: str, *args, **kwargs) -> HttpResponse:
        application = Application.objects.with_token(token).select_related("provider").first()
        if application is None:
            return render(request, "members/applications/gone.html", status=410)
        if not is_good(token):
            context = {"token": token, "application": application}
            return render(request, "members/applications/expired.html", context, status=410)
        request.application_token = token
        return view(request, application, *args, **kwargs)

    return opened


def to_change(view: Callable) -> Callable:
    """Decorate a view `by_link` that changes the application: once it is sent, its first page is shown instead.

    What a page sends that was opened before comes through: it is refused there, and stays typed.
    """

    @wraps(view)
    def changing(request: HttpRequest, application: Application, *args, **kwargs) -> HttpResponse:
        if request.method != "POST" and not application.is_open_to_applicant:
            return redirect("members:application", request.application_token)
        return view(request, application, *args, **kwargs)

    return changing
