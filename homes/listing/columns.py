"""What a list of homes can show: a column's words, and what it is sorted by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from homes.listing.rows import Row
from homes.models import Home
from people.templatetags.people import day
from register.lists.grades import Grade

BEST_FIRST = [grade.value for grade in Grade]
NONE = "–"


@dataclass(frozen=True)
class Column:
    """A heading, the words of a row, and its place in an order: None comes last, whichever way it goes."""

    name: str
    label: str
    words: Callable[[Row], str]
    key: Callable[[Row], Any]
    numeric: bool = False
    attention: Callable[[Row], bool] = lambda row: False


def _text(name: str, label: str, words: Callable[[Row], str | None]) -> Column:
    return Column(name, label, lambda row: words(row) or NONE, lambda row: (words(row) or "").casefold() or None)


def _number(name: str, label: str, value: Callable[[Row], int | None]) -> Column:
    def words(row):
        return NONE if value(row) is None else str(value(row))

    return Column(name, label, words, value, numeric=True)


def _printed(field: str) -> Callable[[Row], Any]:
    return lambda row: row.printed(field)


def _judged_on(row: Row):
    return row.entry and row.entry.inspected_on


def _manager(row: Row) -> str:
    if row.manager:
        return row.manager
    return f"Nobody since {day(row.unmanaged_since)}" if row.unmanaged_since else NONE


def _date(name: str, label: str, value: Callable[[Row], date | None]) -> Column:
    return Column(name, label, lambda row: day(value(row)) or NONE, value)


def _waits(row: Row) -> bool:
    return row.home.state in (Home.State.CLAIMED, Home.State.REFUSED)


def _state(row: Row) -> str:
    return str(row.home.get_state_display())


def _grade(row: Row) -> int | None:
    return BEST_FIRST.index(row.grade) if row.grade else None


NAME = _text("name", "Home", lambda row: row.name or str(row.home))
CHOICES = [
    _text("urn", "URN", lambda row: row.home.registration.number),
    _text("provider", "Provider", lambda row: str(row.home.provider)),
    _text("region", "Region", _printed("region")),
    _text("local_authority", "Local authority", _printed("local_authority")),
    _text("kind", "Kind", lambda row: row.printed("provision_type") or row.printed("kind")),
    _text("sector", "Sector", _printed("sector")),
    _text("status", "Registration", _printed("status")),
    _number("places", "Places", _printed("places")),
    _number("vacancies", "Vacancies", lambda row: row.facts.vacancies),
    _date("vacancies_on", "Vacancies as of", lambda row: row.facts.vacancies_on),
    _text("ages", "Ages", lambda row: row.facts.ages),
    _text("needs", "Needs", lambda row: ", ".join(row.facts.needs_in_words)),
    _text("area", "Area", lambda row: row.area and row.area.name),
    _text("area_manager", "Area manager", lambda row: row.area and row.area.manager and row.area.manager.name),
    Column(
        "manager",
        "Registered manager",
        _manager,
        lambda row: row.manager.casefold() or None,
        attention=lambda row: row.unmanaged_since is not None,
    ),
    Column("grade", "Latest judgement", lambda row: row.judgement, _grade),
    _date("judged_on", "Judged on", _judged_on),
    Column("state", "State", _state, _state, attention=_waits),
]
COLUMNS = {column.name: column for column in [NAME, *CHOICES]}
USUAL = ["urn", "local_authority", "places", "vacancies", "manager", "grade", "state"]


def usual(rows: list[Row]) -> list[str]:
    """The columns that nobody chose: whose home it is too, where they are of several providers."""
    return ["provider", *USUAL] if len({row.home.provider_id for row in rows}) > 1 else USUAL


def ordered(rows: list[Row], by: str) -> list[Row]:
    """The rows by a column's name, downwards with a minus before it; an unknown name is the number's order."""
    column = COLUMNS.get(by.removeprefix("-"), COLUMNS["urn"])
    known = [row for row in rows if column.key(row) is not None]
    known.sort(key=column.key, reverse=by.startswith("-"))
    return known + [row for row in rows if column.key(row) is None]
