"""How far a bulletin has come, in the words of the screen."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import Now

from bulletins.models import Bulletin, Delivery
from publishing.models import Edition

UNCERTAIN = "uncertain"


@dataclass(frozen=True)
class StateCount:
    """So many rows of which this is true. `outcome` is its name in an address."""

    outcome: str
    label: str
    rows: int


def lines(bulletin: Bulletin) -> list[StateCount]:
    """One line for each state that has rows, then one for the rows in doubt, which are among them: one query."""
    states = {state.name.lower(): Count("pk", filter=Q(state=state)) for state in Delivery.State}
    counts = bulletin.deliveries.aggregate(**states, **{UNCERTAIN: Count("uncertain_at")})
    labels = {state.name.lower(): state.label for state in Delivery.State} | {UNCERTAIN: "May have had two copies"}
    return [StateCount(name, labels[name], rows) for name, rows in counts.items() if rows]


@dataclass(frozen=True)
class LeftOut:
    """A picked text that is no longer public, or was not at some time: how many copies went out without it and with."""

    title: str
    without: int
    with_it: int


def left_out(bulletin: Bulletin) -> list[LeftOut]:
    """The picked texts that are left out of the mail now, or were left out of some copies."""
    titles = _titles(bulletin)
    if not titles:
        return []
    variants = list(bulletin.variants.exclude(editions__isnull=True).only("bulletin", "editions"))
    shown = _publications({pk for variant in variants for pk in variant.editions})
    accepted = bulletin.deliveries.filter(state=Delivery.State.ACCEPTED).order_by()
    copies = dict(accepted.values_list("variant").annotate(copies=Count("pk")))
    public = set(bulletin.public_picks().values_list("publication", flat=True))
    found = []
    for publication, title in titles.items():
        with_it = sum(
            copies.get(variant.pk, 0)
            for variant in variants
            if publication in {shown.get(pk) for pk in variant.editions}
        )
        known = sum(copies.get(variant.pk, 0) for variant in variants)
        if known > with_it or (publication not in public and bulletin.finished_at is None):
            found.append(LeftOut(title, known - with_it, with_it))
    return found


def _publications(editions: set[int]) -> dict[int, int]:
    return dict(Edition.objects.filter(pk__in=editions).values_list("pk", "publication"))


def _titles(bulletin: Bulletin) -> dict[int, str]:
    """The headline of each picked text as it was public last."""
    been_public = Edition.objects.filter(publication__in=bulletin.picks.all(), public_during__startswith__lte=Now())
    rows = been_public.order_by("publication", "-number").distinct("publication")
    return dict(rows.values_list("publication", "title"))


def settled(lines: list[StateCount]) -> int:
    """How many rows have their final state. Those in doubt have a state too, and are not counted twice."""
    return sum(line.rows for line in lines if line.outcome not in {"pending", "retry", UNCERTAIN})


def narrowed(deliveries, outcome: str):
    """The rows of one outcome, in order of sending; all rows for a name that is none."""
    deliveries = deliveries.order_by("seq")
    if outcome == UNCERTAIN:
        return deliveries.uncertain()
    states = {state.name.lower(): state for state in Delivery.State}
    return deliveries.filter(state=states[outcome]) if outcome in states else deliveries
