"""Walking the URL configuration."""

from django.urls import get_resolver


def patterns(resolver=None, namespace=""):
    """Every URL: its full name and its view."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from patterns(pattern, inner)
        else:
            yield f"{namespace}{pattern.name}", pattern.callback


def names() -> set[str]:
    return {name for name, _ in patterns()}


def public_names() -> set[str]:
    """URLs that need no login."""
    return {name for name, view in patterns() if not getattr(view, "login_required", True)}
