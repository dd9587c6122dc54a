"""What people are written about duties, as keyword arguments for `queue_email`: homes by alias, never by name."""

from collections.abc import Iterable

from duties.law import DueState
from duties.overview import DueNotice, Item
from people.links import link_to
from people.templatetags.people import day


def duties_due(items: Iterable[Item | DueNotice]) -> dict:
    """The duties that fall due or are overdue, the worst first."""
    listed = sorted(items, key=lambda item: item.due_status.urgency)
    subject = "1 duty falls due" if len(listed) == 1 else f"{len(listed)} duties fall due"
    text = (
        "\n\n".join(map(_line, listed))
        + f"\n\nMark what is done:\n{link_to('duties:duty_list')}"
        + f"\n\nYou asked for this mail. To change that or stop it:\n{link_to('duties:duty_subscription')}"
    )
    return {"subject": subject, "text": text}


def _line(item: Item | DueNotice) -> str:
    verb = "was due by" if item.due_status.state == DueState.OVERDUE else "is due by"
    return f"{item.home}: {item.name} {verb} {day(item.due_status.due)}.\n{item.source}"
