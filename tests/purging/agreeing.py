"""A purge from the first search to its end, as two people and a worker go through it."""

from chaportal.purging import actions, work
from chaportal.purging.result import Result
from people.models import Purge, User


def proposed(typed: str, by: User) -> Purge:
    """What was looked for by a worker and then proposed."""
    purge = actions.search(typed=typed, by=by)
    work.look(purge)
    return actions.propose(purge=purge, reason=Purge.Reason.NAMES, by=by)


def confirmed(purge: Purge, by: User, references: list[str] | None = None) -> Purge:
    """By a second person, with the files that say the words, or those that are named."""
    purge.refresh_from_db()
    result = Result.of(purge)
    says = [file.reference for file in result.files if file.says == "says it"]
    return actions.confirm(
        purge=purge, references=says if references is None else references, seen=result.digest, by=by
    )


def carried_out(typed: str, by: User, second: User, references: list[str] | None = None) -> Purge:
    """All of it; the tombstone that is left."""
    purge = confirmed(proposed(typed, by), second, references)
    work.carry_out(purge)
    purge.refresh_from_db()
    return purge
