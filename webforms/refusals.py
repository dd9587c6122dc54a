"""How an action's refusal reaches the person: its sentences stand on the form, or above the next page.

An action refuses by ValidationError, whose sentences say what is wrong and what to do; `publishing.workflow.Refused` is
one. PermissionDenied is none: it is a page of its own (403).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from webforms import forms


@contextmanager
def refusals_on(form: forms.Form) -> Iterator[None]:
    """What is refused inside stands on the form, and the view goes on below: it shows the form again."""
    try:
        yield
    except ValidationError as fault:
        add_errors(form, fault)


@contextmanager
def refusals_shown(request: HttpRequest) -> Iterator[None]:
    """What is refused inside is shown above the next page, and the view goes on below: it leads there."""
    try:
        yield
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))


def add_errors(form: forms.Form, fault: ValidationError) -> None:
    """Put the sentences of a refusal on the form, under the fields that it names."""
    fields = getattr(fault, "error_dict", {})
    known = {name: errors for name, errors in fields.items() if name in form.fields}
    for name, errors in known.items():
        form.add_error(name, errors)
    if not known:
        form.add_error(None, fault.messages)


def form_page(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    """A page with `context["form"]`, a form or None: 422 (RFC 9110, 15.5.21) where something in it is wrong."""
    form = context["form"]
    return render(request, template, context, status=422 if form and form.errors else 200)
