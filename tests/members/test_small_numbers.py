"""What may be told of members' homes: never a number that points at one of them."""

from hypothesis import given
from hypothesis import strategies as st

from members.small_numbers import Contribution, disclosable, may_be_disclosed, together


def part(*homes, first=1):
    """A part to which each of several groups brings some homes of three places."""
    return {first + number: Contribution(1, count, 3 * count) for number, count in enumerate(homes)}


parts = st.dictionaries(
    st.integers(1, 12), st.builds(Contribution, st.integers(1, 3), st.integers(1, 40), st.integers(1, 200)), max_size=9
)
tables = st.dictionaries(st.sampled_from("abcdefg"), parts, min_size=1, max_size=6)


def test_five_groups_are_needed_and_none_may_have_more_than_half():
    assert may_be_disclosed(part(1, 1, 1, 1, 1))
    assert not may_be_disclosed(part(1, 1, 1, 1))
    assert may_be_disclosed(part(4, 1, 1, 1, 1))
    assert not may_be_disclosed(part(5, 1, 1, 1, 1))
    assert not may_be_disclosed({})


def test_each_number_counts_for_itself():
    homes = part(1, 1, 1, 1, 1)
    assert not may_be_disclosed(homes | {1: Contribution(1, 1, 60)}), "one group has most of the places"
    assert not may_be_disclosed(homes | {1: Contribution(9, 1, 3)}), "one group has most of the providers"


def test_one_hidden_part_takes_the_smallest_other_with_it():
    table = {"north": part(9, 9, 9, 9, 9), "east": part(2, 2, 2, 2, 2, 2), "south": part(1, 1)}
    assert disclosable(table) == {"north"}


def test_the_smallest_goes_by_its_homes_and_among_equals_by_its_name():
    hidden = {"south": part(1, 1)}
    assert disclosable({"alder": part(9, 9, 9, 9, 9), "west": part(2, 2, 2, 2, 2, 2)} | hidden) == {"alder"}
    equal = {name: part(2, 2, 2, 2, 2) for name in "gfedcba"}
    assert disclosable(equal | hidden) == set("bcdefg")


def test_two_hidden_parts_that_bear_it_together_hide_nothing_more():
    table = {"north": part(2, 2, 2, 2, 2), "east": part(1, 1, 1), "south": part(1, 1, 1, first=4)}
    assert disclosable(table) == {"north"}


def test_nothing_is_hidden_where_nothing_must_be():
    assert disclosable({"a": part(1, 1, 1, 1, 1), "b": part(2, 2, 2, 2, 2)}) == {"a", "b"}


@given(tables)
def test_what_is_told_and_what_is_left_both_bear_being_told(table):
    shown = disclosable(table)
    assert all(may_be_disclosed(table[name]) for name in shown)
    left = table.keys() - shown
    assert not left or not shown or may_be_disclosed(together(table[name] for name in left))


@given(tables)
def test_of_a_whole_that_is_hidden_no_part_is_told(table):
    assert may_be_disclosed(together(table.values())) or not disclosable(table)


@given(parts, parts)
def test_parts_together_add_up(one, two):
    both = together([one, two])
    assert both.keys() == one.keys() | two.keys()
    total = [sum(row.homes for row in part.values()) for part in (one, two, both)]
    assert total[0] + total[1] == total[2]
