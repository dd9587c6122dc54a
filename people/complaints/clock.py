"""Until when somebody who complained hears from us, by the Data Protection Act 2018, section 164A.

Subsection (3): receipt is acknowledged "within the period of 30 days beginning when the complaint is received". The day
of receipt is counted as the first, which is the stricter reading. Subsections (4) and (5): then steps without undue
delay, of which telling the complainant about progress is one, and the outcome. For those the law names no days: ours
are as many again since they last heard from us.
"""

from datetime import date, timedelta

DAYS = 30
ACKNOWLEDGE_WITHIN = timedelta(days=DAYS - 1)
TELL_EVERY = timedelta(days=DAYS)


def acknowledge_by(received_on: date) -> date:
    """The last day on which receipt may be acknowledged."""
    return received_on + ACKNOWLEDGE_WITHIN


def due_on(received_on: date, told_on: date | None, reopened_on: date | None = None) -> date:
    """By when they hear from us next; `told_on` is when they last did, None before receipt is acknowledged.

    Of one that was opened again since, counted from that day: until then it waited for nothing.
    """
    if told_on is None:
        return acknowledge_by(received_on)
    return max(told_on, reopened_on or told_on) + TELL_EVERY
