"""Which row of a sheet that people fill in holds its headings, and where each field stands.

Ofsted's lists are found by `register/lists/columns.py`: their headings carry dates and years, "Previous" and "Latest",
and which of two columns counts is a question of the later date.
"""

from collections.abc import Iterable, Mapping, Sequence

from sheets.children import refuse_children
from sheets.problems import NotASheet
from sheets.sheet import SheetRow

WITHIN = 10  # rows: titles and notes may stand above the headings
Names = Mapping[str, Sequence[str]]  # by field: its heading, and others that mean it
Places = dict[str, int]  # by field


def letters(text: str) -> str:
    """What is left of a heading or a word when case, spaces and signs are not told apart."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def headings_at(rows: Sequence[SheetRow], names: Names, needed: Iterable[str]) -> tuple[int, Places] | None:
    """The index of the row of headings that knows most fields, and where these stand; None without the needed ones.

    Raises NotASheet for a heading that stands twice, and for a column about children.
    """
    known = [(at, places_of(row.cells, names)) for at, row in enumerate(rows[:WITHIN])]
    known = [(at, places) for at, places in known if places.keys() >= set(needed)]
    if not known:
        return None
    at, places = max(known, key=lambda each: len(each[1]))
    # Headings may take two rows, of which the lower is the fuller.
    refuse_children([cell for row in rows[known[0][0] : at + 1] for cell in row.cells])
    headings = [letters(cell) for cell in rows[at].cells]
    for place in places.values():
        if headings.count(headings[place]) > 1:
            heading = " ".join(rows[at].cells[place].split())
            raise NotASheet(f"The heading “{heading}” stands there twice. Delete one of the two columns.")
    return at, places


def places_of(cells: Sequence[str], names: Names) -> Places:
    """Where each field stands, were these the headings: under the first of its names that is there."""
    headings = [letters(cell) for cell in cells]
    there = {field: [letters(name) for name in meant if letters(name) in headings] for field, meant in names.items()}
    return {field: headings.index(found[0]) for field, found in there.items() if found}
