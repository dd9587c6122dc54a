"""How long a session lasts: it goes on while it is used, up to a limit.

NIST SP 800-63B-4, section 2.2.3, for two factors: it should end after an hour without use (the session's own expiry,
`SESSION_COOKIE_AGE`), and after 24 hours of use. We take 12: the longest day of one person.
Typing counts as use: `static/portal/session.js` tells us of it, and warns before the end.
"""

import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

MOST = timedelta(hours=12).total_seconds()
EACH = 60  # seconds; more often it is not written down that a session is used
BEGAN, USED = "began", "used"


def asks_only(view: Callable) -> Callable:
    """Decorate a view that a page calls by itself: that is no use of the session."""
    view.asks_only = True
    return view


class SessionLimitMiddleware:
    """Ends a session that is over, and lets another go on. Pages that are open to anyone look at no session."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return
        if time.time() - request.session.setdefault(BEGAN, int(time.time())) >= MOST:
            logout(request)
            return
        if not getattr(view, "asks_only", False):
            go_on(request)
        request.session_left = left(request)


def go_on(request: HttpRequest) -> None:
    """Note that the session is used; its expiry moves with each time that it is written."""
    if time.time() - request.session.get(USED, 0) >= EACH:
        request.session[USED] = int(time.time())


def left(request: HttpRequest) -> int:
    """Seconds until the session ends if nothing more is done."""
    ends = min(request.session.get(USED, 0) + settings.SESSION_COOKIE_AGE, request.session[BEGAN] + MOST)
    return max(0, int(ends - time.time()))


@receiver(user_logged_in)
def begin(request, user, **kwargs):
    request.session[BEGAN] = request.session[USED] = int(time.time())
