"""A row's cells, by field, become one RegisterRow."""

from collections.abc import Iterator, Mapping

from register.lists import cells
from register.lists.codes import EventType, OfstedRegion, ProvisionType, Region, Sector, canonical
from register.lists.facts import PrintedInspection, PrintedJudgement, RegisterRow, Setting
from register.lists.grades import Theme, graded
from register.lists.headings import WHEREABOUTS
from register.lists.problems import Unreadable

CODED = {
    "provision_type": ProvisionType,
    "region": Region,
    "ofsted_region": OfstedRegion,
    "sector": Sector,
    "event_type": EventType,
    "previous_event_type": EventType,
}
AS_PRINTED = ("linked_school", "local_authority", "constituency")

Cells = Mapping[str, str | None]


def needed(printed: Cells, field: str) -> str:
    """The words of a cell that no row can do without; raises Unreadable when it is blank."""
    words = printed.get(field)
    if words is None:
        raise Unreadable("This cell is blank.", field)
    return words


def register_row(printed: Cells) -> RegisterRow:
    """The facts of a row; `printed` has the words of each field of the list, None where blank.

    For a provider that may not be named it must come without name and address: RegisterRow refuses them.
    Raises Unreadable at the first cell that cannot be understood.
    """
    return RegisterRow(
        urn=cells.urn(needed(printed, "urn")),
        provision_type=provision_type(printed),
        status=cells.status(needed(printed, "status")),
        registration_date=cells.day(printed.get("registration_date"), "registration_date"),
        region=coded(printed, "region"),
        ofsted_region=coded(printed, "ofsted_region"),
        sector=coded(printed, "sector"),
        places=cells.count(printed.get("places"), "places"),
        premises=cells.count(printed.get("premises"), "premises"),
        short_breaks=cells.flag(printed.get("short_breaks"), "short_breaks"),
        multi_building=cells.flag(printed.get("multi_building"), "multi_building"),
        owner=cells.name(printed.get("owner")),
        setting=_setting(printed),
        inspection=inspection_in(printed),
        previous=inspection_in(printed, "previous_"),
        **{field: printed.get(field) for field in AS_PRINTED},
    )


def unknown_words(printed: Cells) -> list[tuple[str, str]]:
    """The coded fields of a row whose words are on no list, with those words."""
    coded = ((field, kind, printed.get(field)) for field, kind in CODED.items())
    return [(field, words) for field, kind, words in coded if words and not isinstance(canonical(kind, words), kind)]


def provision_type(printed: Cells) -> ProvisionType | str:
    """The kind of provider. Raises Unreadable when it is blank."""
    return canonical(ProvisionType, needed(printed, "provision_type"))


def coded(printed: Cells, field: str) -> str | None:
    """The words of a cell in the one spelling of their list, or as printed."""
    words = printed.get(field)
    return None if words is None else canonical(CODED[field], words)


def _setting(printed: Cells) -> Setting | None:
    words = {field: printed.get(field) for field in WHEREABOUTS}
    return Setting(**words) if any(words.values()) else None


def inspection_in(printed: Cells, prefix: str = "") -> PrintedInspection | None:
    """The inspection of a row, or the one before it, whose fields have a prefix; None where all its cells are blank."""
    inspection = PrintedInspection(
        event_type=coded(printed, f"{prefix}event_type"),
        inspection_date=cells.day(printed.get(f"{prefix}inspection_date"), f"{prefix}inspection_date"),
        publication_date=cells.day(printed.get(f"{prefix}publication_date"), f"{prefix}publication_date"),
        event_number=printed.get(f"{prefix}event_number"),
        judgements=tuple(_judgements(printed, prefix)),
    )
    return None if inspection == PrintedInspection(None, None, None, None) else inspection


def _judgements(printed: Cells, prefix: str) -> Iterator[PrintedJudgement]:
    for theme in Theme:
        words = printed.get(prefix + theme)
        found = graded(words, theme, prefix + theme) if words else None
        if words and found:
            yield PrintedJudgement(theme, words, *found)
