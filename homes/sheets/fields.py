"""The columns of a provider's own: how each is headed, read from a cell, and written into one."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError

from cleaning.text import lines, one_line
from homes.contact import read_postcode, read_telephone
from homes.models import Need
from homes.models.home_facts import MOST_PLACES, OLDEST
from people.templatetags.people import day
from sheets import numbers
from sheets.days import NoDay, read_day
from sheets.headings import letters

Value = str | int | list[str] | None
EMPTY = "(empty)"  # what to write into a cell to empty what is kept; an empty cell leaves it


@dataclass(frozen=True)
class Field:
    """One column. `read` takes a cell that says something and raises ValidationError; `nothing` is the empty value."""

    name: str
    heading: str
    read: Callable[[str], Value]
    write: Callable[[Value], str | int | None] = lambda value: value
    nothing: Value = ""
    also: tuple[str, ...] = field(default_factory=tuple)  # other headings that mean it


def text_field(
    most: int,
    clean: Callable[[str], str] = one_line,
    mend: Callable[[str], str] = numbers.words,
    check: Callable[[str], str] = str,
) -> Callable[[str], str]:
    """How a cell of words is read: cleaned, what a program did to it mended or refused, not too long, then checked."""

    def read(cell: str) -> str:
        cell = _unchanged(mend, clean(cell))
        if len(cell) > most:
            raise ValidationError(f"This has {len(cell)} characters; at most {most} fit.")
        return check(cell)

    return read


def _number(most: int) -> Callable[[str], int]:
    def read(cell: str) -> int:
        cell = _unchanged(numbers.whole, cell)
        if not re.fullmatch("[0-9]{1,9}", cell) or int(cell) > most:
            raise ValidationError(f"Write a whole number from 0 to {most}, and nothing else.")
        return int(cell)

    return read


def _unchanged(mend: Callable[[str], str], cell: str) -> str:
    try:
        return mend(cell)
    except numbers.Changed as fault:
        raise ValidationError(str(fault)) from None


def _needs(cell: str) -> list[str]:
    known = {letters(label): value for value, label in Need.choices}
    parts = [part.strip() for part in re.split(r"[;\n]", cell) if part.strip()]
    unknown = [part for part in parts if letters(part) not in known]
    if unknown:
        raise ValidationError(
            f"“{unknown[0]}” is none of the needs of a registration. Part them by semicolons and use these words: "
            f"{'; '.join(str(label) for label in Need.labels)}."
        )
    return sorted({known[letters(part)] for part in parts})


def _needs_in_words(value: Value) -> str:
    return "; ".join(str(Need(need).label) for need in value)


def _day(cell: str) -> str:
    """A day as it is kept in a sheet's changes: `2026-06-04`."""
    try:
        return read_day(cell).isoformat()
    except NoDay as fault:
        raise ValidationError(str(fault)) from None


def _day_in_words(value: Value) -> str:
    return day(date.fromisoformat(value)) if value else ""


FIELDS = [
    Field("name", "Name", text_field(120), also=("Home name", "Name of home")),
    Field("alias", "Alias", text_field(60)),
    Field("address", "Address", text_field(400, clean=lines)),
    Field("postcode", "Postcode", text_field(10, mend=numbers.postcode, check=read_postcode)),
    Field(
        "telephone",
        "Telephone",
        text_field(30, mend=numbers.telephone, check=read_telephone),
        also=("Phone", "Telephone number"),
    ),
    Field("vacancies", "Vacancies", _number(MOST_PLACES), nothing=None),
    Field("youngest", "Youngest age", _number(OLDEST), nothing=None, also=("Age from", "Lowest age")),
    Field("oldest", "Oldest age", _number(OLDEST), nothing=None, also=("Age to", "Highest age")),
    Field("needs", "Needs", _needs, write=_needs_in_words, nothing=[]),
    Field("area", "Area", text_field(60)),
    Field("manager", "Registered manager", text_field(120), also=("Manager",)),
    Field("manager_since", "Manager since", _day, write=_day_in_words, also=("Registered manager since",)),
    Field("responsible", "Responsible individual", text_field(120), also=("RI",)),
    Field("responsible_since", "Responsible individual since", _day, write=_day_in_words, also=("RI since",)),
]
POSTS = ("manager", "responsible")  # fields that name who holds a post; each has another with the day
NOTHING = {each.name: each.nothing for each in FIELDS}  # of a home of which nothing is kept
BY_NAME = {each.name: each for each in FIELDS}
NUMBER = ("URN", "Ofsted number", "Ofsted number (URN)", "Registration number")


# For the reader of sheets: what each is called, and the first of them is the number by which a home is known.
NAMES = {"number": NUMBER} | {each.name: (each.heading, *each.also) for each in FIELDS}


def in_words(before: dict[str, Value], after: dict[str, Value]) -> list[tuple]:
    """Heading, words before and words after of each field of a change."""
    fields = [BY_NAME[name] for name in after]
    return [(each.heading, each.write(before[each.name]), each.write(after[each.name])) for each in fields]
