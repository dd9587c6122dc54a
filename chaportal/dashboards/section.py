from dataclasses import dataclass, field


@dataclass(frozen=True)
class Section:
    """One block of a first screen: a heading, the template below it, and what that template needs. A table is wide."""

    title: str
    template: str
    context: dict = field(default_factory=dict)
    wide: bool = False


@dataclass(frozen=True)
class Need:
    """Something that waits for the reader: what, where, and whether it is late."""

    text: str
    address: str
    late: bool = False


def needs_section(needs: list[Need], at_once: int) -> Section:
    """What waits for the reader, the most urgent first; those behind the first few are opened, and said to be there."""
    return Section("Needs you", "dashboard/needs.html", {"needs": needs[:at_once], "more": needs[at_once:]})
