"""The kinds of list that are published, told apart by what they contain, never by the name of their file."""

import re
from collections.abc import Collection, Sequence
from enum import StrEnum

from register.lists.codes import EventType, canonical
from register.lists.columns import Columns
from register.lists.grades import Theme
from register.lists.headings import HEADINGS, UNUSED
from register.lists.problems import NotARegister
from sheets import SheetRow


class ListKind(StrEnum):
    AS_AT = "as_at"
    PLACES = "places"
    IN_YEAR = "in_year"
    MOVES = "moves"
    PREMISES = "premises"


# Columns that a list of the kind has in every year seen. Places without inspections are a list of their own: in an
# "as at" list every home would look as if it had never been inspected.
REQUIRED = {
    ListKind.AS_AT: ("urn", "provision_type", "status", "local_authority", "sector", "inspection_date"),
    ListKind.PLACES: ("urn", "provision_type", "status", "local_authority", "sector", "places"),
    ListKind.IN_YEAR: ("urn", "provision_type", "event_type", "inspection_date"),
    ListKind.MOVES: ("urn", "provision_type"),
    ListKind.PREMISES: ("urn", "local_authority", "places"),
}
PROVIDER = frozenset({"urn", "provision_type", "status", "region", "local_authority", "sector", "places"})
DAYS = ("first_effective_date", "active_on", "closed_on", "resigned_on", "cancelled_on", "left_on")
INSPECTED = frozenset({"event_type", "inspection_date", "publication_date", "event_number"})
# What is read from lists that do not tell all of a provider. Where one is not named, all that is known is.
FIELDS = {
    ListKind.IN_YEAR: frozenset({"urn", "provision_type", *INSPECTED, *Theme}),
    ListKind.MOVES: PROVIDER | {*DAYS, "registration_date", "joiner_status", "leaver_status", "reason"},
    ListKind.PREMISES: frozenset({"urn", "service_category", "region", "local_authority", "places"}),
}
# What every list of a kind has had besides, and can be read without: its lack is said.
EXPECTED = {
    ListKind.AS_AT: ("places", "event_type", "overall"),
    ListKind.IN_YEAR: ("overall",),
    ListKind.MOVES: ("joiner_status", "leaver_status"),
}
OF_MOVES = (*DAYS, "joiner_status", "leaver_status")
SAYS_AS_AT = re.compile(r"\bas at\b", re.IGNORECASE)
SAYS_IN_YEAR = re.compile(r"(?<![a-z])in[ _-]year(?![a-z])", re.IGNORECASE)
# An "as at" list prints one full inspection for each provider: four of 2,864 in 2019 are others, and no URN repeats.
SLIPS = 0.01
OTHER_EVENTS = 0.05


def is_read(field: str, kind: ListKind) -> bool:
    """Whether a list of this kind is asked for a field."""
    return field not in UNUSED and field in FIELDS.get(kind, {field})


def missing_from(kind: ListKind, fields: Collection[str]) -> tuple[str, ...]:
    """The usual headings of what a list of this kind has in other years, and this one has not."""
    return tuple(HEADINGS[field][0] for field in EXPECTED.get(kind, ()) if field not in fields)


def kind_of(columns: Columns, title: Sequence[SheetRow], body: Sequence[SheetRow], name: str) -> ListKind:
    """Which list this is. Raises NotARegister when it lacks a column that its kind has in every year."""
    kind = _kind(columns, title, body, name)
    missing = [HEADINGS[field][0] for field in REQUIRED[kind] if field not in columns.by_field]
    if kind is ListKind.MOVES and not {*DAYS, "registration_date"} & columns.by_field.keys():
        missing.append(HEADINGS[DAYS[0]][0])
    if missing:
        strange = "; ".join(heading[:60] for heading in columns.unknown[:8])
        more = f" Headings not known here: {strange}." if strange else ""
        raise NotARegister(
            f"The file has no column for {', '.join(missing)}.{more} Load the file as Ofsted publishes it."
        )
    return kind


def _kind(columns: Columns, title: Sequence[SheetRow], body: Sequence[SheetRow], name: str) -> ListKind:
    if any(field in columns.by_field for field in OF_MOVES):
        return ListKind.MOVES
    by_premises = columns.headings.get("local_authority", "").casefold().startswith("premises")
    if by_premises or "service_category" in columns.by_field:
        return ListKind.PREMISES
    if "inspection_date" not in columns.by_field and "places" in columns.by_field:
        return ListKind.PLACES
    title_text = " ".join(cell for row in title for cell in row.cells)
    if not SAYS_AS_AT.search(title_text) and (SAYS_IN_YEAR.search(title_text) or SAYS_IN_YEAR.search(name)):
        return ListKind.IN_YEAR
    return ListKind.IN_YEAR if _is_of_inspections(columns, body) else ListKind.AS_AT


def _is_of_inspections(columns: Columns, body: Sequence[SheetRow]) -> bool:
    """Whether providers repeat, each time with another inspection, or many inspections are no full ones."""
    seen: dict[str, set] = {}
    others = 0
    for row in body:
        printed = columns.printed(row, whereabouts=False)
        event = canonical(EventType, printed.get("event_type", ""))
        others += isinstance(event, EventType) and event is not EventType.FULL
        when = (printed.get("inspection_date", "").strip(), printed.get("event_number", "").strip())
        if any(when):
            seen.setdefault(printed.get("urn", "").strip(), set()).add(when)
    again = sum(len(inspections) - 1 for inspections in seen.values())
    return again > SLIPS * len(body) or others > OTHER_EVENTS * len(body)
