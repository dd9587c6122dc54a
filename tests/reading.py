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
