"""What may be told of members' homes: never a number that points at one of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.small_numbers import Contribution, Printed, disclosable, follows, may_be_disclosed, may_be_told, together


def part(*homes, first=1):
    """A part to which each of several groups brings some homes of three places."""
    return {first + number: Contribution(1, count, 3 * count) for number, count in enumerate(homes)}


parts = st.dictionaries(
    st.integers(1, 12), st.builds(Contribution, st.integers(1, 3), st.integers(1, 40), st.integers(1, 200)), max_size=9
)
tables = st.dictionaries(st.sampled_from("abcdefg"), parts, min_size=1, max_size=6)


def homes_of(part):
    return sum(row.homes for row in part.values())


def places_of(part):
    return sum(row.places for row in part.values())


def roomy(table, homes=100, places=300):
    """What the register prints where it has so many more of everything that nothing follows from it."""
    return {name: Printed(homes_of(part) + homes, places_of(part) + places) for name, part in table.items()}


def shown(table):
    return disclosable(table, roomy(table))


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
    assert shown(table) == {"north"}


def test_the_smallest_goes_by_its_homes_and_among_equals_by_its_name():
    hidden = {"south": part(1, 1)}
    assert shown({"alder": part(9, 9, 9, 9, 9), "west": part(2, 2, 2, 2, 2, 2)} | hidden) == {"alder"}
    equal = {name: part(2, 2, 2, 2, 2) for name in "gfedcba"}
    assert shown(equal | hidden) == set("bcdefg")


def test_two_hidden_parts_that_bear_it_together_hide_nothing_more():
    table = {"north": part(2, 2, 2, 2, 2), "east": part(1, 1, 1), "south": part(1, 1, 1, first=4)}
    assert shown(table) == {"north"}


def test_nothing_is_hidden_where_nothing_must_be():
    assert shown({"a": part(1, 1, 1, 1, 1), "b": part(2, 2, 2, 2, 2)}) == {"a", "b"}


def test_a_part_of_which_every_home_is_ours_is_not_told():
    ours = part(1, 1, 1, 1, 1)
    assert may_be_told(ours, Printed(6, 15))
    assert not may_be_told(ours, Printed(5, 15))


def test_where_all_that_is_hidden_is_ours_another_part_is_hidden_too():
    table = {"north": part(9, 9, 9, 9, 9), "west": part(4, 4, 4, 4, 4)}
    table |= {"east": part(1, 1, 1), "south": part(1, 1, 1, first=4)}
    printed = roomy(table)
    assert disclosable(table, printed) == {"north", "west"}
    assert disclosable(table, printed | {"east": Printed(3, 9), "south": Printed(3, 9)}) == {"north"}


@pytest.mark.parametrize(
    ("printed", "is_known"),
    [
        ({"east": Printed(4, 99), "south": Printed(4, 99)}, False),
        ({"east": Printed(3, 99), "south": Printed(3, 99)}, True),  # all homes are ours
        ({"east": Printed(99, 9), "south": Printed(99, 9)}, True),  # all places are ours
        ({"east": Printed(4, 99), "south": Printed(3, 99)}, False),
    ],
)
def test_what_follows_from_the_register(printed, is_known):
    assert follows({"east": part(1, 1, 1), "south": part(1, 1, 1)}, printed) is is_known


def test_a_single_hidden_part_follows_from_the_rest():
    assert follows({"east": part(1, 1, 1)}, {"east": Printed(99, 999)})


more = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=7, max_size=7)


def tight(table, more):
    """What the register prints where there is little or nothing beside what is ours."""
    return {
        name: Printed(homes_of(part) + extra, places_of(part) + wider)
        for (name, part), (extra, wider) in zip(table.items(), more, strict=False)
    }


@given(tables, more)
def test_what_is_told_and_what_is_left_both_bear_being_told(table, more):
    printed = tight(table, more)
    told = disclosable(table, printed)
    assert all(may_be_told(table[name], printed[name]) for name in told)
    left = table.keys() - told
    assert not left or not told or may_be_disclosed(together(table[name] for name in left))


@given(tables, more)
def test_each_hidden_number_could_be_another_by_all_that_anyone_knows(table, more):
    """By trying: one home less here and one more there, or the other way round, fits the register and the rest too."""
    printed = tight(table, more)
    told = disclosable(table, printed)
    left = {name: homes_of(table[name]) for name in table.keys() - told}
    for name, homes in left.items() if told else ():
        others = [(left[other], printed[other].homes) for other in left if other != name]
        up = homes < printed[name].homes and any(own > 0 for own, _ in others)
        down = homes > 0 and any(own < most for own, most in others)
        assert up or down


@given(tables)
def test_of_a_whole_that_is_hidden_no_part_is_told(table):
    assert may_be_disclosed(together(table.values())) or not shown(table)


@given(parts, parts)
def test_parts_together_add_up(one, two):
    both = together([one, two])
    assert both.keys() == one.keys() | two.keys()
    total = [sum(row.homes for row in part.values()) for part in (one, two, both)]
    assert total[0] + total[1] == total[2]
