from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duties.law.recurrence import Recurrence
from duties.law.report import Report


class Nation(StrEnum):
    ENGLAND = "England"
    WALES = "Wales"


class HomeKind(StrEnum):
    CHILDRENS_HOME = "Children’s home"
    SUPPORTED_ACCOMMODATION = "Supported accommodation"


class Subject(StrEnum):
    """What rules of different laws have in common: one column of a table for homes of every nation and kind."""

    VISIT = "Visit"
    QUALITY = "Quality review"
    LOCATION = "Location"
    PURPOSE = "Statement of purpose"
    WORKFORCE = "Workforce plan"
    RETURN = "Annual return"


@dataclass(frozen=True)
class Rule:
    """A duty from law that comes again and again.

    `key` names it for ever. `number` and `heading` are those of the regulation, `law` is the name of the instrument and
    `link` leads to the regulation. `asks` says in plain words what must be done. `soon` is how many days before the due
    day we say "due soon". Where `unconfirmed` says something, the rhythm is our default and the provider's to set.
    `report` is what has to be sent once it was done. A rule may be asked `once_a_provider`
    instead of once a home, or `by_premises`, once for each of the premises.
    """

    key: str
    nation: Nation
    kinds: frozenset[HomeKind]
    subject: Subject
    name: str
    number: str
    heading: str
    law: str
    link: str
    asks: str
    recurrence: Recurrence
    in_force: date
    soon: int
    unconfirmed: str = ""
    report: Report | None = None
    once_a_provider: bool = False
    by_premises: bool = False

    @property
    def is_visit(self) -> bool:
        """Whether somebody visits the home, so that the day and the visitor can be planned."""
        return self.subject == Subject.VISIT

    @property
    def source(self) -> str:
        return f"{self.number}, “{self.heading}”, {self.law}"
