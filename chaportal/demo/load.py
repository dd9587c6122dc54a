"""Loading the demo's data, once, into an empty database."""

import pghistory
from django.db import transaction

from chaportal.demo import duties, homes, mailings, memberships, newsroom, people, policy, press, texts
from people.models import User


def load_when_empty() -> str:
    """Load everything in one transaction when nobody has an account yet; gives a sentence when it did."""
    if User.objects.exists():
        return ""
    with transaction.atomic(), pghistory.context(task="Demo data"):
        cast = people.load()
        memberships.load(cast)
        homes.load(cast)
        duties.load(cast)
        texts.load(cast)
        press.load(cast)
        newsroom.load(cast)
        policy.load(cast)
        mailings.load(cast)
    return "The demo's data is loaded: 40 providers, 300 homes on an invented register, eight years of news."
