"""How long before its day we speak of a duty that a provider added, by how often it comes. No law says so: it is ours.

A rule from law says its own days (`Rule.soon`).
"""

from duties.law.recurrence import EveryWeeks, Recurrence, WhileValid

USUAL = 14  # days
EXPIRING = 30  # days, to find somebody who comes and certifies
DAYS_A_WEEK = 2  # of a rhythm of weeks: so what comes each week is in order for five days of seven
OFTEN = 4  # weeks


def soon_for(recurrence: Recurrence) -> int:
    """How many days before its day a duty is due soon."""
    if isinstance(recurrence, EveryWeeks):
        return min(DAYS_A_WEEK * recurrence.weeks, USUAL)
    return EXPIRING if isinstance(recurrence, WhileValid) else USUAL


def comes_often(recurrence: Recurrence) -> bool:
    """Whether it comes so often that telling of each time would bury the rest: less than four weeks apart."""
    return isinstance(recurrence, EveryWeeks) and recurrence.weeks < OFTEN
