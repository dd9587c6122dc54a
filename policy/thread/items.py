"""What a thread is made of: dated things, each with an address, before and after the one that is looked at."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ThreadItem:
    """One thing of a thread: its day, what it is in a word or two, its title, and where it is read."""

    on: date
    what: str
    title: str
    address: str
    is_here: bool = False  # the one whose page it is


def in_order(items: list[ThreadItem]) -> list[ThreadItem]:
    """The earliest first, each once."""
    return sorted(dict.fromkeys(items), key=lambda item: (item.on, not item.is_here, item.what, item.title))
