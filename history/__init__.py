"""History of rows, written by PostgreSQL triggers: bulk writes, raw SQL and deletes are in it too.

Who and where come from the request (`HistoryMiddleware`), why from `audit_reason`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import pghistory
from django.contrib.auth import get_user_model
from django.db import models
from pghistory import runtime

LABELS = {"insert": "Made", "update": "Changed", "delete": "Deleted"}
MOST_NAMED = 5


def track(exclude: list[str] | None = None):
    """Decorate a model: each insert, update and delete is kept in an append-only event table."""
    trackers = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    return pghistory.track(*trackers, append_only=True, exclude=exclude or [])


@contextmanager
def audit_reason(reason: str, *, user: int | None = None) -> Iterator[None]:
    """What is written inside has this reason in its history, and nothing else of the request or job has.

    `user` is the primary key of who did it, where a job does what somebody asked for.
    """
    about = {"reason": reason} if user is None else {"reason": reason, "user": user}
    # One of pghistory's own that is entered within another gives its words to all that the outer one writes.
    with pghistory.context() as outer:
        runtime._tracker.value = runtime.Context(uuid4(), outer.metadata | about)
        try:
            yield
        finally:
            runtime._tracker.value = outer


def acting_user_pk() -> int | None:
    """Who is signed in to the request that runs, by primary key; None in a job, and where nobody is."""
    with pghistory.context() as running:
        return running.metadata.get("user")


@dataclass(frozen=True)
class Change:
    """One field of one event, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One event of a row's history: when (UTC), who, why, what, and its number in the table of events."""

    at: datetime
    label: str
    who: str
    why: str
    changes: list[Change]
    event: int

    @property
    def fields(self) -> str:
        """Which fields were changed, in words."""
        return fields_of(self.changes)


def fields_of(changes: list[Change]) -> str:
    """Which fields were changed, without their values: `legal name, sector and nation`; of many the first few."""
    names = list(dict.fromkeys(change.field for change in changes))
    if len(names) > MOST_NAMED + 1:
        names = [*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def history_of(*objects: models.Model, limit: int = 200) -> list[Entry]:
    """The latest events of some rows together, newest first: two queries for each model, however many rows.

    The caller must have checked access to each row.
    """
    entries = [entry for rows in _by_model(objects) for entry in _entries(rows, limit)]
    return sorted(entries, key=lambda entry: (entry.at, entry.event), reverse=True)[:limit]


def last_changes(events: models.QuerySet, *names: str) -> dict[tuple, datetime]:
    """Of events, the last (UTC) of each row or group of rows, by what names it. One query."""
    rows = events.order_by().values_list(*names).annotate(last=models.Max("pgh_created_at"))
    return {tuple(key): last for *key, last in rows}


def _by_model(objects) -> Iterable[list[models.Model]]:
    groups = defaultdict(list)
    for row in objects:
        groups[type(row)].append(row)
    return groups.values()


def _entries(rows: list[models.Model], limit: int) -> Iterator[Entry]:
    known = {row.pk: row for row in rows}
    events = rows[0].events.model.objects.filter(pgh_obj__in=known).select_related("pgh_context")
    # One more than are shown for each row: what the oldest shown is compared with.
    latest = list(events.order_by("-pgh_created_at", "-pgh_id")[: limit + len(rows)])
    earlier = {}
    for event, who, why in with_context(latest[::-1]):
        yield Entry(
            at=event.pgh_created_at,
            label=LABELS[event.pgh_label],
            who=who,
            why=why,
            changes=_changes(known[event.pgh_obj_id], event, earlier.get(event.pgh_obj_id)),
            event=event.pk,
        )
        earlier[event.pgh_obj_id] = event


def with_context(events: list) -> Iterator[tuple[models.Model, str, str]]:
    """Each event with who did it and why; the events come with their `pgh_context`. One query for the names."""
    names = _names({event.pgh_context.metadata.get("user") for event in events if event.pgh_context})
    for event in events:
        about = event.pgh_context.metadata if event.pgh_context else {}
        yield event, names.get(about.get("user")) or about.get("task") or "The portal", about.get("reason", "")


def _names(ids: set) -> dict:
    users = get_user_model().objects.filter(pk__in=[pk for pk in ids if pk])
    return {user.pk: str(user) for user in users}


def _changes(row: models.Model, event, earlier) -> list[Change]:
    fields = [field for field in row._meta.concrete_fields if hasattr(event, field.attname) and not field.primary_key]
    if event.pgh_label == "delete":
        return []
    pairs = [
        (field, _in_words(row, earlier, field) if earlier else "", _in_words(row, event, field)) for field in fields
    ]
    return [Change(str(field.verbose_name), before, after) for field, before, after in pairs if before != after]


def _in_words(row: models.Model, event, field) -> str:
    """A field's value in words: the row's own, if it has any for it (`in_history`).

    A related row is named by its number: its name may be private elsewhere.
    """
    value = getattr(event, field.attname)
    if value in (None, "", []):
        return ""
    if words := getattr(row, "in_history", {}).get(field.name):
        return words(value)
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.is_relation:
        return f"no. {value}"
    return f"{value:%-d %B %Y, %H:%M} UTC" if isinstance(value, datetime) else str(value)
