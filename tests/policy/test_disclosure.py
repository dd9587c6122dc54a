"""What may leave the team: nothing follows from it of fewer than five groups, or of one that is most of it."""

from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policy.analysis.disclosure import OTHERS, disclosable_answers, disclosable_parts, joined, may_be_told

YES, NO, UNSURE, NONE = "Yes", "No", "Unsure", "No answer"


def cell(*groups: int, of: dict[int, int] | None = None) -> Counter:
    return Counter(groups) + Counter(of or {})


def many(number: int, first: int = 0) -> Counter:
    """So many providers, each of a group of its own."""
    return cell(*range(first, first + number))


@pytest.mark.parametrize(
    ("groups", "told"), [(many(5), True), (many(4), False), (cell(0, 0, 0, 0, 0, 1, 2, 3, 4), False), (cell(), False)]
)
def test_five_groups_stand_behind_a_number_and_none_behind_more_than_half(groups, told):
    assert may_be_told(groups) is told
    assert may_be_told(cell(0, 0, 0, 0, 1, 2, 3, 4)) is True, "a half is not more"


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((9, 6, 0, 0), {YES: {YES}, NO: {NO}}),
        ((9, 6, 3, 2), {YES: {YES}, NO: {NO}, OTHERS: {UNSURE, NONE}}),
        ((9, 6, 3, 1), {YES: {YES}, OTHERS: {NO, UNSURE, NONE}}),
        ((9, 9, 9, 1), {YES: {YES}, NO: {NO}, OTHERS: {UNSURE, NONE}}),
        ((9, 0, 0, 0), {}),
        ((9, 4, 0, 0), {}),
        ((4, 4, 4, 4), {}),
        ((0, 0, 0, 0), {}),
    ],
)
def test_answers_of_too_few_are_told_as_one_with_others_and_never_one_alone(counts, told):
    sizes = zip((YES, NO, UNSURE, NONE), counts, strict=True)
    assert disclosable_answers({name: many(number, 100 * at) for at, (name, number) in enumerate(sizes)}) == told


def test_a_part_is_told_with_all_answers_or_not_at_all_and_the_hidden_ones_bear_it_together():
    answers = {YES: {YES}, NO: {NO}}
    parts = {
        "North": {YES: many(8), NO: many(7, 10)},
        "South": {YES: many(6, 20), NO: many(6, 30)},
        "East": {YES: many(6, 40), NO: many(4, 50)},
        "West": {YES: cell(), NO: cell()},
    }
    assert disclosable_parts(parts, answers) == {"North"}, "East would follow, so the smallest other is hidden"
    parts["West"] = {YES: many(3, 60), NO: many(2, 70)}
    assert disclosable_parts(parts, answers) == {"North", "South"}
    parts["West"] = {YES: cell(), NO: cell()}
    del parts["East"]
    assert disclosable_parts(parts, answers) == {"North", "South"}, "who is in nobody's part is not hidden"
    del parts["West"]
    assert disclosable_parts(parts, answers) == {"North", "South"}
    del parts["North"], parts["South"]
    assert disclosable_parts(parts, answers) == set()


respondents = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from([YES, YES, YES, NO, NO, UNSURE]), st.sampled_from("NNNNSSSSEW")),
    min_size=30,
    max_size=90,
)


@given(respondents, st.data())
def test_nothing_under_the_threshold_follows_by_adding_and_subtracting(people, data):
    """Whoever has all numbers adds and subtracts them; of what comes of it, all that counts somebody may be told."""
    whole, parts = {}, {}
    for group, answer, part in people:
        for counts in (whole, parts.setdefault(part, {})):
            counts.setdefault(answer, Counter())[group] += 1
    answers = disclosable_answers(whole)
    assume(answers)
    shown = sorted(disclosable_parts(parts, answers))
    told = [(name, part) for part in (None, *shown) for name in answers]
    signs = {each: data.draw(st.sampled_from([-1, 0, 1])) for each in told}
    without = {each: 1 if each[1] is None else -1 for each in told}  # what is left of the whole
    of_one = {each: sign if each[0] == told[0][0] else 0 for each, sign in without.items()}
    for chosen in (signs, without, of_one, *({each: 1} for each in told)):
        counted = [
            sum(sign for (name, of), sign in chosen.items() if answer in answers[name] and of in (None, part))
            for _, answer, part in people
        ]
        if set(counted) <= {0, 1} and any(counted):
            assert may_be_told(Counter(one[0] for one, is_in in zip(people, counted, strict=True) if is_in))


def test_answers_as_one_count_all_of_them():
    assert joined({YES: cell(1, 1, 2), NO: cell(2), UNSURE: cell(9)}, [YES, NO, "Never given"]) == {1: 2, 2: 2}
