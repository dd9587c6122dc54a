"""Django's system checks of ours: each `manage.py check`, and with it each start, finds these faults."""

from collections.abc import Iterator

from django.conf import settings
from django.core.checks import Error, register
from django.utils.module_loading import import_string

from chaportal import handed_down

SETTINGS = [name for name in vars(handed_down) if name.isupper()]


@register
def dotted_paths_lead_somewhere(app_configs, **kwargs) -> list[Error]:
    """A path that was mistyped, or left behind by a move, would be found by its first reader alone.

    Of a task that is scheduled, by a worker, which drops it and says so in its log.
    """
    named = [(name, path) for name in SETTINGS for path in _paths(getattr(settings, name))]
    named += [("CELERY_BEAT_SCHEDULE", job["task"]) for job in settings.CELERY_BEAT_SCHEDULE.values()]
    return [Error(f"{name}: {why}", id="chaportal.E001") for name, path in named if (why := _why_not(path))]


def _paths(value) -> Iterator[str]:
    """Every path in a setting that is one, or a list or dict of them; an empty one says "none"."""
    if isinstance(value, str):
        yield from [value] if value else []
    else:
        for one in value.values() if isinstance(value, dict) else value:
            yield from _paths(one)


def _why_not(path: str) -> str:
    try:
        import_string(path)
    except ImportError as fault:
        return str(fault)
    return ""
