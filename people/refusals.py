"""Refusals leave a trace: 403, and 404 for a row that is there but is not this person's.

They are recorded once the view is over and its transaction rolled back, so nothing takes the event with it. Anonymous
visitors are not recorded: they are sent to sign in, and could fill the table.
"""

from traceback import walk_tb

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from people.access import Hidden
from people.models import SecurityEvent
from people.security import record_alone

NOT_ALLOWED = "This person may not do this."
NOT_THEIRS = "It is there, but not for this person."


class RefusalMiddleware:
    """Records each refusal of a view once, by the page's name and the numbers in its address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, fault):
        if not request.user.is_authenticated:
            return
        if isinstance(fault, PermissionDenied):
            record_refusal(request, NOT_ALLOWED)
        elif isinstance(fault, Http404) and _is_another_s(fault):
            record_refusal(request, NOT_THEIRS)


def record_refusal(request, reason: str) -> None:
    """One event on a refused page: `home detail 12`. Words in an address may name someone, so only numbers are kept."""
    page = request.resolver_match
    numbers = [str(value) for value in page.kwargs.values() if isinstance(value, int)]
    subject = " ".join([page.url_name.replace("_", " "), *numbers])[:120]
    record_alone(SecurityEvent.Kind.ACCESS_REFUSED, user=request.user, subject=subject, reason=reason)


def _is_another_s(fault: Http404) -> bool:
    """Whether the view said so, or the row that `get_object_or_404` did not find for this person is there.

    Django's exception names no row. Its frame does: so every view is covered, without a helper that one could forget.
    """
    if isinstance(fault, Hidden):
        return True
    for frame, _ in walk_tb(fault.__traceback__):
        if frame.f_code is get_object_or_404.__code__:
            asked = frame.f_locals
            return asked["queryset"].model._base_manager.filter(*asked["args"], **asked["kwargs"]).exists()
    return False
