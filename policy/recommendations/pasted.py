"""A list of recommendations as it is pasted from Word or PDF, read into numbers and texts. Without a database.

Nothing is lost: a line without a number belongs to the one before it, and what stands before the first number becomes
an item without one, for a person to look at.
"""

from dataclasses import dataclass

from policy.pasting.reading import BULLET, beginnings, begun, faults_of, joined

BEGINS = beginnings(r"recommendation|rec\.?|r")


@dataclass(frozen=True)
class Item:
    """One recommendation as it was read; `number` is empty where the list has none."""

    number: str
    text: str


def read(pasted: str) -> list[Item]:
    """The recommendations of a pasted list, in their order."""
    items: list[list[str]] = []
    for line in pasted.splitlines():
        begins, bullet = begun(BEGINS, line), BULLET.match(line)
        if begins:
            items.append([begins.number, begins.rest])
        elif bullet:
            items.append(["", line[bullet.end() :].strip()])
        elif line.strip():
            items = items or [["", ""]]
            items[-1][1] = joined(items[-1][1], line.strip())
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
    return list(faults_of(items, "Recommendation", longest, longest_number))
