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
