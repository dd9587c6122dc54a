"""What the lists said of a registration, year by year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Prefetch

from register.lists.scales import Period, period_of
from register.models import Inspection, Judgement, RegisterEntry, Registration
from register.visits import Visit

SHOWN = ("status", "places", "owner", "local_authority", "sector", "provision_type")


@dataclass(frozen=True)
class Year:
    """What one list said; `changed` are the fields that the list before said otherwise."""

    entry: RegisterEntry
    changed: frozenset[str]


def years(registrations: Iterable[Registration]) -> list[Year]:
    """What each list says of a registration and those that it succeeds, the newest first. Three queries."""
    judgements = Prefetch("judgements", queryset=Judgement.objects.order_by("pk"))
    inspections = Prefetch("inspection", queryset=Inspection.objects.prefetch_related(judgements))
    entries = RegisterEntry.objects.in_use().filter(registration__in=registrations)
    entries = entries.select_related("file", "registration").defer("file__original").prefetch_related(inspections)
    newest_first = list(entries.order_by("-file__as_at", "-file"))
    compared = [Year(entry, _changed(entry, before)) for entry, before in pairwise(newest_first)]
    return compared + [Year(entry, frozenset()) for entry in newest_first[-1:]]


def scales_in(visits: Iterable[Visit]) -> list[Period]:
    """The scales on which these inspections were judged, in the order of their first use."""
    found = dict.fromkeys(filter(None, _periods(visits)))
    return sorted(found, key=lambda period: (period.starts is not None, period.starts))


def _periods(visits: Iterable[Visit]) -> Iterator[Period | None]:
    for visit in visits:
        for judgement in filter(None, (visit.overall, *visit.others)):
            yield period_of(judgement.scale, visit.date)


def _changed(entry: RegisterEntry, before: RegisterEntry) -> frozenset[str]:
    return frozenset(name for name in SHOWN if getattr(entry, name) != getattr(before, name))
