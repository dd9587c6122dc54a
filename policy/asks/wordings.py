"""The asks of a version as it is approved: each the same as before, in other words, or a new one."""

from django.db.models import Prefetch, QuerySet

from policy.asks.reading import asks_in, matched
from policy.models import Ask, AskWording, PositionPaper
from publishing.models import Edition


def save_wordings(edition: Edition) -> None:
    """Keep how an approved version of a position words its asks, in its approval's transaction."""
    position = PositionPaper.objects.filter(publication=edition.publication_id).first()
    if position is None:
        return
    asks = asks_in(edition.body)
    keys = matched(asks, _latest_wordings(position))
    edition.ask_wordings.all().delete()
    for number, (text, key) in enumerate(zip(asks, keys, strict=True), start=1):
        ask = position.asks.get(pk=key) if key else Ask.objects.create(position=position)
        AskWording.objects.create(ask=ask, edition=edition, number=number, text=text)
    # Of a version that was taken back: nobody has read them, and nothing became of them.
    position.asks.filter(wordings=None, states=None).delete()


def became_of(edition: Edition) -> list[AskWording]:
    """The asks of a version of which something was recorded, each with `ask.states`. Two queries, one without any."""
    known = edition.ask_wordings.filter(ask__states__isnull=False).distinct()
    return list(known.select_related("ask").prefetch_related("ask__states"))


def with_asks(positions: QuerySet[PositionPaper]) -> QuerySet[PositionPaper]:
    """Positions with their asks, each with its state and its newest words: two queries more for any number."""
    return positions.prefetch_related(Prefetch("asks", Ask.objects.with_state().with_wordings()))


def wordings_of(position: PositionPaper) -> QuerySet[AskWording]:
    """How all versions of a position word its asks."""
    return AskWording.objects.filter(ask__position=position)


def _latest_wordings(position: PositionPaper) -> dict[int, str]:
    wordings = wordings_of(position).order_by("edition__number", "number")
    return {wording.ask_id: wording.text for wording in wordings}
