"""What the law asks of a home at set times: dates in, dates out. No Django here.

"DOMAIN" in these modules is the project's page of that name: the facts with their sources. A fact that it marks as
unconfirmed is a default here, which a provider can change.
"""

from homes.duties.absence import LONG_ABSENCE, Absence, AbsenceNotice, notices_of
from homes.duties.changes import CHANGES, Change
from homes.duties.law import RULES, rules_for
from homes.duties.life import Life
from homes.duties.reckoning import EachMonth, EachYear, EachYearBy, Every, Reckoning, months_after
from homes.duties.record import Doing, doings
from homes.duties.rule import Kind, Nation, Rule, Subject
from homes.duties.standing import NOT_APPLICABLE, Standing, State, standing_of, worst

__all__ = [
    "CHANGES",
    "LONG_ABSENCE",
    "NOT_APPLICABLE",
    "RULES",
    "Absence",
    "AbsenceNotice",
    "Change",
    "Doing",
    "EachMonth",
    "EachYear",
    "EachYearBy",
    "Every",
    "Kind",
    "Life",
    "Nation",
    "Reckoning",
    "Rule",
    "Standing",
    "State",
    "Subject",
    "doings",
    "months_after",
    "notices_of",
    "rules_for",
    "standing_of",
    "worst",
]
