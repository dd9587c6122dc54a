"""What people are written about their homes, as keyword arguments for `queue_email`: homes by alias, never by name."""

from datetime import date

from homes.models import Home
from people.links import absolute, link_to
from people.models import Provider, Role
from people.templatetags.people import day


def register_changed(as_at: date, provider: Provider, homes: int) -> dict:
    """That a list says something new of so many homes, and of which nothing."""
    of = "one of your homes" if homes == 1 else f"{homes} of your homes"
    text = (
        f"The public register as at {day(as_at)} says something new of {of} ({provider}).\n\n"
        f"Look at it here, and accept it or tell us that it is wrong:\n{link_to('homes:proposal_list')}"
    )
    return {"subject": "The public register says something new of your homes", "text": text}


def transfer_asked(home: Home) -> dict:
    """To staff: that a provider says it takes over a home."""
    text = (
        f"{home.provider} says that it takes over {home.registration} from another provider.\n\n"
        f"Look into it here:\n{link_to('homes:claim_list')}"
    )
    return {"subject": f"{home.provider} asks for a transfer", "text": text}


def transfer_asked_of(home: Home, held: Home) -> dict:
    """To the owners of the provider that has the home: who says that it takes it over."""
    text = (
        f"{home.provider} says that it takes over {held} ({held.provider}) from you.\n\n"
        "Nothing changes before we have asked you. If you know nothing of it, ring us.\n\n"
        f"Your home: {absolute(held.get_absolute_url())}"
    )
    return {"subject": f"Another provider asks for {held}", "text": text}


def register_withdrawn(as_at: date, provider: Provider) -> dict:
    """That a list of which we wrote was taken back."""
    text = (
        f"We wrote to you that the public register as at {day(as_at)} says something new of homes of {provider}. "
        "That list was wrong or not whole, and we have taken it back. You need do nothing: what you had not "
        "decided yet is gone from your list.\n\n"
        f"What you did decide stands. If it was wrong, tell us:\n{link_to('homes:home_list')}"
    )
    return {"subject": "The list of the public register that we wrote of is taken back", "text": text}


def reopened(home: Home, reason: str) -> dict:
    """To the provider's owners: that a home which had ended goes on."""
    text = (
        f"{home} is open again as a home of {home.provider}, with all that you kept of it: {reason}\n\n"
        f"{absolute(home.get_absolute_url())}"
    )
    return {"subject": f"{home} is open again", "text": text}


def homes_to_give(role: Role) -> dict:
    """To the provider's owners: that somebody has joined who sees no home before one is given."""
    text = (
        f"{role.user} has joined {role.provider} as {role.definition.label.lower()}, and sees no home before you give "
        f"one.\n\nChoose their homes here:\n{link_to('homes:role_homes', role.pk)}"
    )
    return {"subject": f"Give {role.user} their homes", "text": text}
