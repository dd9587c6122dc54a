"""The states of a bulletin and what moves it, without Django or a database.

A mail cannot be called back, so nothing is sent before someone else has approved exactly these words (the rule of
`publishing.workflow.check_approval`). People make the moves up to "approve", and "pause", "resume" and "cancel"; the
worker makes the others.
"""

from enum import StrEnum

from publishing.workflow import Refused


class State(StrEnum):
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


MOVES: dict[Move, tuple[frozenset[State], State]] = {
    # An edit of a submitted bulletin makes it a draft again: whoever approves must see the words that go out.
    Move.EDIT: (frozenset({State.DRAFT, State.SUBMITTED}), State.DRAFT),
    Move.SUBMIT: (frozenset({State.DRAFT}), State.SUBMITTED),
    Move.SEND_BACK: (frozenset({State.SUBMITTED}), State.DRAFT),
    Move.APPROVE: (frozenset({State.SUBMITTED}), State.APPROVED),
    # A worker that died while it made the mail is followed by one that makes it again.
    Move.PREPARE: (frozenset({State.APPROVED, State.PREPARING}), State.PREPARING),
    Move.SEND: (frozenset({State.PREPARING}), State.SENDING),
    Move.PAUSE: (frozenset({State.SENDING}), State.PAUSED),
    Move.RESUME: (frozenset({State.PAUSED, State.STOPPED}), State.SENDING),
    Move.CANCEL: (
        frozenset({State.APPROVED, State.PREPARING, State.SENDING, State.PAUSED, State.STOPPED}),
        State.CANCELLED,
    ),
    Move.FINISH: (frozenset({State.SENDING}), State.SENT),
    Move.STOP: (frozenset({State.SENDING}), State.STOPPED),
    Move.TRY_AGAIN: (frozenset({State.SENT}), State.SENDING),
}


def allowed(state: State, move: Move) -> bool:
    """Whether a bulletin in this state can be moved so."""
    return state in MOVES[move][0]


def moved(state: State, move: Move) -> State:
    """The state after a move. Raises Refused."""
    if not allowed(state, move):
        said = State(state).label
        raise Refused(f"This bulletin is {said}, so you cannot {move} it. Reload the page to see where it stands.")
    return MOVES[move][1]
