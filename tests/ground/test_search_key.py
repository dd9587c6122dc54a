"""What a search compares: without case, accents and signs."""

import pytest
from django.db import connection
from django.db.models import Value
from hypothesis import given
from hypothesis import strategies as st

from cleaning.search_key import SearchKey, search_key
from people.models import User

LETTERS = st.text(st.characters(max_codepoint=0x24F, exclude_categories=["Cs", "Cc"]), max_size=40)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Tŷ’r Ardd", "tyr ardd"),
        ("TY'R ARDD", "tyr ardd"),
        ("Siân O’Brien-Hughes", "sian obrienhughes"),
        ("owner@hazel-bank.example", "ownerhazelbankexample"),
        ("SC 123/4", "sc 1234"),
        ("Żółta Łąka", "zołta łaka"),
        ("", ""),
        ("🏠", ""),
    ],
)
def test_a_key_is_without_case_accents_and_signs(text, key):
    assert search_key(text) == key


@pytest.mark.django_db
@given(text=LETTERS)
def test_python_and_the_database_make_the_same_key(text):
    with connection.cursor() as cursor:
        compiler = User.objects.all().query.get_compiler("default")
        sql, parameters = (
            SearchKey(Value(text)).resolve_expression(User.objects.all().query).as_sql(compiler, connection)
        )
        cursor.execute(f"SELECT {sql}", parameters)
        assert cursor.fetchone()[0] == search_key(text)
