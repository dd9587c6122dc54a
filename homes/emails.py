"""What people are written about their homes, as keyword arguments for `queue_email`: homes by alias, never by name."""

from datetime import date

from people.links import link_to
from people.models import Provider
from people.templatetags.people import day


def register_changed(as_at: date, provider: Provider, homes: int) -> dict:
    """That a list says something new of so many homes, and of which nothing."""
    of = "one of your homes" if homes == 1 else f"{homes} of your homes"
    text = (
        f"The public register as at {day(as_at)} says something new of {of} ({provider}).\n\n"
        f"Look at it here, and accept it or tell us that it is wrong:\n{link_to('homes:proposal_list')}"
    )
    return {"subject": "The public register says something new of your homes", "text": text}
