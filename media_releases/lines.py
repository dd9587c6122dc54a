"""Lines to take: what we say when asked. Texts like any other, approved like any other, and never public."""

from publishing.kinds import LINE_TO_TAKE
from publishing.models import Edition


def lines_for(user):
    """The lines that a user may read, in any state, by topic and question."""
    lines = Edition.objects.visible_to(user).of_kinds(LINE_TO_TAKE.name)
    return lines.select_related("publication", "topic").order_by("topic__name", "title", "pk")
