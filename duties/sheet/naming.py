"""Which home and which duty a row means, by all that a provider's people call them."""

from collections import defaultdict

from duties.overview import Item, Row
from duties.sheet.columns import Entry
from homes import locations
from people.models import User
from sheets import numbers
from sheets.headings import letters

SHOWN = 40  # characters of a cell that a sentence repeats


class Wrong(ValueError):
    def __init__(self, column: str, sentence: str):
        super().__init__(sentence)
        self.column = column


def called_by(rows: list[Row], by: User) -> dict[str, list[Row]]:
    """Homes by all that their own people call them: URN, alias and private name."""
    names = locations.own_names([row.home for row in rows], by)
    called = defaultdict(list)
    for row in rows:
        home = row.home
        for name in {_letters(text) for text in (home.registration.number, home.alias, names.get(home.pk, "")) if text}:
            called[name].append(row)
    # An alias or a name may be another home's number.
    return called | {letters(row.home.registration.number): [row] for row in rows}


def row_of(entry: Entry, called: dict[str, list[Row]], numbered: dict[str, Row]) -> Row:
    """The row that an entry means, by what it is `called` or by its whole number. Raises Wrong."""
    found = called.get(_letters(entry.home)) or _by_number(entry, numbered)
    if len(found) > 1:
        raise Wrong("home", f"{len(found)} of your homes are called “{_short(entry.home)}”. Write the URN instead.")
    if not found:
        raise Wrong(
            "home", f"None of the homes that you edit is called “{_short(entry.home)}”. Write its URN or alias."
        )
    return found[0]


def _by_number(entry: Entry, numbered: dict[str, Row]) -> list[Row]:
    """The home of a number that a spreadsheet program changed."""
    try:
        number = numbers.one_of(numbers.register_number(entry.home), numbered)
    except numbers.Changed as fault:
        raise Wrong("home", str(fault)) from None
    return [numbered[number]] if number else []


def item_of(entry: Entry, row: Row) -> Item:
    """By name, by the regulation's number (“45”, “Reg 45”, “Regulation 45”), or by the column of our table."""
    typed = _letters(entry.duty)
    for called in (lambda item: {item.name}, _names):
        for item in row.items:
            if {entry.duty, typed} & called(item):
                return item
    names = ", ".join(item.name for item in row.items)
    raise Wrong("duty", f"This home has no duty called “{_short(entry.duty)}”. Write one of: {names}.")


def _names(item: Item) -> set[str]:
    if item.rule is None:
        return {_letters(item.name)}
    number = letters(item.rule.number).removeprefix("regulation")
    names = {letters(item.name), letters(item.rule.subject), number, f"reg{number}", f"regulation{number}"}
    return names | {letters(item.rule.heading)}


def _letters(text: str) -> str:
    """The letters of a name, or the name where it has none: signs and pictures are names too."""
    return letters(text) or text


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
