"""Texts as they are searched by: “Tŷ’r Ardd” and “tyr ardd” are the same, in Python and in PostgreSQL."""

import unicodedata

from django.db.models import Func, GeneratedField, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat


def search_key(text: str) -> str:
    """The text without case, accents and signs: letters, digits and spaces stay."""
    apart = unicodedata.normalize("NFKD", text).lower()
    return "".join(sign for sign in apart if sign.isspace() or sign.isalnum())


class SearchKey(Func):
    """The same in a query, or for a stored column; the collation makes it alike on every server."""

    function = "regexp_replace"
    template = (
        'regexp_replace(lower(normalize(%(expressions)s, NFKD) COLLATE "pg_c_utf8"), '
        "'[^[:alnum:][:space:]]' COLLATE \"pg_c_utf8\", '', 'g')"
    )
    output_field = TextField()


def stored_search_key(*fields: str) -> GeneratedField:
    """A column that the database fills with what a row is found by: these fields, a space between them."""
    parts = [part for field in fields for part in (field, Value(" "))]
    expression = SearchKey(Concat(*parts, output_field=TextField()))
    return GeneratedField(expression=expression, output_field=TextField(), db_persist=True)


def holding(rows: QuerySet, words: str, *fields: str) -> QuerySet:
    """The rows of which one of the fields, all stored search keys, holds each of the words; none for no words."""
    wanted = search_key(words).split()
    for word in wanted:
        rows = rows.filter(Q.create([(f"{field}__contains", word) for field in fields], Q.OR))
    return rows if wanted else rows.none()
