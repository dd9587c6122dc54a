"""What a filled sheet would keep: nothing is written here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from homes import locations
from homes.board import Item, Row, board
from homes.board.registered import life_of
from homes.duty_sheet.columns import COLUMNS, Entry
from homes.models import DutyDone, Home
from homes.sheets.fields import letters
from people.models import User
from people.templatetags.people import day

FORMATS = ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d.%m.%Y", "%d-%m-%Y")
LONGEST_NOTE = 200
SHOWN = 40  # characters of a cell that a sentence repeats


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell."""

    row: int
    column: str
    sentence: str


@dataclass
class Plan:
    """What would be kept, how many rows are kept already or have no day, and what is wrong, by row and column."""

    new: list[DutyDone] = field(default_factory=list)
    known: int = 0
    without_day: int = 0
    problems: list[Problem] = field(default_factory=list)


class Wrong(ValueError):
    def __init__(self, column: str, sentence: str):
        super().__init__(sentence)
        self.column = column


def plan(entries: Iterable[Entry], by: User, today: date) -> Plan:
    """What these rows would keep of the homes that the user edits: a few queries for any number of rows."""
    homes = Home.objects.editable_by(by)
    rows = board(homes, today)
    called, made = _called(rows, by), Plan()
    kept = set(DutyDone.objects.filter(home__in=homes).values_list("home", "rule", "own", "done_on"))
    for entry in entries:
        if not entry.done_on:
            made.without_day += 1
            continue
        try:
            done = _done(entry, called, by, today)
        except Wrong as fault:
            made.problems.append(Problem(entry.row, COLUMNS[fault.column], str(fault)))
            continue
        key = (done.home_id, done.rule, done.own_id, done.done_on)
        if key in kept:
            made.known += 1
        else:
            made.new.append(done)
            kept.add(key)
    return made


def _called(rows: list[Row], by: User) -> dict[str, list[Row]]:
    """Homes by all that their own people call them: URN, alias and private name."""
    names = locations.own_names([row.home for row in rows], by)
    called = defaultdict(list)
    for row in rows:
        home = row.home
        for name in {letters(text) for text in (home.registration.number, home.alias, names.get(home.pk, "")) if text}:
            called[name].append(row)
    return called


def _done(entry: Entry, called: dict[str, list[Row]], by: User, today: date) -> DutyDone:
    item = _item(entry, _row(entry, called))
    if item.off:
        raise Wrong("duty", f"{item.name} is switched off for this home. Switch it on first, or delete the row.")
    if len(entry.note) > LONGEST_NOTE:
        raise Wrong("note", f"This note has {len(entry.note)} characters. Shorten it to {LONGEST_NOTE}.")
    done_on = _day(entry, item, today)
    return DutyDone(home=item.home, rule=item.rule_key, own=item.own, done_on=done_on, note=entry.note, by=by)


def _row(entry: Entry, called: dict[str, list[Row]]) -> Row:
    found = called.get(letters(entry.home), [])
    if len(found) > 1:
        raise Wrong("home", f"{len(found)} of your homes are called “{_short(entry.home)}”. Write the URN instead.")
    if not found:
        raise Wrong(
            "home", f"None of the homes that you edit is called “{_short(entry.home)}”. Write its URN or alias."
        )
    return found[0]


def _item(entry: Entry, row: Row) -> Item:
    """By name, by the regulation's number (“45”, “Reg 45”, “Regulation 45”), or by the column of our table."""
    typed = letters(entry.duty)
    for item in row.items:
        if typed in _names(item):
            return item
    names = ", ".join(item.name for item in row.items)
    raise Wrong("duty", f"This home has no duty called “{_short(entry.duty)}”. Write one of: {names}.")


def _names(item: Item) -> set[str]:
    if item.rule is None:
        return {letters(item.name)}
    number = letters(item.rule.number).removeprefix("regulation")
    names = {letters(item.name), letters(item.rule.subject), number, f"reg{number}", f"regulation{number}"}
    return names | {letters(item.rule.heading)}


def _day(entry: Entry, item: Item, today: date) -> date:
    found = next(filter(None, (_parsed(entry.done_on, form) for form in FORMATS)), None)
    life = life_of(item.home)
    if found is None:
        raise Wrong("done_on", f"“{_short(entry.done_on)}” is no day. Write it as day/month/year, such as 4/6/2026.")
    if found > today:
        raise Wrong("done_on", f"{day(found)} is still to come. Write the day on which it was done.")
    if life.opened and found < life.opened:
        raise Wrong("done_on", f"{day(found)} is before {day(life.opened)}, when the home was registered.")
    if not life.holds(found):
        raise Wrong("done_on", f"The home is not registered any more since {day(life.closed)}.")
    return found


def _parsed(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text.split(" 00:00")[0], form).date()
    except ValueError:
        return None


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
