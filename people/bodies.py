"""How large the body of a request may be: decided before a byte of it is parsed, by who sends it and to which view."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from people.access import check_any

BEFORE_SIGN_IN = 100 * 1024
BESIDE_A_FILE = 1024 * 1024  # the other fields of its form
UNREAD_MOST = 200 * 1024 * 1024  # of a body that is refused, so that the browser shows why; above, we hang up


def takes_files(view: Callable) -> Callable:
    """Decorate a view whose form takes a file: those whom `requires` lets in may send it a large body."""
    view.takes_files = True
    return view


def takes_files_by(is_good: Callable[[str], bool]) -> Callable:
    """Decorate a view whose form takes a file from whoever has its link: `is_good` asks no database about its token."""

    def decorate(view: Callable) -> Callable:
        view.takes_files_by = is_good
        return view

    return decorate


def most_bytes(request: HttpRequest, view: Callable, token: str = "") -> int:
    """What the body of this request may have at most. Raises PermissionDenied for a file from who may not send it.

    `token` is that of the link by which it came.
    """
    if _comes_by_link(view, token):
        return most_of_any()
    if not request.user.is_authenticated:
        return BEFORE_SIGN_IN
    if not getattr(view, "takes_files", False):
        return settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    check_any(request.user, *view.requires)
    return most_of_any()


def most_without_session(path: str) -> int:
    """What a body may have that comes to an address (unquoted, without its query) without a session: asks no database.

    The web server asks before it keeps any of it.
    """
    try:
        match = resolve(path)
    except Resolver404:
        return BEFORE_SIGN_IN
    return most_of_any() if _comes_by_link(match.func, match.kwargs.get("token", "")) else BEFORE_SIGN_IN


def _comes_by_link(view: Callable, token: str) -> bool:
    is_good = getattr(view, "takes_files_by", None)
    return is_good is not None and is_good(token)


def most_of_any() -> int:
    """What the largest body of all may have."""
    return settings.UPLOAD_MAX_BYTES + BESIDE_A_FILE
