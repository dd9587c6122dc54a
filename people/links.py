"""Whole addresses of pages, for mails, feeds and files: where there is no page that a path would belong to."""

from django.conf import settings
from django.urls import reverse


def absolute(path: str) -> str:
    """The whole address of a path on this site, which is not what a visitor's browser called the site."""
    return f"{settings.BASE_URL}{path}"


def link_to(view: str, *args) -> str:
    """The whole address of a view with its arguments."""
    return absolute(reverse(view, args=args))
