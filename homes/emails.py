"""What people are written about their homes, as keyword arguments for `owe`: homes by alias, never by name."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.urls import reverse

from homes.board import DueNotice, Item
from homes.duties import State
from people.models import Provider
from people.templatetags.people import day


def duties_due(items: Iterable[Item | DueNotice]) -> dict:
    """The duties that fall due or are overdue, the worst first."""
    listed = sorted(items, key=lambda item: item.standing.urgency)
    subject = "1 duty falls due" if len(listed) == 1 else f"{len(listed)} duties fall due"
    text = (
        "\n\n".join(map(_line, listed))
        + f"\n\nMark what is done:\n{_address('homes:duty_list')}"
        + f"\n\nYou asked for this mail. To change that or stop it:\n{_address('homes:duty_subscription')}"
    )
    return {"subject": subject, "text": text}


def register_changed(as_at: date, provider: Provider, homes: int) -> dict:
    """That a list says something new of so many homes, and of which nothing."""
    of = "one of your homes" if homes == 1 else f"{homes} of your homes"
    text = (
        f"The public register as at {day(as_at)} says something new of {of} ({provider}).\n\n"
        f"Look at it here, and accept it or tell us that it is wrong:\n{_address('homes:proposal_list')}"
    )
    return {"subject": "The public register says something new of your homes", "text": text}


def _line(item: Item | DueNotice) -> str:
    said = "was due by" if item.standing.state == State.OVERDUE else "is due by"
    return f"{item.home}: {item.name} {said} {day(item.standing.due)}.\n{item.source}"


def _address(name: str) -> str:
    return settings.BASE_URL + reverse(name)
