import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from people.models import User
from register.coverage import proposed_coverage
from register.lists import (
    Decided,
    ListKind,
    NotARegister,
    RegisterTable,
    UnknownWords,
    as_at_from_name,
    check_day,
    published_totals,
    read_register,
    register_sheets,
)
from register.lists.published import PublishedTotal as PrintedTotal
from register.loading.entries import save_entries, save_moves, save_premises, save_registrations
from register.loading.inspections import save_inspections
from register.models import PublishedTotal, RegisterFile


@dataclass(frozen=True)
class Loaded:
    """What a load did. `repeated`: these very bytes were loaded before, and nothing was written."""

    file: RegisterFile
    repeated: bool

    @property
    def new_registrations(self) -> int:
        return self.file.counts["registrations"]

    @property
    def inspections(self) -> int:
        return self.file.counts["inspections"]


@transaction.atomic
def load_register(*, raw: bytes, name: str, by: User | None, as_at: date | None = None) -> Loaded:
    """Load a file as published, to wait for its release. The same bytes again change nothing.

    `as_at` is needed only where neither the file nor its name tells the date. Raises NotARegister.
    """
    digest = hashlib.sha256(raw).hexdigest()
    earlier = RegisterFile.objects.filter(sha256=digest).first()
    if earlier:
        return Loaded(earlier, repeated=True)
    sheets = register_sheets(raw)
    tables = read_register(sheets, name, today=timezone.localdate())
    _one_at_a_time()
    earlier = RegisterFile.objects.filter(sha256=digest).first()
    if earlier:  # a colleague was quicker
        return Loaded(earlier, repeated=True)
    file = RegisterFile.objects.create(
        as_at=_as_at(tables, as_at or as_at_from_name(name)), name=name, sha256=digest, original=raw, loaded_by=by
    )
    _fill(file, tables, published_totals(sheets))
    return Loaded(file, repeated=False)


@transaction.atomic
def read_again(file: RegisterFile, decided: Decided) -> None:
    """Read a file that nobody uses yet once more, by what a person said of its columns. Raises NotARegister."""
    sheets = register_sheets(bytes(file.original))
    tables = read_register(sheets, file.name, decided, today=timezone.localdate())
    for rows in (file.entries, file.inspections, file.moves, file.premises, file.totals):
        rows.all().delete()
    file.decided = dict(decided)
    made = file.counts["registrations"]
    _fill(file, tables, published_totals(sheets))
    file.counts["registrations"] = made  # its numbers are known by now
    file.save(update_fields=["counts"])


def _fill(file: RegisterFile, tables: Sequence[RegisterTable], totals: Iterable[PrintedTotal]) -> None:
    """Write what the lists say, and how they were read."""
    file.kind = tables[0].kind
    file.unknown_headings = list(dict.fromkeys(heading for table in tables for heading in table.unknown_headings))
    file.unreadable_rows = [str(error) for table in tables for error in table.errors]
    file.unknown_words = [_sentence(words) for table in tables for words in table.unknown_words]
    file.columns = [asdict(column) | {"sheet": table.sheet} for table in tables for column in table.columns]
    file.missing_columns = list(dict.fromkeys(name for table in tables for name in table.missing))
    file.counts = _keep(file, tables)
    rows = [PublishedTotal(file=file, **asdict(total)) for total in totals]
    PublishedTotal.objects.bulk_create(rows, ignore_conflicts=True)  # one that two tables print
    file.covers = proposed_coverage(file)  # until a person has said it
    file.save()


def _one_at_a_time() -> None:
    """Two loads at once would both take the same bytes for new. Readers are not held up."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {RegisterFile._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def _keep(file: RegisterFile, tables: Sequence[RegisterTable]) -> dict[str, int]:
    """Write the rows of the lists; gives how many were read of each kind, and how many things are new."""
    numbers = list(dict.fromkeys(row.urn for table in tables for row in table.rows))
    registrations, made = save_registrations(numbers)
    inspections = save_inspections(file, tables, registrations)
    for table in tables:
        if table.kind in (ListKind.AS_AT, ListKind.PLACES):
            save_entries(file, table, registrations, inspections)
        elif table.kind is ListKind.MOVES:
            save_moves(file, table.rows, registrations)
        elif table.kind is ListKind.PREMISES:
            save_premises(file, table.rows, registrations)
    read = {table.kind.value: len(table.rows) for table in tables}
    return {**read, "registrations": made, "inspections": len(inspections)}


def _as_at(tables: Sequence[RegisterTable], otherwise: date | None) -> date:
    """What a list says, what the person or the name of the file says, or the latest event of a list of events."""
    day = next((table.as_at for table in tables if table.as_at), None) or otherwise
    day = day or max(_events(tables[0]), default=None)
    if day is None:
        raise NotARegister("Neither the file nor its name says which date the list stands for. Give the date with it.")
    check_day(day, timezone.localdate())
    return day


def _events(table: RegisterTable) -> Iterator[date]:
    for row in table.rows:
        if table.kind is ListKind.IN_YEAR:
            yield row.inspection.inspection_date
        elif table.kind is ListKind.MOVES:
            yield from (day for day, _, _ in row.events)


def _sentence(words: UnknownWords) -> str:
    rows = "one row" if words.times == 1 else f"{words.times:,} rows, the first"
    problem = f"“{words.words[:80]}” is not known here and {'kept as printed' if words.is_read else 'not read'}"
    return f"{words.heading}: {problem}, in {rows} on line {words.first_line}."
