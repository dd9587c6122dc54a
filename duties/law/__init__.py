"""What the law asks of a home at set times: dates in, dates out. No Django here.

The facts and their sources are in docs/domain.md. What it marks "not confirmed" is a default here; where the number is
a provider's to set, the rule says so in `unconfirmed`.
"""

from duties.law.absence import LONG_ABSENCE, Absence, notices_of
from duties.law.changes import BY_KEY, CHANGES, NotifiableChange, notice_of_change
from duties.law.due_status import NOT_APPLICABLE, DueState, DueStatus, due_status_by, due_status_of, worst
from duties.law.life import Life
from duties.law.months import Month, MonthState, months_by_interval, months_of, twelve_months
from duties.law.notice import LegalNotice
from duties.law.notifying import EVENTS, NOTICE_LAWS, NoticeLaw, NotifiableEvent, notice_law_for
from duties.law.record import Doing, doings
from duties.law.recurrence import (
    EachMonth,
    EachYear,
    EachYearBy,
    Every,
    EveryWeeks,
    Once,
    Recurrence,
    WhileValid,
    end_of_month,
    months_after,
)
from duties.law.report import Report
from duties.law.rule import HomeKind, Nation, Rule, Subject
from duties.law.rules import RULES, VISITS, rules_for
from duties.law.soon import comes_often, soon_for

__all__ = [
    "BY_KEY",
    "CHANGES",
    "EVENTS",
    "LONG_ABSENCE",
    "NOTICE_LAWS",
    "NOT_APPLICABLE",
    "RULES",
    "VISITS",
    "Absence",
    "Doing",
    "DueState",
    "DueStatus",
    "EachMonth",
    "EachYear",
    "EachYearBy",
    "Every",
    "EveryWeeks",
    "HomeKind",
    "LegalNotice",
    "Life",
    "Month",
    "MonthState",
    "Nation",
    "NoticeLaw",
    "NotifiableChange",
    "NotifiableEvent",
    "Once",
    "Recurrence",
    "Report",
    "Rule",
    "Subject",
    "WhileValid",
    "comes_often",
    "doings",
    "due_status_by",
    "due_status_of",
    "end_of_month",
    "months_after",
    "months_by_interval",
    "months_of",
    "notice_law_for",
    "notice_of_change",
    "notices_of",
    "rules_for",
    "soon_for",
    "twelve_months",
    "worst",
]
