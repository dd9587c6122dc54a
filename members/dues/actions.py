"""What is done to a year's dues: planned as a draft, changed, released, taken back, thrown away."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from members.dues.arithmetic import Sizes, gaps, overlaps
from members.dues.prices import KINDS
from members.models import Band, DuesYear, Term
from members.periods import last_day_of_year
from people.access import Permission, check
from people.models import Provider, User

RELEASED = "These dues are released, so they stay. Plan the next ones, or take these back while no term began."


@dataclass(frozen=True)
class BandRow:
    """A band as it is typed."""

    kind: str
    name: str
    size_from: int
    size_to: int | None
    dues: Decimal


def next_facts() -> dict:
    """What a new draft begins with: that of the newest released dues, a year later; without any, today."""
    newest = DuesYear.objects.released().first()
    if newest is None:
        today = timezone.localdate()
        return {"starts_on": today, "census_on": today}
    same = {name: getattr(newest, name) for name in ("measure", "joining", "vat_rate")}
    return same | {"starts_on": _year_later(newest.starts_on), "census_on": _year_later(newest.census_on)}


@transaction.atomic
def plan_year(*, by: User, **facts) -> DuesYear:
    """A draft with the bands of the newest released year. Raises PermissionDenied, and ValidationError."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    before = DuesYear.objects.released().first()
    year = DuesYear(**facts)
    year.validate_unique()
    year.validate_constraints()
    year.save()
    bands = before.bands.values("kind", "name", "size_from", "size_to", "dues") if before else []
    Band.objects.bulk_create(Band(year=year, **band) for band in bands)
    return year


@transaction.atomic
def change_draft(*, year: DuesYear, rows: list[BandRow], by: User, **facts) -> DuesYear:
    """Change a draft and all of its bands. Raises PermissionDenied, and ValidationError for bands that overlap."""
    year = _draft(year, by)
    for name, value in facts.items():
        setattr(year, name, value)
    year.validate_unique()
    year.validate_constraints()
    if wrong := _overlaps(rows, year):
        raise ValidationError(wrong)
    year.save()
    before = {(band.kind, band.size_from): band for band in year.bands.all()}
    for row in rows:
        band = before.pop((row.kind, row.size_from), None) or Band(year=year)
        for name, value in vars(row).items():
            setattr(band, name, value)
        band.save()
    for band in before.values():
        band.delete()
    return year


@transaction.atomic
def release(*, year: DuesYear, by: User) -> DuesYear:
    """Put a draft in force. Raises PermissionDenied, and ValidationError for bands with gaps."""
    year = _draft(year, by)
    if wrong := faults(year):
        raise ValidationError(wrong)
    year.released_at, year.released_by = timezone.now(), by
    year.save(update_fields=["released_at", "released_by"])
    return year


@transaction.atomic
def take_back(*, year: DuesYear, by: User) -> DuesYear:
    """Make a released year a draft again. Raises PermissionDenied, and ValidationError once a term rests on it."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    year = DuesYear.objects.select_for_update().get(pk=year.pk)
    if Term.objects.filter(chosen_band__year=year).exists():
        raise ValidationError("Terms have begun by these dues, so they stay as they are. Plan the next ones instead.")
    year.released_at = year.released_by = None
    year.save(update_fields=["released_at", "released_by"])
    return year


@transaction.atomic
def delete_draft(*, year: DuesYear, by: User) -> None:
    """Throw a draft away. Raises PermissionDenied, and ValidationError for a released year."""
    _draft(year, by).delete()


def faults(year: DuesYear) -> list[str]:
    """What is wrong with the bands of a year, a sentence each."""
    bands = list(year.bands.all())
    if not bands:
        return ["There are no bands yet."]
    what, found = year.measure, []
    for kind, name in KINDS.items():
        sizes = [Sizes(band.name, band.size_from, band.size_to) for band in bands if band.kind == kind]
        least = 0 if kind == Provider.MemberKind.ASSOCIATE else 1
        wrong = [*overlaps(sizes, what), *gaps(sizes, what, least)] if sizes else []
        found += [f"For {name}: {sentence}" for sentence in wrong]
    return found


def _overlaps(rows: list[BandRow], year: DuesYear) -> list[str]:
    what, found = year.measure, []
    for kind, name in KINDS.items():
        sizes = [Sizes(row.name, row.size_from, row.size_to) for row in rows if row.kind == kind]
        found += [f"For {name}: {sentence}" for sentence in overlaps(sizes, what)]
    return found


def _draft(year: DuesYear, by: User) -> DuesYear:
    check(by, Permission.MEMBERSHIP_MANAGE)
    year = DuesYear.objects.select_for_update().get(pk=year.pk)
    if not year.is_draft:
        raise ValidationError(RELEASED)
    return year


def _year_later(day: date) -> date:
    return last_day_of_year(day) + timedelta(days=1)
