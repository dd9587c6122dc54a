"""Where words stand now."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib.sessions.models import Session
from django.db import connections, models
from psycopg import sql

from chaportal.purging.columns import Column, encrypted, searched, table_label
from chaportal.purging.pattern import Words

MOST = 300
AROUND = 60  # characters on either side


class TooMany(ValueError):
    """Words that stand in too many places to be looked at one by one."""


@dataclass(frozen=True)
class Place:
    """A place in words, the row's number, and the words with some before and after. Private places are told less."""

    label: str
    row: str = ""
    before: str = ""
    found: str = ""
    after: str = ""


def find(words: Words, using: str = "default", report: Callable[[str], None] = lambda how_far: None) -> list[Place]:
    """Every place where the words stand. `report` is told how far it is. Raises TooMany."""
    places = list(_in_tables(words, using, report))
    report("private fields and sessions")
    hidden = [*_in_encrypted(words, using), *_in_sessions(words, using)]
    if len(places) + len(hidden) > MOST:
        raise TooMany(f"These words stand in more than {MOST} places. Search for more words, so that fewer are meant.")
    return places + hidden


def encrypted_rows(words: Words, using: str) -> Iterator[tuple[models.Field, object, str]]:
    """Field, key and text of every encrypted value that says the words."""
    for field in encrypted():
        rows = field.model._base_manager.using(using).exclude(**{field.attname: ""})
        for key, value in rows.values_list("pk", field.attname).iterator():
            if words.are_in(text := _readable(value)):
                yield field, key, text


def sessions(words: Words, using: str) -> list[str]:
    """Keys of the sessions that hold the words, in a message that was not shown yet perhaps."""
    rows = Session.objects.using(using).iterator()
    return [row.session_key for row in rows if words.are_in(json.dumps(row.get_decoded(), ensure_ascii=False))]


def _in_tables(words: Words, using: str, report: Callable[[str], None]) -> Iterator[Place]:
    by_table = defaultdict(list)
    for column in searched(connections[using]):
        by_table[column.table].append(column)
    with connections[using].cursor() as cursor:
        for number, (table, columns) in enumerate(by_table.items(), start=1):
            report(f"table {number} of {len(by_table)}")
            cursor.execute(_query(table, columns), {"pattern": words.pattern})
            for key, *values in cursor.fetchall():
                yield from (
                    _place(column, key, value, words)
                    for column, value in zip(columns, values, strict=True)
                    if value is not None
                )


def _query(table: str, columns: list[Column]) -> str:
    """The rows of a table that say the words: the key, and each column's text where it does."""
    texts = [sql.SQL("{}::text").format(sql.Identifier(column.name)) for column in columns]
    key = sql.SQL("{}::text").format(sql.Identifier(columns[0].key)) if columns[0].key else sql.SQL("''")
    says = [sql.SQL("{} ~* %(pattern)s").format(text) for text in texts]
    shown = [sql.SQL("CASE WHEN {} THEN {} END").format(*pair) for pair in zip(says, texts, strict=True)]
    query = sql.SQL("SELECT {} FROM {} WHERE {} LIMIT {}").format(
        sql.SQL(", ").join([key, *shown]), sql.Identifier("public", table), sql.SQL(" OR ").join(says), MOST + 1
    )
    return query.as_string()  # what keeps history looks at each query as text


def _place(column: Column, key: str, value: str, words: Words) -> Place:
    found = words.compiled.search(value)
    if found is None:  # PostgreSQL knows a letter that Python does not
        return Place(column.label, key)
    start, end = found.span()
    return Place(column.label, key, value[max(0, start - AROUND) : start], value[start:end], value[end : end + AROUND])


def _in_encrypted(words: Words, using: str) -> Iterator[Place]:
    """One place for each, without the row and what is around: an address is told to nobody here."""
    for field, _, _ in encrypted_rows(words, using):
        yield Place(f"{table_label(field.model._meta.db_table)}: a private field, which is not shown here")


def _in_sessions(words: Words, using: str) -> Iterator[Place]:
    for _ in sessions(words, using):
        yield Place("Someone’s session: it ends, and they sign in again")


def _readable(value: str) -> str:
    """Text as it was typed: what is kept as JSON writes letters with accents as numbers."""
    try:
        return json.dumps(json.loads(value), ensure_ascii=False) if value[:1] in "[{" else value
    except ValueError:
        return value
