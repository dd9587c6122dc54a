from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

from publishing.feeds import EditionFeed
from publishing.kinds import POLICY_KINDS


class TextRSS(EditionFeed):
    """The newest responses and positions as RSS 2.0."""

    kinds = [kind.name for kind in POLICY_KINDS]
    title = f"{settings.ASSOCIATION['name']}: policy"
    description = subtitle = "What we answered to consultations, and what we stand for"
    link = "/policy/"


class TextAtom(TextRSS):
    """The same as Atom, with whole texts."""

    feed_type = Atom1Feed
