"""Who holds posts, at many homes at once."""

from collections.abc import Iterable
from datetime import date

from homes.actions.facts import appoint
from homes.models import Home
from homes.sheets.fields import POSTS
from homes.sheets.values import Values
from people.models import User


def appoint_changed(homes: Iterable[Home], changes: dict[int, Values], by: User) -> None:
    """Appoint those whom the changes name, each from its day on. Within the transaction of the caller.

    Raises ValidationError when somebody else holds a post then.
    """
    for home in homes:
        change = changes[home.pk]
        for kind in POSTS:
            if kind in change:
                starts_on = date.fromisoformat(change[f"{kind}_since"])
                appoint(home=home, by=by, kind=kind, name=change[kind], starts_on=starts_on)
