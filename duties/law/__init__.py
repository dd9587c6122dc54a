"""What the law asks of a home at set times: dates in, dates out. No Django here.

"DOMAIN" in these modules is the project's page of that name: the facts with their sources. A fact that it marks as
unconfirmed is a default here, which a provider can change.
"""

from duties.law.absence import LONG_ABSENCE, Absence, AbsenceNotice, notices_of
from duties.law.changes import CHANGES, Change
from duties.law.due_status import NOT_APPLICABLE, DueStatus, State, due_status_of, worst
from duties.law.life import Life
from duties.law.record import Doing, doings
from duties.law.recurrence import EachMonth, EachYear, EachYearBy, Every, Recurrence, months_after
from duties.law.rule import Kind, Nation, Rule, Subject
from duties.law.rules import RULES, rules_for

__all__ = [
    "CHANGES",
    "LONG_ABSENCE",
    "NOT_APPLICABLE",
    "RULES",
    "Absence",
    "AbsenceNotice",
    "Change",
    "Doing",
    "DueStatus",
    "EachMonth",
    "EachYear",
    "EachYearBy",
    "Every",
    "Kind",
    "Life",
    "Nation",
    "Recurrence",
    "Rule",
    "State",
    "Subject",
    "doings",
    "due_status_of",
    "months_after",
    "notices_of",
    "rules_for",
    "worst",
]
