"""Shares are rounded in one way, by one function."""

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.percent import percent
from tests.system.test_words import sources

ROUNDED = re.compile(r"round\(\s*100|100 \*.*\bround\(")


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(1, 8, 13), (3, 8, 38), (0, 5, 0), (5, 5, 100), (1, 3, 33), (2, 3, 67), (1, 200, 1), (1, 0, None)],
)
def test_a_half_is_rounded_up(part, whole, shown):
    assert percent(part, whole) == shown


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_it_is_exact_for_any_counts(part, whole):
    assert percent(part, whole) == (Decimal(100) * part / whole).quantize(Decimal(1), ROUND_HALF_UP)


def test_nothing_else_rounds_a_share():
    code = [path for path in sources() if not path.startswith("tests/")]
    assert [path for path in code if ROUNDED.search(Path(path).read_text())] == []
