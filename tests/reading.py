"""What an answer says, as a test reads it."""

import re

from django.http import HttpResponse

TAG = re.compile(r"<[^>]*>")
TOKEN = re.compile(r'(name="(?:csrfmiddlewaretoken|form_token)" value=")[^"]*')


def text(answer: HttpResponse) -> str:
    """The words of a page, without its tokens: these are chance, and would hold any short word one day."""
    return TOKEN.sub(r"\1", answer.content.decode())


def words(answer: HttpResponse) -> set[str]:
    """The words that a person sees: without tags, whose addresses hold numbers by chance."""
    return set(TAG.sub(" ", text(answer)).split())


def shown(answer: HttpResponse) -> str:
    """The same in their order, one space between two."""
    return " ".join(TAG.sub(" ", text(answer)).split())


def errors(answer: HttpResponse) -> list[str]:
    """What a form on a page says against what was typed."""
    return [
        error
        for errors in answer.context["form"].errors.as_data().values()
        for fault in errors
        for error in fault.messages
    ]
