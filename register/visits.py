"""Visits of the regulator, read from all lists together: the same in whatever order the lists were loaded.

Of one visit that several lists print, each judgement and the day of publication are those of the earliest list that
prints them: later lists fill gaps, and correct nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from register.lists.grades import WHOLE, Theme
from register.models import Inspection, Judgement, Registration


@dataclass(frozen=True)
class Visit:
    """A visit, with the judgement that counts for the whole, if it made one."""

    registration: Registration
    date: date | None
    kind: str
    published_on: date | None
    overall: Judgement | None
    others: list[Judgement]


def visits(registrations: Iterable[Registration]) -> list[Visit]:
    """Every visit to these registrations that lists in use print or people entered, the newest first. Two queries."""
    printed = Inspection.objects.in_use().filter(registration__in=registrations).select_related("registration")
    earliest_first = printed.prefetch_related("judgements").order_by(
        F("file__as_at").asc(nulls_first=True), "list_kind", "file__kind", "event_number", "pk"
    )
    same_day: dict[tuple, list[Inspection]] = {}
    for inspection in earliest_first:
        same_day.setdefault((inspection.registration_id, inspection.date, inspection.kind), []).append(inspection)
    found = [_visit(same) for day in same_day.values() for same in _events(day)]
    return sorted(found, key=lambda visit: (visit.date or date.min, visit.kind), reverse=True)


def _events(printed: list[Inspection]) -> Iterator[list[Inspection]]:
    """Those of one registration, day and kind, by event. Some lists leave the number out: theirs is the first event."""
    numbers = sorted({each.event_number for each in printed if each.event_number is not None}) or [None]
    for number in numbers:
        yield [each for each in printed if (each.event_number or numbers[0]) == number]


def _visit(printed: list[Inspection]) -> Visit:
    by_theme: dict[str, Judgement] = {}
    for inspection in printed:
        for judgement in inspection.judgements.all():
            by_theme.setdefault(judgement.theme, judgement)
    judgements = [by_theme[theme] for theme in Theme if theme in by_theme]
    first = printed[0]
    return Visit(
        registration=first.registration,
        date=first.date,
        kind=first.kind,
        published_on=next((each.published_on for each in printed if each.published_on), None),
        overall=next((judgement for judgement in judgements if judgement.theme in WHOLE), None),
        others=[judgement for judgement in judgements if judgement.theme not in WHOLE],
    )
