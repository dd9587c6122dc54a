"""The states of a bulletin and what moves it, without Django or a database.

A mail cannot be called back, so nothing is sent before someone else has approved exactly these words (the rule of
`publishing.workflow.check_approval`). People make the moves up to "approve", and "pause", "resume" and "cancel"; the
worker makes the others.
"""

from enum import StrEnum

from publishing.workflow import Refused


class BulletinState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"  # who gets it is fixed; no worker has begun
    PREPARING = "preparing"  # a worker is making the mail
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"
    CANCELLED = "cancelled"
    STOPPED = "stopped_by_errors"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


class Move(StrEnum):
    """What can be done to a bulletin."""

    EDIT = "edit"
    SUBMIT = "submit"
    SEND_BACK = "send back"
    APPROVE = "approve"
    PREPARE = "prepare"
    SEND = "send"
    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"
    FINISH = "finish"
    STOP = "stop"
    TRY_AGAIN = "try again"


MOVES: dict[Move, tuple[frozenset[BulletinState], BulletinState]] = {
    # An edit of a submitted bulletin makes it a draft again: whoever approves must see the words that go out.
    Move.EDIT: (frozenset({BulletinState.DRAFT, BulletinState.SUBMITTED}), BulletinState.DRAFT),
    Move.SUBMIT: (frozenset({BulletinState.DRAFT}), BulletinState.SUBMITTED),
    Move.SEND_BACK: (frozenset({BulletinState.SUBMITTED}), BulletinState.DRAFT),
    Move.APPROVE: (frozenset({BulletinState.SUBMITTED}), BulletinState.APPROVED),
    # A worker that died while it made the mail is followed by one that makes it again.
    Move.PREPARE: (frozenset({BulletinState.APPROVED, BulletinState.PREPARING}), BulletinState.PREPARING),
    Move.SEND: (frozenset({BulletinState.PREPARING}), BulletinState.SENDING),
    Move.PAUSE: (frozenset({BulletinState.SENDING}), BulletinState.PAUSED),
    Move.RESUME: (frozenset({BulletinState.PAUSED, BulletinState.STOPPED}), BulletinState.SENDING),
    Move.CANCEL: (
        frozenset(
            {
                BulletinState.APPROVED,
                BulletinState.PREPARING,
                BulletinState.SENDING,
                BulletinState.PAUSED,
                BulletinState.STOPPED,
            }
        ),
        BulletinState.CANCELLED,
    ),
    Move.FINISH: (frozenset({BulletinState.SENDING}), BulletinState.SENT),
    Move.STOP: (frozenset({BulletinState.SENDING}), BulletinState.STOPPED),
    Move.TRY_AGAIN: (frozenset({BulletinState.SENT}), BulletinState.SENDING),
}


def allowed(state: BulletinState, move: Move) -> bool:
    """Whether a bulletin in this state can be moved so."""
    return state in MOVES[move][0]


def moved(state: BulletinState, move: Move) -> BulletinState:
    """The state after a move. Raises Refused."""
    if not allowed(state, move):
        label = BulletinState(state).label
        raise Refused(f"This bulletin is {label}, so you cannot {move} it. Reload the page to see where it stands.")
    return MOVES[move][1]
