"""A list of recommendations as it is pasted from Word or PDF, read into numbers and texts. Without a database.

Nothing is lost: a line without a number belongs to the one before it, and what stands before the first number becomes
an item without one, for a person to look at.
"""

import re
from collections import Counter
from dataclasses import dataclass

# "4a.", "4.2)", "(iv)", "Recommendation 12:", "R7 –", and a tab after a number, as Word copies its own lists.
NAMED = r"(?:recommendation|rec\.?|r)\s*"
MARK = r"\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|[ivx]{1,5}|[a-z]"
BEGINS = re.compile(
    rf"^\s*(?:{NAMED}(?P<named>\d{{1,3}}(?:\.\d{{1,3}})*[a-z]?)\s*(?:[.):–—-]+\s*|\s+|$)"
    rf"|\((?P<bracketed>{MARK})\)\s*|(?P<plain>{MARK})(?:[.):]+\s+|[.):]*\t\s*|[.)]$))",
    re.IGNORECASE,
)
BULLET = re.compile(r"^\s*[•·▪‣●○–—*-]\s+")
HYPHENED = re.compile(r"(?<=[a-z])-$")


@dataclass(frozen=True)
class Item:
    """One recommendation as it was read; `number` is empty where the list has none."""

    number: str
    text: str


def read(pasted: str) -> list[Item]:
    """The recommendations of a pasted list, in their order."""
    items: list[list[str]] = []
    for line in pasted.splitlines():
        begins, bullet = BEGINS.match(line), BULLET.match(line)
        if begins:
            items.append([begins["named"] or begins["bracketed"] or begins["plain"], line[begins.end() :].strip()])
        elif bullet:
            items.append(["", line[bullet.end() :].strip()])
        elif line.strip():
            items = items or [["", ""]]
            items[-1][1] = _joined(items[-1][1], line.strip())
    return [Item(number, text) for number, text in items]


def written(items: list[Item]) -> str:
    """The list as `read` takes it without doubt: what a person checks and mends."""
    return "\n\n".join(f"{item.number}. {item.text}" if item.number else f"• {item.text}" for item in items)


def numbered(items: list[Item]) -> list[Item]:
    """The same, with 1, 2, 3… where Word has lost its numbers, and so has begun anew or gave none."""
    if items and (all(not item.number for item in items) or {item.number for item in items} == {"1"}):
        return [Item(str(place), item.text) for place, item in enumerate(items, start=1)]
    return items


def faults(items: list[Item], longest: int, longest_number: int) -> list[str]:
    """What has to be mended before the list can be kept, a sentence each."""
    times = Counter(item.number.lower() for item in items if item.number)
    twice = {number: count for number, count in times.items() if count > 1}
    found = [f"The number {number} stands {count} times. Give each its own." for number, count in twice.items()]
    for place, item in enumerate(items, start=1):
        name = f"Recommendation {item.number}" if item.number else f"Item {place}, “{item.text[:40]}”,"
        if not item.number:
            found.append(f"{name} has no number. Write one before it, or join it to the one that it belongs to.")
        if not item.text:
            found.append(f"{name} has no text. Write it, or take its number out.")
        if len(item.text) > longest:
            found.append(f"{name} is longer than {longest} characters. Shorten it or split it.")
        if len(item.number) > longest_number:
            found.append(f"{name} has a number of more than {longest_number} characters.")
    return found


def _joined(text: str, line: str) -> str:
    """A line that goes on, as a PDF breaks it: a hyphen at its end stays, for nobody knows whether the word has it."""
    return f"{text}{line}" if HYPHENED.search(text) else f"{text} {line}".strip()
