"""The states of an edition and who may move it, without a database.

Stored: draft, submitted, approved, discarded. Scheduled, published and replaced are read off the approved edition's
public time. A discarded one stays as it is: whoever wants its words starts another draft with them.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError


class EditionState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    DISCARDED = "discarded"


OPEN = (EditionState.DRAFT, EditionState.SUBMITTED)  # of which a text has one at most


class Move(StrEnum):
    """What can be done to an edition."""

    EDIT = "edit"
    SUBMIT = "submit"
    SEND_BACK = "send back"
    APPROVE = "approve"
    PULL = "take back"
    DISCARD = "discard"


MOVES: dict[Move, tuple[set[EditionState], EditionState]] = {
    # An edit of a submitted text makes it a draft again: whoever approves must see the words that go out.
    Move.EDIT: ({EditionState.DRAFT, EditionState.SUBMITTED}, EditionState.DRAFT),
    Move.SUBMIT: ({EditionState.DRAFT}, EditionState.SUBMITTED),
    Move.SEND_BACK: ({EditionState.SUBMITTED}, EditionState.DRAFT),
    Move.APPROVE: ({EditionState.SUBMITTED}, EditionState.APPROVED),
    Move.PULL: ({EditionState.APPROVED}, EditionState.DRAFT),
    Move.DISCARD: ({EditionState.DRAFT, EditionState.SUBMITTED}, EditionState.DISCARDED),
}


class Refused(ValidationError):
    """A move that the rules do not allow; its sentence is for the person who tried."""

    def __str__(self):
        return " ".join(self.messages)


class ChangedMeanwhile(Refused):
    """The edition is not what someone's typing began from."""


class Elsewhere(Refused):
    """The same person writes the same text in another window."""


@dataclass(frozen=True)
class Window:
    """Where someone types: which window it is, its how-manieth writing, what it has seen, and what they began from."""

    page: str
    turn: int
    seen: str
    base: str = ""  # of an edition; other forms carry marks of their own (`webforms.seen`)


@dataclass(frozen=True)
class Approval:
    """What an approval rests on: who, for whose text, and the hash of the words that the approver saw."""

    approver: int
    authors: frozenset[int]
    seen: str
    current: str


def moved(state: EditionState, move: Move) -> EditionState:
    """The state after a move. Raises Refused."""
    sources, target = MOVES[move]
    if state not in sources:
        raise Refused(f"You cannot {move} this version: it is {state} now. Someone may have moved it meanwhile.")
    return target


def check_approval(approval: Approval) -> None:
    """Raise Refused unless someone other than its authors approves exactly the words that they saw."""
    if approval.approver in approval.authors:
        raise Refused("You wrote part of this version, so someone else must approve it.")
    check_seen(approval.seen, approval.current)


def check_seen(seen: str, current: str) -> None:
    """Raise Refused unless the words are those that were read."""
    if seen != current:
        raise Refused("The text was changed after you opened it. Read it again, then approve it.")


def check_unchanged(window: Window | None, current: str) -> None:
    """Raise ChangedMeanwhile unless an edition is still what the typing in a window began from. None: nobody typed."""
    if window and window.base != current:
        raise ChangedMeanwhile(
            "This version was changed after you began. Nothing is overwritten: read both texts, then save yours or go "
            "on with what is there."
        )
