"""How far our own work on a consultation is, read off what was done. Without Django or a database.

Nobody sets a stage: it follows from questions, dates and our response, so that it cannot say what is not so.
"""

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """In the order in which they come."""

    FOUND = "found"
    TRIAGE = "triage"
    CALLING = "calling for evidence"
    DRAFTING = "drafting"
    SIGN_OFF = "sign-off"
    NOT_ANSWERED = "closed without our answer"
    SENT = "sent"
    PUBLISHED = "published"
    COMPARED = "outcome compared"


@dataclass(frozen=True)
class Done:
    """What the stage is read off."""

    is_owned: bool = False
    is_asked: bool = False  # it has a question to answer
    is_called: bool = False  # members could answer one of them: now, or before our deadline passed
    is_calling: bool = False  # they can now
    is_drafted: bool = False  # our response is begun
    is_handed_in: bool = False  # and was submitted for approval
    is_sent: bool = False  # it went to them
    is_closed: bool = False  # they take no answer any more
    is_published: bool = False
    is_compared: bool = False  # what became of an answer of ours is recorded


def stage_of(done: Done) -> Stage:
    """The furthest that was reached. A draft that is begun while members still answer does not end the call."""
    reached = {
        Stage.COMPARED: done.is_compared,
        Stage.PUBLISHED: done.is_published,
        Stage.SENT: done.is_sent,
        Stage.SIGN_OFF: done.is_handed_in,
        Stage.NOT_ANSWERED: done.is_closed,
        Stage.CALLING: done.is_calling,
        Stage.DRAFTING: done.is_drafted or done.is_called,
        Stage.TRIAGE: done.is_owned or done.is_asked,
    }
    return next((stage for stage, is_reached in reached.items() if is_reached), Stage.FOUND)
