"""What a filled sheet would keep: nothing is written here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from duties.models import DutyDone
from duties.overview import Item, asks_report, duties_overview
from duties.overview.registered import life_of
from duties.sheet.columns import COLUMNS, Entry
from duties.sheet.naming import Wrong, called_by, item_of, row_of
from homes.models import Home
from people.models import User
from people.templatetags.people import day
from sheets.days import NoDay, read_day

WHOLE_ROW = "The whole row"
LONGEST_NOTE = 200


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class PlannedDay:
    """What a row was read as: a day to keep, the duty that it is of, and the last day that was kept of it before."""

    row: int
    item: Item
    done: DutyDone

    @property
    def last(self) -> date | None:
        return self.item.due_status.last


@dataclass
class Plan:
    """What would be kept, how many rows are kept already or have no day, and what is wrong, by row and column."""

    planned: list[PlannedDay] = field(default_factory=list)
    known: int = 0
    without_day: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def new(self) -> list[DutyDone]:
        return [each.done for each in self.planned]


def plan(entries: Iterable[Entry], by: User, today: date) -> Plan:
    """What these rows would keep of the homes that the user edits: a few queries for any number of rows."""
    homes = Home.objects.editable_by(by)
    rows = duties_overview(homes, today)
    called, made = called_by(rows, by), Plan()
    numbered = {row.home.registration.number: row for row in rows}
    days = DutyDone.objects.filter(home__in=homes).values_list("home", "rule", "own", "done_on", "expires_on")
    recorded = {tuple(key): until for *key, until in days}
    for entry in entries:
        if entry.problem:
            made.problems.append(Problem(entry.row, WHOLE_ROW, entry.problem))
            continue
        if not entry.done_on:
            made.without_day += 1
            continue
        try:
            item = item_of(entry, row_of(entry, called, numbered))
            done = _done(entry, item, by)
            key = (done.home_id, done.rule, done.own_id, done.done_on)
            if key in recorded:
                _check_same(done.expires_on, recorded[key])
            else:
                _check(entry, item, done.done_on, today)
                _check_expiry(item, done)
                _check_once(item, done, recorded)
        except Wrong as fault:
            made.problems.append(Problem(entry.row, COLUMNS[fault.column], str(fault)))
            continue
        if key in recorded:
            made.known += 1
        else:
            made.planned.append(PlannedDay(entry.row, item, done))
            recorded[key] = done.expires_on
    return made


def _done(entry: Entry, item: Item, by: User) -> DutyDone:
    day_done = _day(entry, "done_on")
    until = _day(entry, "valid_until") if entry.valid_until else None
    about = {"home": item.home, "rule": item.rule_key, "own": item.own, "report_asked": asks_report(item, day_done)}
    return DutyDone(**about, done_on=day_done, expires_on=until, note=entry.note, by=by)


def _day(entry: Entry, column: str) -> date:
    try:
        return read_day(getattr(entry, column))
    except NoDay as fault:
        raise Wrong(column, str(fault)) from None


def _check(entry: Entry, item: Item, found: date, today: date) -> None:
    """Raise Wrong for what cannot be kept anew; what is kept already comes back as it was."""
    life = life_of(item.home)
    if item.off:
        raise Wrong("duty", f"{item.name} is switched off for this home. Switch it on first, or delete the row.")
    if item.premises:
        raise Wrong("duty", f"{item.name} is asked of each of the premises. Mark them on the home’s page.")
    if len(entry.note) > LONGEST_NOTE:
        raise Wrong("note", f"This note has {len(entry.note)} characters. Shorten it to {LONGEST_NOTE}.")
    if found > today:
        raise Wrong("done_on", f"{day(found)} is still to come. Write the day on which it was done.")
    if life.opened and found < life.opened:
        raise Wrong("done_on", f"{day(found)} is before {day(life.opened)}, when the home was registered.")
    if not life.holds(found):
        raise Wrong("done_on", f"The home is not registered any more since {day(life.closed)}.")


def _check_expiry(item: Item, done: DutyDone) -> None:
    if wrong := item.wrong_expiry(done.done_on, done.expires_on):
        raise Wrong("valid_until", wrong)


def _check_same(typed: date | None, until: date | None) -> None:
    """Raise Wrong where a day that is kept already has another last valid day; one that is left empty is the same."""
    if typed and typed != until:
        reason = f"It is kept as valid until {day(until)}." if until else "This duty does not expire."
        raise Wrong("valid_until", f"{reason} Take that day back on the home’s page first, or empty this cell.")


def _check_once(item: Item, done: DutyDone, recorded: dict[tuple, date | None]) -> None:
    """Raise Wrong for another day of what is done once."""
    if item.is_once and any(key[:3] == (done.home_id, done.rule, done.own_id) for key in recorded):
        raise Wrong("done_on", f"{item.name} is done once, and there is a day of it already. Delete this row.")
