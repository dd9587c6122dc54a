from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LegalNotice:
    """A notice to the regulator that the law asks for once: of what, by which day, and why then.

    One that is owed `once_expected` is to be given as soon as somebody knows of it, and `due` is the last day for that.
    """

    key: str
    name: str
    due: date
    sentence: str
    once_expected: bool = False
