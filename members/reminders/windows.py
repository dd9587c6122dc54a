"""From when to when a reminder may go. Without Django or a database."""

from datetime import date, timedelta

CATCH_UP = timedelta(days=14)  # how late a mail that follows something still says something new


def window(*, day: date, days: int, before: bool, counts_from: date) -> tuple[date, date] | None:
    """The first and last day on which the mail about a `day` may go; None if it fell due before the rule counts.

    One that comes before goes until that day itself: whoever was away for a week of nights still learns in time.
    """
    due = day - timedelta(days=days) if before else day + timedelta(days=days)
    if due < counts_from:
        return None
    return due, last_day(day=day, due=due, before=before)


def last_day(*, day: date, due: date, before: bool) -> date:
    """The last day on which the mail about a `day` may go that falls due on another."""
    return day if before else due + CATCH_UP


def days_of(*, first: date, last: date, days: int, before: bool, counts_from: date) -> tuple[date, date] | None:
    """The reverse: between which days something must end, so that its mail may go on a day from `first` to `last`."""
    shift = timedelta(days=days)
    if before:
        earliest, latest = max(first, counts_from + shift), last + shift
    else:
        earliest, latest = max(first - CATCH_UP, counts_from) - shift, last - shift
    return (earliest, latest) if earliest <= latest else None
