"""Whatever is typed into a search box becomes a question that PostgreSQL can answer."""

import random

import pytest
from django.db import connection

from publishing.models.search_words import LONGEST, askable

SIGNS = '--  ""aé or:&|!()<>*\'\\1.,–\n'


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("cats -dogs", "cats -dogs"),
        ('"foster care" -wales or cymru', '"foster care" -wales or cymru'),
        ("well-being", "well-being"),
        ("-" * 33, ""),
        ("-" * 33 + "a", "-a"),
        ("- - -a", "-a"),
        ('-"" a', "a"),
        ('an open "phrase', 'an open "phrase'),
        ("Siân’s 2026", "Siân’s 2026"),
    ],
)
def test_words_phrases_and_exclusions_stay_and_signs_go(typed, asked):
    assert askable(typed) == asked


def test_ten_thousand_odd_searches_are_all_answered(db):
    chance = random.Random(1)
    odd = ["".join(chance.choices(SIGNS, k=chance.randint(1, LONGEST))) for _ in range(10_000)]
    odd += [piece * 60 for piece in ("-a ", '-""', '"-', "a-", "or ", '-"a" ', "a or -", "-a-b")]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(websearch_to_tsquery('english', words)) FROM unnest(%s::text[]) words",
            [[askable(words) for words in odd]],
        )
        assert cursor.fetchone() == (len(odd),)
