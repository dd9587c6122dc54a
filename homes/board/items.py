from dataclasses import dataclass

from homes.duties import Life, Reckoning, Rule, Standing, State, Subject, worst
from homes.models import Duty, Home


@dataclass(frozen=True)
class Item:
    """One duty of one home. `rule` is the law's, `own` the provider's; `rhythm` is the provider's own for a rule."""

    home: Home
    rule: Rule | None
    own: Duty | None
    rhythm: Duty | None
    reckoning: Reckoning
    standing: Standing
    life: Life
    soon: int  # how many days before its day it is due soon
    off: str = ""  # why it does not apply here

    page = "homes:home_duties"

    @property
    def rule_key(self) -> str:
        return self.rule.key if self.rule else ""

    @property
    def slug(self) -> str:
        """What addresses and forms call it."""
        return self.rule_key or f"own-{self.own.pk}"

    @property
    def name(self) -> str:
        return self.rule.name if self.rule else self.own.name

    @property
    def source(self) -> str:
        return self.rule.source if self.rule else "Your own"

    @property
    def sentence(self) -> str:
        """How its day is reckoned."""
        return self.reckoning.sentence


@dataclass(frozen=True)
class Row:
    """A home with its duties, in the order of the law and then the provider's own."""

    home: Home
    items: list[Item]

    @property
    def worst(self) -> Standing:
        return worst(item.standing for item in self.items)

    @property
    def cells(self) -> list[Item | None]:
        """For each column of the table: the rule on that subject, and at last the most urgent of the home's own."""
        by_subject = {item.rule.subject: item for item in self.items if item.rule}
        own = [item for item in self.items if item.own]
        return [by_subject.get(subject) for subject in Subject] + [
            min(own, key=lambda item: item.standing.urgency, default=None)
        ]

    def count(self, state: State) -> int:
        return sum(item.standing.state == state for item in self.items)
