"""How a line of a pasted list begins, goes on, and what is wrong with a list. Without a database.

Nothing is lost: what is not understood stands where it stood, for a person to look at.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,3}(?:\([a-z]{1,4}\)|[a-z])?"
MARK = rf"{NUMBER}|[ivx]{{1,5}}|[a-z]"
BULLET = re.compile(r"^\s*[•·▪‣●○◦☐□–—*-]\s+")
HYPHENED = re.compile(r"(?<=[a-z])-$")


class Numbered(Protocol):
    """What every list has: a number, empty where there is none, and a text."""

    @property
    def number(self) -> str: ...

    @property
    def text(self) -> str: ...


class Begun(NamedTuple):
    """How a line begins that is a new entry: its number, whether it says so itself ("Question 4"), and what follows."""

    number: str
    is_named: bool
    rest: str


def beginnings(named: str) -> re.Pattern:
    """How lines begin that are new entries: "4a.", "4.2)", "(iv)", `named` and a number, "7" and a tab as Word copies.

    A number of several parts needs no sign after it, "4.1 Pay" or "4(ii) Pay", where a capital follows: "4.1 million"
    is the middle of a sentence.
    """
    return re.compile(
        rf"^\s*(?:(?:{named})\s*(?P<named>{NUMBER})\s*(?:[.):–—-]+\s*|\s+|$)"
        rf"|\((?P<bracketed>{MARK})\)\s*|(?P<plain>{MARK})(?:[.):]+\s+|[.):]*\t\s*|[.)]$)"
        r"|(?P<parted>\d{1,3}(?:(?:\.\d{1,3})+[a-z]?|[a-z]|\([a-z]{1,4}\)))\s+(?=(?-i:[A-Z\u201c\u2018])))",
        re.IGNORECASE,
    )


def begun(pattern: re.Pattern, line: str) -> Begun | None:
    """The entry that a line begins, if it does."""
    found = pattern.match(line)
    if not found:
        return None
    number = found["named"] or found["bracketed"] or found["plain"] or found["parted"]
    return Begun(number, bool(found["named"]), line[found.end() :].strip())


def joined(text: str, line: str) -> str:
    """A line that goes on, as a PDF breaks it: a hyphen at its end stays, for nobody knows whether the word has it."""
    return f"{text}{line}" if HYPHENED.search(text) else f"{text} {line}".strip()


def faults_of(items: Iterable[Numbered], called: str, longest: int, longest_number: int) -> Iterator[str]:
    """What has to be mended before a list can be kept, a sentence each; `called`: what one is called."""
    items = list(items)
    times = Counter(item.number.lower() for item in items if item.number)
    for number, count in times.items():
        if count > 1:
            yield f"The number {number} stands {count} times. Give each its own."
    for place, item in enumerate(items, start=1):
        name = f"{called} {item.number}" if item.number else f"Item {place}, “{item.text[:40]}”,"
        if not item.number:
            yield f"{name} has no number. Write one before it, or join it to the one that it belongs to."
        if not item.text:
            yield f"{name} has no text. Write it, or take its number out."
        if len(item.text) > longest:
            yield f"{name} is longer than {longest} characters. Shorten it or split it."
        if len(item.number) > longest_number:
            yield f"{name} has a number of more than {longest_number} characters."
