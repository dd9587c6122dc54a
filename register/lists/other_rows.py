"""A row's cells, by field, become the facts of the lists that are no "as at" list."""

from collections.abc import Sequence
from datetime import date

from register.lists import cells
from register.lists.facts import InspectionRow, MoveRow, PremisesRow
from register.lists.problems import Unreadable
from register.lists.rows import Cells, coded, inspection_in, needed, provision_type
from sheets.headings import letters

JOINER, LEAVER = "Joiner", "Leaver"
# The columns that say from when, the surest first. Of a provider that did both, a column for either tells the leaving.
DAYS_OF_JOINING = ("active_on", "first_effective_date", "registration_date")
DAYS_OF_BOTH = ("active_on", "registration_date", "first_effective_date")
DAYS_OF_LEAVING = ("closed_on", "resigned_on", "cancelled_on", "left_on", "first_effective_date")
NEITHER = {"n", "no", "na", "notapplicable", "notajoiner", "notaleaver"}


def inspection_row(printed: Cells) -> InspectionRow:
    """One inspection of a list of those of a year. Raises Unreadable."""
    inspection = inspection_in(printed)
    if inspection is None or inspection.inspection_date is None:
        raise Unreadable("This row has no date of an inspection.", "inspection_date")
    return InspectionRow(cells.urn(needed(printed, "urn")), provision_type(printed), inspection)


def move_row(printed: Cells) -> MoveRow:
    """A provider that joined or left. Raises Unreadable, also where the row says neither or not when."""
    joined, left = _moved(printed)
    if not joined and not left:
        raise Unreadable("This row says neither that the provider joined nor that it left.", "joiner_status")
    words = printed.get("status")
    return MoveRow(
        urn=cells.urn(needed(printed, "urn")),
        provision_type=provision_type(printed),
        joined=joined,
        joined_on=_first_day(printed, DAYS_OF_BOTH if left else DAYS_OF_JOINING) if joined else None,
        left=left,
        left_on=_first_day(printed, DAYS_OF_LEAVING) if left else None,
        reason=printed.get("reason"),
        status=cells.status(words) if words else None,
        region=coded(printed, "region"),
        local_authority=printed.get("local_authority"),
        sector=coded(printed, "sector"),
        places=cells.count(printed.get("places"), "places"),
    )


def premises_row(printed: Cells) -> PremisesRow:
    """One address of supported accommodation. Raises Unreadable."""
    return PremisesRow(
        urn=cells.urn(needed(printed, "urn")),
        category=printed.get("service_category"),
        region=coded(printed, "region"),
        local_authority=needed(printed, "local_authority"),
        places=cells.count(printed.get("places"), "places"),
    )


def _moved(printed: Cells) -> tuple[str | None, str | None]:
    """The words that say that a provider joined, and those that it left; a list without a column for that has dates."""
    joined, left = (_move(printed.get(field)) for field in ("joiner_status", "leaver_status"))
    if "leaver_status" not in printed and any(printed.get(field) for field in DAYS_OF_LEAVING[:-1]):
        left = LEAVER
    if "joiner_status" not in printed and not left and printed.get("active_on"):
        joined = JOINER
    return joined, left


def _move(words: str | None) -> str | None:
    """The words of a joiner's or leaver's column, None where they say that it is none."""
    return None if words is None or letters(words) in NEITHER else words


def _first_day(printed: Cells, fields: Sequence[str]) -> date:
    """The day in the first of these columns that has one."""
    field = next((field for field in fields if printed.get(field)), None)
    if field is None:
        there = next((field for field in fields if field in printed), None)
        raise Unreadable("This row does not say on which day that was.", there)
    return cells.printed_day(needed(printed, field), field)
