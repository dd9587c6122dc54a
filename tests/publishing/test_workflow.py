"""The states of a version, and the four eyes: rules without a database."""

import pytest

from publishing.workflow import (
    MOVES,
    OPEN,
    Approval,
    ChangedMeanwhile,
    EditionState,
    Move,
    Refused,
    Window,
    check_approval,
    check_seen,
    check_unchanged,
    moved,
)

# From each state what may be done, and where it leads. Anything else is refused.
ALLOWED = {
    (EditionState.DRAFT, Move.EDIT): EditionState.DRAFT,
    (EditionState.DRAFT, Move.SUBMIT): EditionState.SUBMITTED,
    (EditionState.DRAFT, Move.DISCARD): EditionState.DISCARDED,
    (EditionState.SUBMITTED, Move.EDIT): EditionState.DRAFT,
    (EditionState.SUBMITTED, Move.SEND_BACK): EditionState.DRAFT,
    (EditionState.SUBMITTED, Move.APPROVE): EditionState.APPROVED,
    (EditionState.SUBMITTED, Move.DISCARD): EditionState.DISCARDED,
    (EditionState.APPROVED, Move.PULL): EditionState.DRAFT,
}


@pytest.mark.parametrize("state", EditionState)
@pytest.mark.parametrize("move", Move)
def test_a_version_moves_as_the_table_says_and_in_no_other_way(state, move):
    if target := ALLOWED.get((state, move)):
        assert moved(state, move) == target
    else:
        with pytest.raises(Refused, match=f"it is {state} now"):
            moved(state, move)


def test_every_move_is_in_the_table_and_a_text_has_one_open_version():
    assert MOVES.keys() == set(Move)
    assert set(OPEN) == {EditionState.DRAFT, EditionState.SUBMITTED}


def approval(**changes) -> Approval:
    return Approval(**{"approver": 1, "authors": frozenset({2, 3}), "seen": "words", "current": "words"} | changes)


def test_someone_else_approves_exactly_the_words_that_they_saw():
    check_approval(approval())
    for author in (2, 3):
        with pytest.raises(Refused, match="You wrote part of this version"):
            check_approval(approval(approver=author))
    with pytest.raises(Refused, match="changed after you opened it"):
        check_approval(approval(seen="other words"))
    with pytest.raises(Refused, match="You wrote part"):
        check_approval(approval(approver=2, seen="other words"))


def test_words_are_seen_or_they_are_not():
    check_seen("a", "a")
    with pytest.raises(Refused):
        check_seen("a", "b")


def test_typing_goes_on_from_what_it_began_from():
    window = Window(base="a", page="one", turn=1, seen="a")
    check_unchanged(None, "b")
    check_unchanged(window, "a")
    with pytest.raises(ChangedMeanwhile, match="Nothing is overwritten"):
        check_unchanged(window, "b")
