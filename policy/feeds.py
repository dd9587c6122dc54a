from people.association import association
from publishing.kinds import POLICY_KINDS
from publishing.syndication.feeds import EditionFeed


class TextFeed(EditionFeed):
    """The newest responses and positions."""

    kinds = [kind.name for kind in POLICY_KINDS]
    page = "/policy/"
    description = subtitle = "What we answered to consultations, and what we stand for"

    def title(self, obj):
        return f"{association().name}: policy"
