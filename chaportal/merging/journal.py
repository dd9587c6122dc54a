"""Each value that a merge changes, as it was and as it became: so that it can be taken back."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import Model, QuerySet

MADE = ""  # in the place of a column: the row itself was made


@dataclass
class Journal:
    """Changes in the order in which they were made: model, row, column, the value before and after, as words."""

    changes: list[tuple[str, int, str, str | None, str | None]] = field(default_factory=list)

    def change(self, rows: QuerySet, name: str, value) -> int:
        """Give a column of some rows a value, and note what it was; gives how many."""
        column = rows.model._meta.get_field(name)
        locked = list(rows.order_by("pk").select_for_update(of=("self",)))
        for row in locked:
            before = _as_words(row, column)
            setattr(row, column.attname, value)
            self.changes.append((row._meta.label, row.pk, column.attname, before, _as_words(row, column)))
        rows.model._base_manager.filter(pk__in=[row.pk for row in locked]).update(**{column.attname: value})
        return len(locked)

    def make(self, model: type[Model], **values) -> Model:
        """Make a row, and note what it says: it is taken away again, unless it says something else by then."""
        row = model._base_manager.create(**values)
        self.changes.append((row._meta.label, row.pk, MADE, None, _as_it_is(row, values)))
        return row

    def as_json(self) -> str:
        return json.dumps(self.changes)


def changed(stored: str, column: str) -> list[int]:
    """The rows of which a merge changed a column: `people.Role.user_id`."""
    return [pk for label, pk, attname, *_ in json.loads(stored) if f"{label}.{attname}" == column]


def undo(stored: str) -> list[str]:
    """Set back each value that is still as it became. Gives what is not, by kind; rows that are gone are left out.

    A row that was made and says something else by now is somebody's own: it stays.
    """
    changes = [tuple(change) for change in json.loads(stored)]
    rows = _rows(changes)
    touched = {
        str(rows[label, pk]._meta.verbose_name)
        for label, pk, attname, _, after in changes
        if attname != MADE and (label, pk) in rows and _value(rows[label, pk], attname) != after
    }
    if not touched:
        for label, pk, attname, before, after in reversed(changes):
            if row := rows.get((label, pk)):
                _set_back(row, attname, before, after)
    return sorted(touched)


def _set_back(row: Model, attname: str, before: str | None, after: str) -> None:
    stored = type(row)._base_manager.filter(pk=row.pk)
    if attname != MADE:
        stored.update(**{attname: None if before is None else _column(row, attname).to_python(before)})
    elif _as_it_is(row, json.loads(after)) == after:
        stored.delete()


def _as_it_is(row: Model, names: Iterable[str]) -> str:
    return json.dumps({name: _value(row, name) for name in names})


def _value(row: Model, attname: str) -> str | None:
    return _as_words(row, _column(row, attname))


def _rows(changes) -> dict[tuple[str, int], Model]:
    by_model = defaultdict(set)
    for label, pk, *_ in changes:
        by_model[label].add(pk)
    found = {}
    for label, pks in by_model.items():
        for row in apps.get_model(label)._base_manager.filter(pk__in=pks).select_for_update(of=("self",)):
            found[label, row.pk] = row
    return found


def _column(row: Model, attname: str):
    return next(column for column in row._meta.concrete_fields if column.attname == attname)


def _as_words(row: Model, column) -> str | None:
    value = getattr(row, column.attname)
    return None if value is None else str(value)
