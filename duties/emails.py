"""What people are written about duties, as keyword arguments for `queue_email`: homes by alias, never by name."""

from collections.abc import Iterable

from duties.law import DueState
from duties.overview import Due, DueNotice
from people.links import link_to
from people.templatetags.people import day


def duties_due(items: Iterable[Due]) -> dict:
    """Legal notices first, then the duties that fall due or are overdue; of both the worst first."""
    listed = sorted(items, key=lambda item: (not isinstance(item, DueNotice), item.due_status.urgency))
    subject = _subject(listed)
    text = (
        "\n\n".join(map(_line, listed))
        + f"\n\nMark what is done:\n{link_to('duties:duty_list')}"
        + f"\n\nYou asked for this mail. To change that or stop it:\n{link_to('duties:duty_subscription')}"
    )
    return {"subject": subject, "text": text}


def _subject(listed: list[Due]) -> str:
    notices = sum(isinstance(item, DueNotice) for item in listed)
    duties = len(listed) - notices
    counted = [f"{notices} legal notice{'s' * (notices > 1)}"] if notices else []
    counted += [f"{duties} {'duty' if duties == 1 else 'duties'}"] if duties else []
    return f"{' and '.join(counted)} fall{'s' * (len(listed) == 1)} due"


def _line(item: Due) -> str:
    verb = "was due by" if item.due_status.state == DueState.OVERDUE else "is due by"
    return f"{item.home}: {item.name} {verb} {day(item.due_status.due)}.\n{item.source}"
