"""Rows to files and back, by COPY in its text format, which every version of PostgreSQL reads."""

import gzip
import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from psycopg import sql

from chaportal.backup.manifest import Table

PIECE = 1024 * 1024  # bytes
# The same row is the same text, whatever the server's settings are.
PLAIN = {
    "datestyle": "ISO, MDY",
    "intervalstyle": "postgres",
    "timezone": "UTC",
    "extra_float_digits": "1",
    "bytea_output": "hex",
    "statement_timeout": "0",
    "transaction_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
}
COLUMNS = """
    SELECT attname FROM pg_attribute
    WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    ORDER BY attnum
"""
KEY = """
    SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
    WHERE indrelid = %s::regclass AND indisprimary ORDER BY attnum
"""


def speak_plainly(cursor) -> None:
    """Settle how values are written, and allow the time it takes, until the transaction ends."""
    for name, value in PLAIN.items():
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])


def tables(cursor) -> list[str]:
    """All tables of the installation, by name."""
    cursor.execute("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'")
    return sorted(name for (name,) in cursor.fetchall())


def write_rows(cursor, name: str, file: BinaryIO) -> Table:
    """Write a table's rows, packed, to a file, and give what the manifest says of them."""
    columns = _names(cursor, COLUMNS, name)
    with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=6, filename="", mtime=0) as packed:
        return _describe(columns, _each(cursor, name, columns, packed))


def read_rows(cursor, name: str, table: Table, file: BinaryIO) -> None:
    """Put a table's rows back from a packed file."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier("public", name), _list(table.columns))
    with gzip.GzipFile(fileobj=file) as packed, cursor.copy(statement) as copy:
        while piece := packed.read(PIECE):
            copy.write(piece)


def packed_rows(table: Table, file: BinaryIO) -> Table:
    """What a packed file says of a table's rows, to be held against the manifest."""
    with gzip.GzipFile(fileobj=file) as packed:
        return _describe(table.columns, iter(lambda: packed.read(PIECE), b""))


def stored_rows(cursor, name: str, table: Table) -> Table:
    """What the database holds of a table's rows, to be held against the manifest."""
    return _describe(table.columns, _each(cursor, name, table.columns))


def sequences(cursor) -> dict[str, int | None]:
    """The last number that each sequence gave."""
    cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1")
    return dict(cursor.fetchall())


def set_sequences(cursor, last_values: dict[str, int | None]) -> None:
    for name, last in last_values.items():
        if last is not None:
            cursor.execute("SELECT setval(%s::regclass, %s)", [f'public."{name}"', last])


def _each(cursor, name: str, columns: list[str], keep: BinaryIO | None = None) -> Iterator[bytes]:
    """The text of a table's rows in the order of its key, kept on the way."""
    key = _names(cursor, KEY, name) or columns
    order = sql.SQL(", ").join(sql.SQL('{}::text COLLATE "C"').format(sql.Identifier(column)) for column in key)
    statement = sql.SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT").format(
        _list(columns), sql.Identifier("public", name), order
    )
    with cursor.copy(statement) as copy:
        for piece in copy:
            if keep:
                keep.write(piece)
            yield bytes(piece)


def _describe(columns: list[str], text: Iterator[bytes]) -> Table:
    digest, rows = hashlib.sha256(), 0
    for piece in text:
        digest.update(piece)
        rows += piece.count(b"\n")  # a line break within a value is written as \n
    return Table(columns, rows, digest.hexdigest())


def _list(columns: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def _names(cursor, query: str, table: str) -> list[str]:
    cursor.execute(query, [f'public."{table}"'])
    return [name for (name,) in cursor.fetchall()]
