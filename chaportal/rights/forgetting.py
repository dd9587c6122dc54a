"""Rows that are deleted, and their history with them: by functions of the database, which ask for the cause."""

import json
from collections import defaultdict

from django.db import connection, models
from django.db.models.deletion import Collector

from people.relations import is_history

ERASURE, RETENTION = "erasure", "retention"


def delete(rows: models.QuerySet, *, cause: str, number: int) -> int:
    """Delete rows, all that hangs on them, and the history of both; gives how many of the rows themselves.

    `number` is the key of the Erasure or RetentionRun under way, without which the database refuses.
    """
    count = rows.count()
    if not count:
        return 0
    collector = Collector(using=rows.db, origin=rows)
    collector.collect(rows)
    gone = _keys(collector)
    collector.delete()
    forget_history(gone, cause=cause, number=number)
    return count


def forget_history(gone: dict[str, list[str]], *, cause: str, number: int) -> None:
    """Delete the history of rows that are gone: their keys by table."""
    places = [{"table": table, "keys": keys} for table, keys in gone.items()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_forget_history(%s, %s, %s)", [cause, number, json.dumps(places)])


def _keys(collector: Collector) -> dict[str, list[str]]:
    gone: dict[str, list[str]] = defaultdict(list)
    for model, found in collector.data.items():
        gone[model._meta.db_table] += [str(row.pk) for row in found]
    for rows in collector.fast_deletes:
        if not is_history(rows.model):
            gone[rows.model._meta.db_table] += [str(pk) for pk in rows.values_list("pk", flat=True)]
    return gone
