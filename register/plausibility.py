"""Whether a list looks like the one beside it: what a person sees before releasing it.

Each check has a limit that no list from 2016 to 2025 passed beside its neighbour; a list beyond one is most likely
half a file, or one whose columns have moved. It may still be right, so two people may release it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from register.comparison import compare
from register.lists import PublishedMeasure
from register.lists.changes import ChangeKind
from register.measures import BLANKS, Measures, measures_of
from register.models import RegisterFile
from register.series import published_beside

ALL = RegisterFile.Coverage.ALL

# In a year, as shares of what the list beside it says. The register grew by 15 % from 2024 to 2025, as never before.
MOST_GROWTH, MOST_LOSS = 0.25, 0.1
MOST_JOINED, MOST_LEFT = 0.3, 0.15
MOST_UNREADABLE = 0.01  # of rows
MOST_UNLIKE_PUBLISHED = 0.01  # of what the regulator published for that day
MOST_BLANK = 5  # percentage points more than in the list beside it
MOST_REGRADED = 12  # percentage points of the judged homes that one grade wins or loses
# For a list with none beside it: Ofsted counted 2,074 children's homes in 2015 and 4,009 in 2025.
FEWEST_HOMES, MOST_HOMES = 1500, 8000
EARLIEST = date(2013, 1, 1)
# The list of 2016 prints neither, that of 2019 both.
PRINTED_SINCE = {"owner": date(2019, 3, 31), "registered_on": date(2019, 3, 31)}


@dataclass(frozen=True)
class Check:
    """One line of the sheet: what the list beside it says and what this one says, in words; `wrong` is a sentence."""

    label: str
    before: str
    now: str
    wrong: str = ""


@dataclass(frozen=True)
class Plausibility:
    """What was checked, beside which list (None: there is none of this kind in use)."""

    beside: RegisterFile | None
    checks: list[Check]

    @property
    def wrong(self) -> list[str]:
        """The sentences of the checks that went beyond their limits: with any, a second person must look."""
        return [check.wrong for check in self.checks if check.wrong]


def plausibility_of(file: RegisterFile) -> Plausibility:
    """A file beside the list nearest to it in time; `file.covers` may be what a person has yet to confirm."""
    beside = _nearest(file)
    now, before = measures_of(file), measures_of(beside) if beside else None
    checks = [*_of_day(file), *_of_rows(now, before), *_of_columns(file)]
    if now.homes or file.entries.exists():
        alike = bool(beside and beside.covers == file.covers)
        if beside and before:
            checks += _of_numbers(file, beside, now, before) if alike else []
        else:
            checks += _alone(now)
        checks += _of_published(file, now)
        fields = [name for name in BLANKS if file.as_at >= PRINTED_SINCE.get(name, EARLIEST)]
        checks += _of_contents(now, before, [name for name in fields if alike or name != "inspection"])
    return Plausibility(beside, checks)


def _nearest(file: RegisterFile) -> RegisterFile | None:
    others = RegisterFile.objects.in_use().filter(kind=file.kind).exclude(pk=file.pk).defer("original")
    return min(others, key=lambda other: abs(other.as_at - file.as_at), default=None)


def _of_day(file: RegisterFile) -> Iterator[Check]:
    wrong = ""
    if file.as_at < EARLIEST:  # one of a day to come is not read at all
        wrong = f"The list stands for {file.as_at.day} {file.as_at:%B %Y}, which cannot be."
    yield Check("As at", "", f"{file.as_at.day} {file.as_at:%B %Y}", wrong)


def _of_rows(now: Measures, before: Measures | None) -> Iterator[Check]:
    yield Check("Rows read", f"{before.rows:,}" if before else "", f"{now.rows:,}", _none(now.rows))
    much = now.unreadable > MOST_UNREADABLE * (now.rows + now.unreadable)
    wrong = f"{now.unreadable:,} of {now.rows + now.unreadable:,} rows could not be read." if much else ""
    yield Check("Rows that could not be read", f"{before.unreadable:,}" if before else "", f"{now.unreadable:,}", wrong)
    wrong = f"{now.in_new_words:,} judgements are in words that are on no scale known here." if now.in_new_words else ""
    there = f"{before.in_new_words:,}" if before else ""
    yield Check("Judgements in words not known here", there, f"{now.in_new_words:,}", wrong)


def _of_columns(file: RegisterFile) -> Iterator[Check]:
    missing = ", ".join(file.missing_columns)
    wrong = f"The file has no column for {missing}, which such a list prints." if missing else ""
    yield Check("Columns that are missing", "", missing or "None", wrong)


def _of_published(file: RegisterFile, now: Measures) -> Iterator[Check]:
    """What the regulator itself published for that day, where a file in use says it."""
    published_then = published_beside(file)
    for label, measure, number in (
        ("Children’s homes, as Ofsted published", PublishedMeasure.HOMES, now.homes),
        ("Places, as Ofsted published", PublishedMeasure.PLACES, now.places),
    ):
        published = published_then.get(measure)
        if published:
            differs = abs(number - published) > MOST_UNLIKE_PUBLISHED * published
            wrong = f"Ofsted published {published:,} for that day, and the list has {number:,}." if differs else ""
            yield Check(label, f"{published:,}", f"{number:,}", wrong if file.covers == ALL else "")


def _none(rows: int) -> str:
    return "" if rows else "No row could be read."


def _alone(now: Measures) -> Iterator[Check]:
    wrong = ""
    if not FEWEST_HOMES <= now.homes <= MOST_HOMES:
        wrong = f"There is no list to compare it with, and {now.homes:,} children’s homes are not what England has."
    yield Check("Children’s homes", "", f"{now.homes:,}", wrong)
    yield Check("Places in children’s homes", "", f"{now.places:,}", "" if now.places else "No home has any place.")


def _of_numbers(file: RegisterFile, beside: RegisterFile, now: Measures, before: Measures) -> Iterator[Check]:
    """What can only grow and shrink so fast, of two lists that cover the same."""
    earlier, later = (before, now) if beside.as_at <= file.as_at else (now, before)
    years = max(abs((file.as_at - beside.as_at).days) / 365, 1)
    for label, name in (
        ("Providers on the register", "providers"),
        ("Children’s homes", "homes"),
        ("Places in children’s homes", "places"),
        ("Owners of children’s homes", "owners"),
        ("Local authorities with a children’s home", "local_authorities"),
    ):
        was, became = getattr(earlier, name), getattr(later, name)
        likely = was * (1 - MOST_LOSS) ** years <= became <= was * (1 + MOST_GROWTH) ** years
        likely |= name == "owners" and 0 in (was, became)  # one of the two does not print them
        wrong = "" if likely else f"{label}: {getattr(before, name):,} there and {getattr(now, name):,} here."
        yield Check(label, f"{getattr(before, name):,}", f"{getattr(now, name):,}", wrong)
    yield from _of_moves(file, beside, earlier.homes, years)


def _of_moves(file: RegisterFile, beside: RegisterFile, homes: int, years: float) -> Iterator[Check]:
    lists = (beside, file) if beside.as_at <= file.as_at else (file, beside)
    kinds = [change.kind for change in compare(*lists)]
    new, closed = kinds.count(ChangeKind.NEW), kinds.count(ChangeKind.CLOSED)
    copied = "Nothing changed from one list to the other: it may be the same list with another date."
    wrong = copied if not kinds and file.as_at != beside.as_at else ""
    yield Check("Changes between the two", "", f"{len(kinds):,}", wrong)
    many = new > homes * ((1 + MOST_JOINED) ** years - 1)
    yield Check("Homes that came", "", f"{new:,}", f"{new:,} homes came, beside {homes:,}." if many else "")
    many = closed > homes * (1 - (1 - MOST_LEFT) ** years)
    yield Check("Homes that went", "", f"{closed:,}", f"{closed:,} of {homes:,} homes went." if many else "")


def _of_contents(now: Measures, before: Measures | None, fields: Sequence[str]) -> Iterator[Check]:
    """How much is blank, and how homes are judged."""
    for name in fields:
        label = f"Without {BLANKS[name]}"
        yield _share(label, before and before.blank(name), now.blank(name), MOST_BLANK, more_only=True)
    for grade in sorted(now.grades | (before.grades if before else {})):
        label = f"Judged {grade.replace('_', ' ')}"
        yield _share(label, before and before.graded(grade), now.graded(grade), MOST_REGRADED)


def _share(label: str, before: int | None, now: int | None, most: int, *, more_only: bool = False) -> Check:
    """A share in percent; a list with none beside it is held against nought."""
    change = (now or 0) - (before or 0)
    beyond = (change if more_only else abs(change)) > most and (before is not None or more_only)
    there = "" if before is None else f"{before} %"
    here = "–" if now is None else f"{now} %"
    wrong = f"{label}: {here} of the homes here" + (f", {there} there." if there else ".")
    return Check(label, there, here, wrong if beyond else "")
