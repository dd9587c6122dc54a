"""A form is done once: what comes again with the same token is led to where the first led.

In the database the token is unique for its address. It is kept before the view runs and with where the view led once it
is over; when the portal is killed in between, nobody can say whether the form was done, and the page says so. POSTs
with the same token, or to the same address by forms that edit (`webforms.seen`), run one after the other.
"""

import json
from contextlib import ExitStack

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import salted_hmac

from jobs.locks import in_turn
from people.chosen import look_as_the_form, look_once
from people.models import SentForm
from people.posting import words
from people.posting.token import FIELD, GOOD_FOR, Token, read_token
from webforms import seen


def repeatable(view):
    """Decorate a view to which one page sends again and again, such as one that keeps words as they are typed."""
    view.repeatable = True
    return view


class OnceMiddleware:
    """It stands behind every middleware that may refuse a request, so that only what reaches a view counts as sent."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with ExitStack() as request.turns:
            response = self.get_response(request)
            if sent := getattr(request, "sent_form", None):
                _finish(sent, response)
        return response

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST" or words.is_of_account(request):
            return None
        token = read_token(request.POST.get(FIELD, ""))
        if words.is_repeatable(request):
            if token and token.user and token.user == request.user.pk:
                look_once(request, token.chosen)
            return None
        edits = any(name.rpartition("-")[2] == seen.FIELD for name in request.POST)
        if edits or token:
            request.turns.enter_context(in_turn(f"post:{request.path}" if edits else f"post:{token.key}"))
        if token and token.user == request.user.pk:
            if token.user:
                look_as_the_form(request, token.chosen)
            return _begin(request, token)
        return None

    def process_exception(self, request, fault):
        """What a view could not take may be sent again, wherever its answer leads."""
        if sent := getattr(request, "sent_form", None):
            sent.delete()
            request.sent_form = None


def forget_sent_forms() -> int:
    """Delete what no page can send again, because its token is too old; gives how many."""
    return SentForm.objects.filter(sent_at__lte=timezone.now() - 2 * GOOD_FOR).delete()[0]


def _begin(request: HttpRequest, token: Token) -> HttpResponse | None:
    """Note that a form is being done; an answer where it was done already."""
    key = {"token": token.key, "path": request.path[:500]}
    content = _content(request, token)
    try:
        with transaction.atomic():
            request.sent_form = SentForm.objects.create(**key, user_id=token.user, content=content)
    except IntegrityError:
        return _again(request, SentForm.objects.get(**key), content)
    return None


def _again(request, first: SentForm, content: str) -> HttpResponse:
    """The same once more: the first's result. Other words with the same token: they are given back, to be sent anew."""
    if first.location and first.content == content:
        return redirect(first.location)
    reason = words.SENT_BEFORE if first.location else words.UNKNOWN
    page = words.save(request, reason, result=first.location)
    if not page:
        messages.warning(request, "That page had been sent before, so nothing was done. Look at what stands now.")
    return redirect(page or first.location or "dashboard")


def _finish(sent: SentForm, response: HttpResponse) -> None:
    """Keep where it led; what was not done, or only asked for something to read, may be sent again."""
    location = response.headers.get("Location", "")
    if 300 <= response.status_code < 400 and location:
        SentForm.objects.filter(pk=sent.pk).update(location=location[:2000])
    else:
        sent.delete()


def _content(request, token: Token) -> str:
    fields = [(name, values) for name, values in sorted(request.POST.lists()) if not words.is_secret(name)]
    files = [(name, file.name, file.size) for name, file in sorted(request.FILES.items())]
    return salted_hmac(f"people.posting.{token.key}", json.dumps([fields, files]), algorithm="sha256").hexdigest()
