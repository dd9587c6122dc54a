"""Lines to take."""

from media_releases.models import LineToTake
from people.access import Permission, check
from people.models import User


def keep_line(*, by: User, **facts) -> LineToTake:
    """Keep what we say when asked. Raises PermissionDenied."""
    check(by, Permission.PRESS_DESK)
    return LineToTake.objects.create(**facts)
