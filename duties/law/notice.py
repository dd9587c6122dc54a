from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LegalNotice:
    """A notice to the regulator that the law asks for once: of what, by which day, and why then."""

    key: str
    name: str
    due: date
    sentence: str
