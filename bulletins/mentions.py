"""What bulletins tell publishing of a text: which mails named it (`settings.TEXT_MENTIONS`)."""

from collections.abc import Iterator

from bulletins.models import Bulletin
from publishing.models import Publication

SHOWN = 10


def mentions(publication: Publication) -> Iterator[tuple[str, str]]:
    """A sentence and an address for each bulletin that picked a text, the newest first."""
    for bulletin in Bulletin.objects.filter(picks=publication).order_by("-pk")[:SHOWN]:
        if bulletin.approved_at:
            sentence = f"The bulletin “{bulletin.subject}” named it, in mails to {bulletin.prepared:,} people."
        else:
            sentence = f"The bulletin “{bulletin.subject}”, not sent yet, names it."
        yield sentence, bulletin.get_absolute_url()
