"""The pages that a person sees when something is wrong. None of them tells a reason that is not theirs to know."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from people.posting import words
from people.refusals import record_refusal


def bad_request(request, exception) -> HttpResponse:
    """400, or 413 for a form with more fields or files than any of ours has."""
    status = 413 if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)) else 400
    return HttpResponse(render_to_string("400.html", {"too_large": status == 413}), status=status)


def server_error(request) -> HttpResponse:
    """500, or a plain 503 when PostgreSQL cannot be reached. Neither page needs the database."""
    if isinstance(sys.exception(), (OperationalError, InterfaceError)):
        headers = {"Retry-After": "60", "Cache-Control": "no-store"}
        return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request, reason="") -> HttpResponse:
    """A form that was sent without its token: most often from a page left open for too long."""
    if request.user.is_authenticated:
        record_refusal(request, "A form without its token: from a page left open for too long, or from elsewhere.")
    page = words.save(request, words.TOKEN)
    context = {"page": page, "stored": None if page else words.of_stranger(request)}
    return render(request, "403_csrf.html", context, status=403)
