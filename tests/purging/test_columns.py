"""No column of any table is forgotten: what is not looked into is here, and says why it need not be."""

from django.db import connection

from chaportal.purging.columns import BYTES, LEFT_OUT, NO_WORDS, WORDS, all_columns, encrypted, searched, table_label
from people.models import Purge

# Columns of bytes, and what looks into them.
LOOKED_INTO = {
    ("register_registerfile", "original"): "files.files",
    ("register_registerupload", "raw"): "files.files",
    ("duties_evidencefile", "raw"): "files.files",
    ("members_applicationfile", "raw"): "files.files",
    ("bulletins_bulletinvariant", "skeleton"): "taking_out._make_mails_anew",
    ("people_associationlogo", "raw"): "pixels alone: the image was made anew from them",
}


def test_every_type_of_column_is_known_to_hold_words_or_none(db):
    assert {
        (c.table, c.name, c.kind) for c in all_columns(connection) if c.kind not in WORDS | BYTES | NO_WORDS
    } == set()


def test_every_column_of_words_is_searched_decrypted_or_holds_none_that_anyone_wrote(db):
    columns = {column for column in all_columns(connection) if column.kind in WORDS}
    found = set(searched(connection))
    decrypted = {(field.model._meta.db_table, field.column) for field in encrypted()}
    rest = {c for c in columns - found if (c.table, c.name) not in decrypted and not c.is_fixed}
    assert {column.table for column in rest} <= LEFT_OUT
    assert len(found) > 280


def test_what_is_left_out_is_as_little_as_can_be(db):
    assert {
        "django_migrations",
        "django_content_type",
        "django_session",
        "mfa_authenticator",
        "people_purge",
        "cache",
    } == LEFT_OUT


def test_every_column_of_bytes_is_looked_into(db):
    columns = {(column.table, column.name) for column in all_columns(connection) if column.kind in BYTES}
    assert columns == set(LOOKED_INTO)


def test_every_searched_table_has_a_key_to_name_its_rows_by(db):
    assert {column.table for column in searched(connection) if column.key is None} == set()


def test_places_are_named_in_words():
    assert table_label("people_provider") == "Provider"
    assert table_label("people_providerevent") == "History of provider"
    assert Purge._meta.db_table in LEFT_OUT
