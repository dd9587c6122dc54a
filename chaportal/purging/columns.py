"""Where words can stand: every column of every table, asked of the database, so that no new one is forgotten."""

from dataclasses import dataclass
from functools import cached_property

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from encryption import EncryptedTextField
from people.models import Purge

WORDS = {"text", "varchar", "bpchar", "citext", "json", "jsonb", "_text", "_varchar"}
BYTES = {"bytea"}
# In these stands no word that anyone wrote. A test fails on a type that is in none of the three.
NO_WORDS = {
    *("bool", "int2", "int4", "int8", "_int4", "float8", "numeric", "uuid", "inet"),
    *("date", "time", "timestamptz", "interval", "daterange", "tstzrange", "tsvector"),
}
# Whole tables without a word of anyone's, or looked into in another way: `session_data` is packed, keys of second
# factors are encrypted, what is cached goes as a whole, and a purge's own words go when it is done.
LEFT_OUT = {
    MigrationRecorder.Migration._meta.db_table,
    ContentType._meta.db_table,
    Session._meta.db_table,
    Authenticator._meta.db_table,
    Purge._meta.db_table,
    "cache",
}
CATALOGUE = """
    SELECT relname, attname, typname, (
        SELECT key.attname FROM pg_index JOIN pg_attribute key ON key.attrelid = indrelid AND key.attnum = indkey[0]
        WHERE indrelid = pg_class.oid AND indisprimary
    )
    FROM pg_class
    JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    JOIN pg_type ON pg_type.oid = atttypid
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    ORDER BY relname, attnum
"""


@dataclass(frozen=True)
class Column:
    """A column of a table, the kind of value that PostgreSQL keeps in it, and the table's key."""

    table: str
    name: str
    kind: str
    key: str | None

    @cached_property
    def model(self) -> type[models.Model] | None:
        return models_by_table().get(self.table)

    @cached_property
    def field(self) -> models.Field | None:
        fields = self.model._meta.concrete_fields if self.model else []
        return next((field for field in fields if field.column == self.name), None)

    @property
    def is_encrypted(self) -> bool:
        return isinstance(self.field, EncryptedTextField)

    @property
    def is_fixed(self) -> bool:
        """Whether the portal's code alone chooses the words, from a list."""
        return self.name == "pgh_label" or bool(self.field and self.field.choices)

    @property
    def label(self) -> str:
        """Table and column in words."""
        return f"{table_label(self.table)}, {self.field.verbose_name if self.field else self.name}"


def all_columns(connection: BaseDatabaseWrapper) -> list[Column]:
    """Every column of every table, apart from those that the database fills by itself from others."""
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE)
        return [Column(*row) for row in cursor.fetchall()]


def searched(connection: BaseDatabaseWrapper) -> list[Column]:
    """The columns that the database itself searches for words."""
    return [
        column
        for column in all_columns(connection)
        if column.kind in WORDS and column.table not in LEFT_OUT and not column.is_encrypted and not column.is_fixed
    ]


def encrypted() -> list[models.Field]:
    """The fields that must be decrypted to be searched."""
    fields = (field for model in apps.get_models() if model is not Purge for field in model._meta.concrete_fields)
    return [field for field in fields if isinstance(field, EncryptedTextField)]


def models_by_table() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


def table_label(table: str) -> str:
    """What is in a table, in words: "Provider", or "History of provider"."""
    model = models_by_table().get(table)
    if model is None:
        return table
    tracked = getattr(model, "pgh_tracked_model", None)
    words = f"history of {tracked._meta.verbose_name}" if tracked else str(model._meta.verbose_name)
    return words[:1].upper() + words[1:]
