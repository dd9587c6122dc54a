"""Words that could not be taken: kept for the person who typed them, and given back to nobody else.

Whose they are is what the form's signed token says. They are found by a random key that only the browser in which they
were typed has, in a cookie, and only by that person, signed in, within two hours. Passwords, tokens and files are never
among them.
"""

import json
import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from people.actions import token_hash
from people.bodies import BEFORE_SIGN_IN
from people.models import KeptWords, User
from people.posting.token import FIELD, Token, read_token

KEPT_FOR = timedelta(hours=2)
MOST_OF_ONE = 20  # forms of one person at a time; the oldest go
COOKIE = "__Host-words" if settings.HTTPS else "words"
SECRET = ("password", "token")  # parts of the names of fields that are never kept
SIGNED_OUT, TOKEN, SENT_BEFORE, UNKNOWN, GONE = "signed_out", "token", "sent_before", "unknown", "gone"
_MARK = "_kept_words_key"


def token_of(request: HttpRequest) -> Token | None:
    """The token of the form that was sent.

    Of someone who is not signed in nothing is read, unless the browser has had a page with a form of ours: then as much
    as may be read before signing in.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    if request.method != "POST" or not length.isdecimal() or is_of_account(request) or is_repeatable(request):
        return None
    is_stranger = settings.CSRF_COOKIE_NAME not in request.COOKIES
    if not request.user.is_authenticated and (is_stranger or int(length) > BEFORE_SIGN_IN):
        return None
    return read_token(request.POST.get(FIELD, ""))


def save(request: HttpRequest, reason: str, result: str = "") -> str:
    """Keep what was typed into the form that was sent, if it is a form of ours; gives the page that gives it back.

    Without words, or for a form that was rendered for someone else than who is signed in: an empty string.
    """
    token, fields = token_of(request), {}
    if token and token.user and _may_be_theirs(request, token):
        fields = _typed(request.POST)
    if not any(value.strip() for values in fields.values() for value in values):
        return ""
    page, key = _page_of(request), secrets.token_urlsafe(32)
    KeptWords.objects.create(
        key_hash=token_hash(key),
        user_id=token.user,
        page=page,
        path=request.path[:500],
        fields=json.dumps(fields, ensure_ascii=False),
        reason=reason,
        result=result,
    )
    beyond = KeptWords.objects.filter(user=token.user).values_list("pk", flat=True)[MOST_OF_ONE:]
    KeptWords.objects.filter(pk__in=list(beyond)).delete()
    setattr(request, _MARK, key)
    return page


def of_stranger(request: HttpRequest) -> KeptWords | None:
    """What was typed into a form that was rendered for nobody in particular: for this answer alone, and not kept.

    None for a form from another site, which could put words into a reader's mouth.
    """
    token = token_of(request)
    if token is None or token.user or _is_from_elsewhere(request):
        return None
    return KeptWords(fields=json.dumps(_typed(request.POST), ensure_ascii=False))


def hand_key(request: HttpRequest, response: HttpResponse) -> None:
    """Put the key of what was kept for this request into its answer."""
    if key := getattr(request, _MARK, ""):
        response.set_cookie(
            COOKIE, key, max_age=KEPT_FOR, secure=settings.HTTPS, httponly=True, samesite="Lax", path="/"
        )


def stored_for(request: HttpRequest) -> KeptWords | None:
    """What this browser has a key for, if the person who is signed in typed it, within two hours."""
    key = request.COOKIES.get(COOKIE, "")
    if not key or not request.user.is_authenticated:
        return None
    since = timezone.now() - KEPT_FOR
    return KeptWords.objects.filter(key_hash=token_hash(key), user=request.user, kept_at__gt=since).first()


def forget_old() -> int:
    """Delete what nobody came back for; gives how many."""
    return KeptWords.objects.filter(kept_at__lte=timezone.now() - KEPT_FOR).delete()[0]


def is_secret(name: str) -> bool:
    """Whether a field's name says that what is in it is never kept."""
    return any(word in name.lower() for word in SECRET)


def is_repeatable(request: HttpRequest) -> bool:
    """Whether one page sends to this view again and again, and sees to its own words."""
    return bool(request.resolver_match) and getattr(request.resolver_match.func, "repeatable", False)


def is_of_account(request: HttpRequest) -> bool:
    """Whether a page is one of allauth's: they sign in and out, and none of them takes words."""
    return bool(request.resolver_match) and request.resolver_match.route.startswith("accounts/")


def _may_be_theirs(request, token: Token) -> bool:
    """Not from another site; of whoever is signed in; and of an account that is there."""
    if _is_from_elsewhere(request):
        return False
    if request.user.is_authenticated:
        return request.user.pk == token.user
    return User.objects.filter(pk=token.user, is_active=True).exists()


def _is_from_elsewhere(request) -> bool:
    origin = request.headers.get("Origin")
    return bool(origin) and urlsplit(origin).netloc != request.get_host()


def _typed(sent) -> dict[str, list[str]]:
    return {name: values for name, values in sent.lists() if not is_secret(name)}


def _page_of(request) -> str:
    """The page that showed the form: where the browser says that it came from, or the address that it was sent to."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    parts = urlsplit(came_from)
    address = (f"{parts.path}?{parts.query}" if parts.query else parts.path) if ours else request.get_full_path()
    return address[:2000]
