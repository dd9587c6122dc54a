"""Walking the URL configuration."""

import inspect
import sys
from pathlib import Path

from django.conf import settings
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


def view_files() -> list[Path]:
    """The modules of our own views, the demo's too, and all that stands beside views in a room of theirs."""
    views = [view for _, view in [*patterns(), *patterns(get_resolver("chaportal.demo.urls"))]]
    files = {Path(sys.modules[inspect.unwrap(view).__module__].__file__) for view in views}
    root = Path(settings.BASE_DIR)
    files |= {file for app in settings.LAYERS for file in (root / app).glob("**/views/*.py") if file.stem != "__init__"}
    ours = (file for file in files if file.is_relative_to(root) and "site-packages" not in file.parts)
    return sorted(ours)
