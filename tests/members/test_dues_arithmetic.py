"""The arithmetic of dues: years, months, and bands without gaps."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.dues.arithmetic import Sizes, gaps, last_day_of_membership_year, months_left, overlaps, part_of_year
from members.periods import last_day_of_year

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 3, 1), date(2027, 2, 28)),
        (date(2027, 3, 1), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2028, 2, 28), date(2029, 2, 27)),
    ],
)
def test_a_year_ends_the_day_before_it_would_begin_again(first, last):
    assert last_day_of_year(first) == last


@pytest.mark.parametrize(
    ("day", "last", "months"),
    [
        (date(2026, 4, 1), date(2027, 3, 31), 12),
        (date(2026, 4, 30), date(2027, 3, 31), 12),
        (date(2026, 5, 1), date(2027, 3, 31), 11),
        (date(2027, 3, 31), date(2027, 3, 31), 1),
        (date(2027, 4, 1), date(2028, 3, 31), 12),
        (date(2029, 9, 15), date(2030, 3, 31), 7),
    ],
)
def test_the_months_that_are_left_of_a_membership_year(day, last, months):
    assert last_day_of_membership_year(date(2026, 4, 1), day) == last
    assert months_left(day, last) == months


@given(begins=DAYS, later=st.integers(0, 2000))
def test_a_day_lies_in_one_year_and_has_one_to_twelve_months_left(begins, later):
    day = begins + timedelta(days=later)
    last = last_day_of_membership_year(begins, day)
    assert day <= last < day + timedelta(days=366)
    assert 1 <= months_left(day, last) <= 12
    assert months_left(last, last) == 1


@given(begins=DAYS, days=st.integers(0, 360))
def test_who_joins_a_day_later_never_pays_for_more_months(begins, days):
    last, day = last_day_of_year(begins), begins + timedelta(days=days)
    assert months_left(begins, last) == 12
    assert months_left(day, last) - months_left(min(day + timedelta(days=1), last), last) in (0, 1)


def test_a_part_is_rounded_to_the_nearest_penny():
    assert part_of_year(Decimal("450.00"), 7) == Decimal("262.50")
    assert part_of_year(Decimal("100.00"), 1) == Decimal("8.33")
    assert part_of_year(Decimal("0.06"), 1) == Decimal("0.01")


ONE, MORE = Sizes("One", 1, 1), Sizes("More", 2)


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        ([ONE, MORE], []),
        ([MORE, ONE], []),
        ([Sizes("All", 0)], []),
        ([ONE], ["No band holds 2 homes or more. Leave the last one’s “to” empty."]),
        ([MORE], ["No band holds 1 home. Let one begin or end there."]),
        ([Sizes("Ten", 1, 10), Sizes("Two", 2, 3), Sizes("More", 11)], []),
        ([ONE, Sizes("Five", 5)], ["No band holds 2 to 4 homes. Let one begin or end there."]),
    ],
)
def test_gaps_are_said_in_sentences(bands, said):
    assert gaps(bands, "homes", 1) == said


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        ([ONE, MORE], []),
        ([ONE, Sizes("Two", 1, 4)], ["“One” and “Two” both hold 1 home. Let each number stand in one band."]),
        ([Sizes("All", 0), MORE], ["“All” and “More” both hold 2 homes. Let each number stand in one band."]),
        (
            [Sizes("A", 1, 9), Sizes("B", 2, 3), Sizes("C", 5, 6)],
            [
                "“A” and “B” both hold 2 homes. Let each number stand in one band.",
                "“A” and “C” both hold 5 homes. Let each number stand in one band.",
            ],
        ),
    ],
)
def test_overlaps_are_said_in_sentences(bands, said):
    assert overlaps(bands, "homes") == said


SIZES = st.lists(st.tuples(st.integers(0, 12), st.none() | st.integers(0, 6)), max_size=5)


@given(SIZES)
def test_without_a_sentence_each_number_has_one_band(drawn):
    bands = [Sizes(str(n), first, None if more is None else first + more) for n, (first, more) in enumerate(drawn)]
    held = [sum(b.first <= size and (b.last is None or size <= b.last) for b in bands) for size in range(1, 40)]
    assert bool(overlaps(bands, "homes")) == any(
        sum(b.first <= size and (b.last is None or size <= b.last) for b in bands) > 1 for size in range(40)
    )
    assert bool(gaps(bands, "homes", 1)) == any(count == 0 for count in held)
