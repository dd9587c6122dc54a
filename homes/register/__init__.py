"""The public register: rows of Ofsted's lists in, facts out. No Django here.

"DOMAIN" and "DESIGN" in these modules are the project's pages of those names: the facts with their sources, and the
agreed shape.
"""

from homes.register.as_at import as_at_from_name
from homes.register.codes import CHILDRENS_HOMES, ON_REGISTER, ProvisionType, Status
from homes.register.facts import (
    InspectionRow,
    MoveRow,
    PremisesRow,
    PrintedInspection,
    PrintedJudgement,
    RegisterRow,
    Setting,
)
from homes.register.grades import Grade, Scale, Theme
from homes.register.kinds import ListKind
from homes.register.problems import NotARegister, RowError, UnknownWords
from homes.register.reading import read_register
from homes.register.table import RegisterTable
from homes.register.totals import RegisterTotals, totals

__all__ = [
    "CHILDRENS_HOMES",
    "ON_REGISTER",
    "Grade",
    "InspectionRow",
    "ListKind",
    "MoveRow",
    "NotARegister",
    "PremisesRow",
    "PrintedInspection",
    "PrintedJudgement",
    "ProvisionType",
    "RegisterRow",
    "RegisterTable",
    "RegisterTotals",
    "RowError",
    "Scale",
    "Setting",
    "Status",
    "Theme",
    "UnknownWords",
    "as_at_from_name",
    "read_register",
    "totals",
]
