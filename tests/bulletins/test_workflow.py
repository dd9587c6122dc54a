"""The states of a bulletin, without a database."""

import pytest

from bulletins.workflow import MOVES, BulletinState, Move, allowed, moved
from publishing.workflow import Refused


def test_a_bulletin_goes_from_draft_to_sent():
    state = BulletinState.DRAFT
    for move in (Move.SUBMIT, Move.APPROVE, Move.PREPARE, Move.SEND, Move.PAUSE, Move.RESUME, Move.FINISH):
        state = moved(state, move)
    assert state == BulletinState.SENT


def test_nothing_moves_a_bulletin_that_is_over_but_the_wish_to_try_what_failed_again():
    assert not any(allowed(BulletinState.CANCELLED, move) for move in Move)
    assert [move for move in Move if allowed(BulletinState.SENT, move)] == [Move.TRY_AGAIN]


@pytest.mark.parametrize(
    "state", [state for state in BulletinState if state not in {BulletinState.DRAFT, BulletinState.SUBMITTED}]
)
def test_words_cannot_change_after_approval(state):
    with pytest.raises(Refused, match=f"is {state.label}, so you cannot edit it"):
        moved(state, Move.EDIT)


@pytest.mark.parametrize("state", [state for state in BulletinState if state != BulletinState.PREPARING])
def test_nothing_is_sent_unless_its_mail_was_made_and_before_that_approved(state):
    assert not allowed(state, Move.SEND)
    assert allowed(state, Move.APPROVE) == (state == BulletinState.SUBMITTED)


def test_every_state_but_the_first_can_be_reached():
    assert {target for _, target in MOVES.values()} == set(BulletinState)
