"""Days on which nobody held a post."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from homes.gaps import Gap, gaps

TODAY = date(2026, 6, 4)


def test_nothing_is_said_of_what_was_never_kept():
    assert gaps([], TODAY) == []


def test_a_post_that_is_held_has_no_gap():
    assert gaps([(date(2020, 1, 1), None)], TODAY) == []


def test_a_gap_lies_between_two_and_counts_both_ends():
    (gap,) = gaps([(date(2025, 6, 1), None), (date(2020, 1, 1), date(2025, 5, 1))], TODAY)
    assert gap == Gap(date(2025, 5, 1), date(2025, 5, 31))
    assert gap.days(TODAY) == 31


def test_a_gap_goes_on_until_someone_comes():
    (gap,) = gaps([(date(2020, 1, 1), date(2026, 6, 4))], TODAY)
    assert gap == Gap(TODAY, None)
    assert gap.days(TODAY) == 1


def test_who_leaves_tomorrow_leaves_no_gap_yet():
    assert gaps([(date(2020, 1, 1), date(2026, 6, 6))], TODAY) == []


days = st.dates(date(2010, 1, 1), TODAY)


@given(st.lists(days, unique=True, max_size=8).map(sorted))
def test_periods_and_gaps_cover_every_day_once(edges):
    """Every second stretch between some days is a period in the post: the gaps are the other ones."""
    held = [(first, after) for first, after in zip(edges[::2], edges[1::2], strict=False)]
    found = gaps(held, TODAY)
    between = [(after, first) for (_, after), (first, _) in pairwise(held)]
    assert [(gap.starts_on, gap.last_day) for gap in found if gap.last_day] == [
        (after, date.fromordinal(first.toordinal() - 1)) for after, first in between
    ]
    assert [gap.starts_on for gap in found if not gap.last_day] == [after for _, after in held[-1:]]
