"""Homes and places year by year: as the regulator published them, beside what our lists count."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from register.figures import RegisterFigures, figures_of
from register.lists import PublishedMeasure
from register.models import PublishedTotal, RegisterFile


@dataclass(frozen=True)
class SeriesYear:
    """A day for which there is a published total or a list; None where one of the two has nothing."""

    as_at: date
    homes: int | None
    places: int | None
    counted: RegisterFigures | None
    file: RegisterFile | None

    @property
    def difference(self) -> int | None:
        """How many homes fewer our list counts than were published."""
        return self.homes - self.counted.homes if self.counted and self.homes is not None else None


def published_beside(file: RegisterFile) -> dict[str, int]:
    """By measure the published numbers of a list's day: as the file itself has them, else as files in use do."""
    same_day = PublishedTotal.objects.filter(as_at=file.as_at)
    totals = same_day.filter(Q(file=file) | Q(pk__in=PublishedTotal.objects.in_use().values("pk")))
    mine_last = sorted(totals, key=lambda total: total.file_id == file.pk)
    return {total.measure: total.number for total in mine_last}


def series() -> list[SeriesYear]:
    """Every day with a published total or a list in use, the newest first. Two queries, and one for each list."""
    published: dict[date, dict[str, int]] = {}
    for total in PublishedTotal.objects.in_use():
        published.setdefault(total.as_at, {})[total.measure] = total.number
    files = {file.as_at: file for file in RegisterFile.objects.as_at_lists().defer("original")}
    return [_year(day, published.get(day, {}), files.get(day)) for day in sorted(published | files, reverse=True)]


def _year(day: date, totals: dict[str, int], file: RegisterFile | None) -> SeriesYear:
    homes, places = (totals.get(measure) for measure in (PublishedMeasure.HOMES, PublishedMeasure.PLACES))
    return SeriesYear(day, homes, places, figures_of(file) if file else None, file)
