"""What changed between two publications of the register: two lists in, changes out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ChangeKind(StrEnum):
    NEW = "new"
    CLOSED = "closed"
    STATUS = "status"
    PLACES = "places"
    OWNER = "owner"
    GRADE = "grade"


GONE = "Not on the list"


@dataclass(frozen=True, slots=True)
class ListedFacts:
    """What one list says of one registration. `owner_key` is the same for all spellings of a name; `judgement` are the
    words of the latest overall one and `grade` what they mean. None and blanks are not printed.
    """

    on_register: bool
    status: str
    registered_on: date | None = None
    places: int | None = None
    owner: str = ""
    owner_key: str = ""
    judgement: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """One change of one registration, in the words of the two lists."""

    registration: int
    kind: ChangeKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One list: its day, whether it prints every provider on the register, and what it says, by registration."""

    as_at: date
    is_whole: bool
    facts: Mapping[int, ListedFacts]


def changes(before: Listed, after: Listed) -> list[RegisterChange]:
    """The changes from one list to a later one, by registration.

    New is what is on the register and was not; closed what was and is not, whether its row says so or is gone. Of what
    is on both, a status, places, an owner or a grade that both lists print and that differ; another spelling of an
    owner, and other words for the same grade, are no change. A first judgement is one.

    A list that is not whole tells nothing by what it leaves out: gone from it is not closed, and what it lacked is new
    only if it was registered since.
    """
    found = []
    for registration in sorted(before.facts.keys() | after.facts.keys()):
        pairs = _changes(before.facts.get(registration), after.facts.get(registration), before, after)
        found += [RegisterChange(registration, *pair) for pair in pairs]
    return found


def _changes(
    was: ListedFacts | None, now: ListedFacts | None, before: Listed, after: Listed
) -> Iterator[tuple[ChangeKind, str, str]]:
    if was and was.on_register and now and now.on_register:
        yield from _differences(was, now)
    elif was and was.on_register and (now or after.is_whole):
        yield ChangeKind.CLOSED, was.status, now.status if now else GONE
    elif now and now.on_register and (was or before.is_whole or _is_since(now, before.as_at)):
        yield ChangeKind.NEW, was.status if was else GONE, now.status


def _is_since(now: ListedFacts, day: date) -> bool:
    return now.registered_on is not None and now.registered_on > day


def _differences(before: ListedFacts, after: ListedFacts) -> Iterator[tuple[ChangeKind, str, str]]:
    if before.status != after.status:
        yield ChangeKind.STATUS, before.status, after.status
    if None not in (before.places, after.places) and before.places != after.places:
        yield ChangeKind.PLACES, str(before.places), str(after.places)
    if before.owner_key and after.owner_key and before.owner_key != after.owner_key:
        yield ChangeKind.OWNER, before.owner, after.owner
    if after.grade and before.grade != after.grade:
        yield ChangeKind.GRADE, before.judgement or "Not yet judged", after.judgement
