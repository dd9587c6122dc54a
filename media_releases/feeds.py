from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

from publishing.feeds import EditionFeed
from publishing.kinds import RELEASE_KINDS


class ReleaseRSS(EditionFeed):
    """The newest releases as RSS 2.0."""

    kinds = [kind.name for kind in RELEASE_KINDS]
    title = f"{settings.ASSOCIATION['name']}: press"
    description = subtitle = "Media releases, statements and open letters"
    link = "/press/"


class ReleaseAtom(ReleaseRSS):
    """The same as Atom, with whole texts."""

    feed_type = Atom1Feed
