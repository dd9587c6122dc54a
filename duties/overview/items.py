from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duties.law import (
    DueState,
    DueStatus,
    Life,
    Once,
    Recurrence,
    Rule,
    Subject,
    WhileValid,
    comes_often,
    months_after,
    worst,
)
from duties.models import Duty
from duties.overview.notices import DueNotice
from duties.overview.premises import DuePremises
from duties.overview.raised import DueAction
from duties.overview.reports import DueReport
from homes.models import Home

LONGEST_VALID = 25 * 12  # months
TO_ACT_ON = (DueState.OVERDUE, DueState.DUE_SOON, DueState.NO_DATE)


@dataclass(frozen=True)
class Item:
    """One duty of one home. `rule` is the law's, `own` the provider's; `own_recurrence` the provider's for a rule."""

    home: Home
    rule: Rule | None
    own: Duty | None
    own_recurrence: Duty | None
    recurrence: Recurrence
    due_status: DueStatus
    life: Life
    soon: int  # how many days before its day it is due soon
    off: str = ""  # why it does not apply here
    first: date | None = None  # the day by which it is due if it was never done
    reports: tuple[DueReport, ...] = ()  # of days on which it was done, still to be sent
    premises: tuple[DuePremises, ...] = ()  # where it is asked of each of them: `due_status` is the worst of theirs

    page = "duties:home_duties"

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
    def worst(self) -> DueStatus:
        """Where it stands itself, or a report of it that is more urgent."""
        return worst(due.due_status for due in [self, *self.reports])

    @property
    def sentence(self) -> str:
        """How its day is counted."""
        return self.recurrence.sentence

    @property
    def is_once(self) -> bool:
        return isinstance(self.recurrence, Once)

    @property
    def asks_expiry(self) -> bool:
        """Whether marking it done says until when what was obtained is valid."""
        return isinstance(self.recurrence, WhileValid)

    def wrong_expiry(self, done_on: date, expires_on: date | None) -> str:
        """What is wrong with the last valid day of what was obtained on a day; "" where nothing is."""
        if not self.asks_expiry:
            return "" if expires_on is None else "This duty does not expire. Leave the day empty."
        if expires_on is None:
            return "Write the last day on which it is valid."
        if expires_on < done_on:
            return "This is before the day on which it was obtained. Write the last day on which it is valid."
        if expires_on > months_after(done_on, LONGEST_VALID):
            return "That is more than 25 years. Look at the year."
        return ""

    @property
    def comes_often(self) -> bool:
        """Whether telling of each time would bury the rest."""
        return comes_often(self.recurrence)

    @property
    def why_no_date(self) -> str:
        """Why no day follows where it was never done."""
        if self.asks_expiry:
            return "It follows from the day on which the last one expires."
        if self.rule is None:
            return "It counts from the last time."
        if self.rule.unconfirmed and not self.own_recurrence:
            return "We know of no first day in the law."
        if self.life.opened is None:
            return "The first day follows from the registration, and no list gives its day."
        return "The first time was before the home came here, so it counts from the last time."


type Due = Item | DuePremises | DueReport | DueAction | DueNotice


@dataclass(frozen=True)
class Row:
    """A home with its duties, in the order of the law and then the provider's own, the notices to be given, and the
    actions of visits that are to be done.

    Among its `items` are those that were to be done once and were: no list shows them, and the record does.
    """

    home: Home
    items: list[Item]
    notices: list[DueNotice]
    actions: list[DueAction]

    @property
    def worst(self) -> DueStatus:
        return worst(due.due_status for due in self.all_due)

    @property
    def most_urgent(self) -> Due | None:
        """What falls due or is overdue, the worst of it; None while nothing is."""
        due = min(self.all_due, key=lambda due: due.due_status.urgency, default=None)
        return due if due and due.due_status.falls_due else None

    @property
    def counts(self) -> list[tuple[DueState, int]]:
        """How many of all that is due stand in each state that one may have to act on, the worst first."""
        found = Counter(due.due_status.state for due in self.all_due)
        return [(state, found[state]) for state in TO_ACT_ON if found[state]]

    @property
    def duties(self) -> list[Item | DuePremises | DueReport | DueAction]:
        """The duties that are asked, where there are premises one for each of them, the reports, and the actions."""
        asked = [each for item in self.items if not item.due_status.is_over for each in (item.premises or [item])]
        return [*asked, *(report for item in self.items for report in item.reports), *self.actions]

    @property
    def all_due(self) -> list[Due]:
        return [*self.notices, *self.duties]

    @property
    def cells(self) -> list[Item | None]:
        """For each column of the table: the rule on that subject, and at last the most urgent of the home's own."""
        by_subject = {item.rule.subject: item for item in self.items if item.rule}
        own = [item for item in self.items if item.own and not item.due_status.is_over]
        return [by_subject.get(subject) for subject in Subject] + [
            min(own, key=lambda item: item.due_status.urgency, default=None)
        ]

    def count(self, state: DueState) -> int:
        """How many of its duties, their reports, the actions of visits, and its notices stand so."""
        return sum(due.due_status.state == state for due in self.all_due)


def duties_falling_due(rows: Iterable[Row]) -> list[Due]:
    """The duties, reports and actions of these homes that are overdue or due soon, the most urgent first."""
    due = [each for row in rows for each in row.duties if each.due_status.falls_due]
    return sorted(due, key=lambda each: each.due_status.urgency)


def notices_falling_due(rows: Iterable[Row]) -> list[DueNotice]:
    """The notices of these homes that are overdue or due soon, the most urgent first."""
    due = [notice for row in rows for notice in row.notices if notice.due_status.falls_due]
    return sorted(due, key=lambda notice: notice.due_status.urgency)
