"""The public register: rows of Ofsted's lists in, facts out. No Django here.

What the lists hold, and what of it may be kept, is in docs/domain.md.
"""

from register.lists.as_at import as_at_from_name, check_day
from register.lists.codes import CHILDRENS_HOMES, ON_REGISTER, ProvisionType, Status
from register.lists.column_report import ColumnReport, ColumnUse
from register.lists.columns import Decided
from register.lists.facts import (
    InspectionRow,
    MoveRow,
    PremisesRow,
    PrintedInspection,
    PrintedJudgement,
    RegisterRow,
    Setting,
)
from register.lists.grades import Grade, Scale, Theme
from register.lists.kinds import ListKind
from register.lists.problems import NotARegister, RowError, UnknownWords
from register.lists.published import PublishedMeasure, PublishedTotal, published_totals
from register.lists.reading import read_register, register_sheets
from register.lists.table import RegisterTable
from register.lists.totals import RegisterTotals, totals

__all__ = [
    "CHILDRENS_HOMES",
    "ON_REGISTER",
    "ColumnReport",
    "ColumnUse",
    "Decided",
    "Grade",
    "InspectionRow",
    "ListKind",
    "MoveRow",
    "NotARegister",
    "PremisesRow",
    "PrintedInspection",
    "PrintedJudgement",
    "ProvisionType",
    "PublishedMeasure",
    "PublishedTotal",
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
    "check_day",
    "published_totals",
    "read_register",
    "register_sheets",
    "totals",
]
