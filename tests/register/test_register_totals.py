"""The figures of a list."""

import random

from hypothesis import given
from hypothesis import strategies as st

from register.lists import Grade, ProvisionType, RegisterTotals, Status, totals
from register.lists.facts import PrintedInspection, PrintedJudgement, RegisterRow
from register.lists.grades import Theme, graded

INADEQUATE, GOOD, OUTSTANDING, REQUIRES_IMPROVEMENT = (
    Grade.INADEQUATE,
    Grade.GOOD,
    Grade.OUTSTANDING,
    Grade.REQUIRES_IMPROVEMENT,
)


def row(kind=ProvisionType.CHILDRENS_HOME, status=Status.ACTIVE, places=4, overall=None, theme=Theme.OVERALL):
    judgements = (PrintedJudgement(theme, overall, *graded(overall, theme, theme)),) if overall else ()
    inspection = PrintedInspection("Full inspection", None, None, None, judgements) if overall else None
    return RegisterRow("SC123456", kind, status, places=places, inspection=inspection)


def test_all_kinds_of_childrens_home_are_counted_and_no_other():
    rows = [row(kind) for kind in ProvisionType] + [row("Orchard")]
    assert totals(rows) == RegisterTotals(len(rows), 3, 12, {}, 3)


def test_those_that_left_the_register_are_counted_nowhere():
    rows = [row(status=status, overall="Good") for status in Status]
    assert totals(rows) == RegisterTotals(2, 2, 8, {GOOD: 2}, 0)


def test_a_home_without_printed_places_counts_as_a_home():
    assert totals([row(places=None), row(places=3)]) == RegisterTotals(2, 2, 3, {}, 2)


def test_not_judged_is_not_yet_judged():
    rows = [row(overall="Not judged"), row(), row(overall="Inadequate")]
    assert totals(rows) == RegisterTotals(3, 3, 12, {INADEQUATE: 1}, 2)


def test_only_the_overall_judgement_counts():
    assert totals([row(overall="Good", theme=Theme.LEADERSHIP)]).not_yet_judged == 1


def test_no_rows_give_noughts():
    assert totals([]) == RegisterTotals(0, 0, 0, {}, 0)


ROWS = st.builds(
    row,
    st.sampled_from(ProvisionType),
    st.sampled_from(Status),
    st.none() | st.integers(0, 99),
    st.sampled_from([None, "Good", "Outstanding", "Not judged", "Adequate", "3"]),
)


@given(rows=st.lists(ROWS), seed=st.integers())
def test_judgements_and_not_yet_judged_add_up_to_the_homes_in_any_order(rows, seed):
    found = totals(rows)
    assert sum(found.judgements.values()) + found.not_yet_judged == found.childrens_homes <= found.providers
    assert Grade.NOT_JUDGED not in found.judgements
    assert totals(random.Random(seed).sample(rows, len(rows))) == found
