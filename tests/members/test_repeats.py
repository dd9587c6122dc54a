"""Which lines of a statement are those of an earlier one: by day, amount and words, each line once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from members.models import StatementLine
from members.statements.reading import Arrival
from members.statements.repeats import bag, repeats_among

DAY = date(2026, 11, 10)


def before(words="HAZEL BANK", day=DAY, amount=450, key="before", **facts) -> StatementLine:
    return StatementLine(key=key, received_on=day, amount=Decimal(amount), words=words, **facts)


def arrival(words="HAZEL BANK", day=DAY, amount=450, key="now") -> Arrival:
    return Arrival(key=key, day=day, amount=Decimal(amount), words=words)


def found(arrivals, lines) -> tuple[list[str], int]:
    """Of the new ones, what each may be, and how many were known."""
    repeats = repeats_among(arrivals, lines)
    return [like.key if like else "" for _, like in repeats.new], repeats.known


@pytest.mark.parametrize(
    ("now", "what"),
    [
        (arrival("bank, hazel"), ([], 1)),
        (arrival(amount=451), ([""], 0)),
        (arrival("LARK"), (["before"], 0)),
        (arrival("LARK", amount=451), ([""], 0)),
        (arrival(day=DAY + timedelta(days=1)), (["before"], 0)),
        (arrival(day=DAY - timedelta(days=1)), (["before"], 0)),
        (arrival(day=DAY + timedelta(days=4)), ([""], 0)),
        (arrival(day=DAY - timedelta(days=4)), ([""], 0)),
        (arrival("HAZEL", day=DAY - timedelta(days=3)), (["before"], 0)),
        (arrival("HAZEL LARK", day=DAY - timedelta(days=3)), ([""], 0)),
        (arrival("LARK", amount=1, key="before"), ([], 1)),
    ],
)
def test_a_line_is_known_by_day_amount_and_words_or_asked_about(now, what):
    assert found([now], [before()]) == what


def test_one_line_of_before_is_asked_about_once():
    assert found([arrival("LARK", key="1"), arrival("ALDER", key="2")], [before()]) == (["before", ""], 0)


@pytest.mark.parametrize(("is_set_aside", "what"), [(False, ([], 1)), (True, ([""], 0))])
def test_what_looks_like_another_stands_for_itself_until_somebody_says_that_it_is_the_same(is_set_aside, what):
    line = before(looks_like_id=1, set_aside_at=timezone.now() if is_set_aside else None)
    assert found([arrival()], [line]) == what


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tŷ Gwyn", "TY GWYN"),
        ("CHA_0001", "cha 0001"),
        ("STRASSE", "Straße"),
        ("Siân", "SIAN"),
        ("José", "Jose"),
    ],
)
def test_words_are_compared_without_case_accents_and_signs(one, other):
    assert bag(one) == bag(other)
