"""The columns of a provider's own: how each is headed, read from a cell, and written into one."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from homes.models import Need
from homes.models.home_facts import MOST_PLACES, OLDEST
from people.cleaning.text import lines, one_line

Value = str | int | list[str] | None
EMPTY = "(empty)"  # what to write into a cell to empty what is kept; an empty cell leaves it
CHILDRENS_HOME = re.compile(r"\bchildren ?s? homes?\b")
ABOUT_CHILDREN = re.compile(
    r"\b(child(ren)?s?|young (person|people)s?|yp|residents?|(date|place) of birth|birth ?(day|date)|dob|d o b|nhs|upn|"
    r"place(d|ments?)|placing|initials|looked after|care orders?|social workers?|gender|ethnicity|diagnos[ei]s|"
    r"medications?|restraints?|missing|admi(tted|ssions?)|discharged?)\b"
)


@dataclass(frozen=True)
class Field:
    """One column. `read` takes a cell that says something and raises ValidationError; `nothing` is the empty value."""

    name: str
    heading: str
    read: Callable[[str], Value]
    write: Callable[[Value], str | int | None] = lambda value: value
    nothing: Value = ""
    also: tuple[str, ...] = field(default_factory=tuple)  # other headings that mean it


def _text(most: int, clean: Callable[[str], str] = one_line) -> Callable[[str], str]:
    def read(cell: str) -> str:
        cell = clean(cell)
        if len(cell) > most:
            raise ValidationError(f"This has {len(cell)} characters; at most {most} fit.")
        return cell

    return read


def _number(most: int) -> Callable[[str], int]:
    def read(cell: str) -> int:
        if not cell.isdecimal() or not cell.isascii() or int(cell[:6]) > most:
            raise ValidationError(f"Write a whole number from 0 to {most}, and nothing else.")
        return int(cell)

    return read


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


FIELDS = [
    Field("name", "Name", _text(120), also=("Home name", "Name of home")),
    Field("alias", "Alias", _text(60)),
    Field("address", "Address", _text(400, clean=lines)),
    Field("postcode", "Postcode", _text(10)),
    Field("telephone", "Telephone", _text(30), also=("Phone", "Telephone number")),
    Field("vacancies", "Vacancies", _number(MOST_PLACES), nothing=None),
    Field("youngest", "Youngest age", _number(OLDEST), nothing=None, also=("Age from", "Lowest age")),
    Field("oldest", "Oldest age", _number(OLDEST), nothing=None, also=("Age to", "Highest age")),
    Field("needs", "Needs", _needs, write=_needs_in_words, nothing=[]),
]
BY_NAME = {each.name: each for each in FIELDS}
NUMBER = ("URN", "Ofsted number", "Ofsted number (URN)", "Registration number")


def letters(text: str) -> str:
    """What is left of a heading or a word when case, spaces and signs are not told apart."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


BY_HEADING = {letters(heading): each for each in FIELDS for heading in (each.heading, *each.also)}


def in_words(before: dict[str, Value], after: dict[str, Value]) -> list[tuple]:
    """Heading, words before and words after of each field of a change."""
    fields = [BY_NAME[name] for name in after]
    return [(each.heading, each.write(before[each.name]), each.write(after[each.name])) for each in fields]


def speaks_of_children(heading: str) -> bool:
    """Whether a heading asks for something about a child. “Children's home” does not."""
    words = " ".join(re.findall(r"[^\W_]+", heading.casefold()))
    return bool(ABOUT_CHILDREN.search(CHILDRENS_HOME.sub("", words)))
