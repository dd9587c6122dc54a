"""Loading the demo's data, once, into an empty database."""

import pghistory
from django.db import transaction

from chaportal.demo import (
    association,
    complaints,
    directories,
    duties,
    homes,
    imports,
    joining,
    mailings,
    memberships,
    newsroom,
    own_business,
    people,
    policy,
    press,
    rules,
    story,
    texts,
)
from jobs.task_queue import before_workers
from people.models import User
from publishing.actions import take_snapshots


def is_loaded() -> bool:
    """Whether somebody has an account: then the data stays as it is."""
    return User.objects.exists()


def load() -> None:
    """Load everything in one transaction."""
    with before_workers(), transaction.atomic(), pghistory.context(task="Demo data"):
        cast = people.load()
        association.load(cast)
        homes.load(cast)
        memberships.load(cast)
        imports.load(cast)
        rules.load(cast)
        joining.load(cast)
        directories.load(cast)
        own_business.load(cast)
        duties.load(cast)
        own_business.close_a_home(cast)
        take_snapshots()  # of our membership too, which stands by now
        texts.load(cast)
        press.load(cast)
        newsroom.load(cast)
        story.load(cast)
        policy.load(cast)
        mailings.load(cast)
        complaints.load(cast)
        directories.look(cast)
