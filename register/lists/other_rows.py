"""A row's cells, by field, become the facts of the lists that are no "as at" list."""

from register.lists import cells
from register.lists.facts import InspectionRow, MoveRow, PremisesRow
from register.lists.problems import Unreadable
from register.lists.rows import Cells, coded, inspection_in, needed, provision_type
from sheets.headings import letters

NEITHER = {"n", "no", "na", "notapplicable", "notajoiner", "notaleaver"}


def inspection_row(printed: Cells) -> InspectionRow:
    """One inspection of a list of those of a year. Raises Unreadable."""
    inspection = inspection_in(printed)
    if inspection is None or inspection.inspection_date is None:
        raise Unreadable("This row has no date of an inspection.", "inspection_date")
    return InspectionRow(cells.urn(needed(printed, "urn")), provision_type(printed), inspection)


def move_row(printed: Cells) -> MoveRow:
    """A provider that joined or left. Raises Unreadable, also where the row says neither."""
    joined, left = (_move(printed.get(field)) for field in ("joiner_status", "leaver_status"))
    if not joined and not left:
        raise Unreadable("This row says neither that the provider joined nor that it left.", "joiner_status")
    words = printed.get("status")
    effective_on = cells.printed_day(needed(printed, "first_effective_date"), "first_effective_date")
    return MoveRow(
        urn=cells.urn(needed(printed, "urn")),
        provision_type=provision_type(printed),
        effective_on=effective_on,
        joined=joined,
        left=left,
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


def _move(words: str | None) -> str | None:
    """The words of a joiner's or leaver's column, None where they say that it is none."""
    return None if words is None or letters(words) in NEITHER else words
