"""What changed between two publications of the register: two lists in, changes out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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


def changes(before: Mapping[int, ListedFacts], after: Mapping[int, ListedFacts]) -> list[RegisterChange]:
    """The changes from one list to a later one, by registration.

    New is what is on the register and was not; closed what was and is not, whether its row says so or is gone. Of what
    is on both, a status, places, an owner or a grade that both lists print and that differ; another spelling of an
    owner, and other words for the same grade, are no change. A first judgement is one.
    """
    found = []
    for registration in sorted(before.keys() | after.keys()):
        pairs = _changes(before.get(registration), after.get(registration))
        found += [RegisterChange(registration, *pair) for pair in pairs]
    return found


def _changes(before: ListedFacts | None, after: ListedFacts | None) -> Iterator[tuple[ChangeKind, str, str]]:
    was, is_now = bool(before and before.on_register), bool(after and after.on_register)
    if was and before and after and is_now:
        yield from _differences(before, after)
    elif was and before:
        yield ChangeKind.CLOSED, before.status, after.status if after else GONE
    elif is_now and after:
        yield ChangeKind.NEW, before.status if before else GONE, after.status


def _differences(before: ListedFacts, after: ListedFacts) -> Iterator[tuple[ChangeKind, str, str]]:
    if before.status != after.status:
        yield ChangeKind.STATUS, before.status, after.status
    if None not in (before.places, after.places) and before.places != after.places:
        yield ChangeKind.PLACES, str(before.places), str(after.places)
    if before.owner_key and after.owner_key and before.owner_key != after.owner_key:
        yield ChangeKind.OWNER, before.owner, after.owner
    if after.grade and before.grade != after.grade:
        yield ChangeKind.GRADE, before.judgement or "Not yet judged", after.judgement
