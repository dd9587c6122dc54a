"""Sessions of which the database keeps a digest: the cookie holds the key, and no row or backup has it.

`session_key` is therefore the name of a row, here and in the list of a person's sessions (allauth's UserSession): it
ends a session and opens none. `SESSION_ENGINE` names this module.
"""

import hashlib
import secrets

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.middleware import SessionMiddleware as DjangosMiddleware


def row_key(cookie: str) -> str:
    """The row of a cookie's value: SHA-256, cut to the 40 characters that the column has (160 bits)."""
    return hashlib.sha256(cookie.encode(errors="replace")).hexdigest()[:40]


class SessionStore(db.SessionStore):
    """Django's store, which also knows the cookie's value for as long as the request lasts."""

    cookie = ""

    @classmethod
    def of_cookie(cls, value: str | None) -> "SessionStore":
        """The session that a cookie opens; without one, an empty one."""
        store = cls(row_key(value) if value else None)
        store.cookie = value or ""
        return store

    def _get_new_session_key(self) -> str:
        self.cookie = secrets.token_urlsafe(32)
        return row_key(self.cookie)


class SessionMiddleware(DjangosMiddleware):
    """Django's, with the key in the cookie in place of the row's name."""

    def process_request(self, request):
        request.session = self.SessionStore.of_cookie(request.COOKIES.get(settings.SESSION_COOKIE_NAME))

    def process_response(self, request, response):
        response = super().process_response(request, response)
        sent = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if sent and sent.value == request.session.session_key:
            response.cookies[settings.SESSION_COOKIE_NAME] = request.session.cookie  # its other attributes stay
        return response
