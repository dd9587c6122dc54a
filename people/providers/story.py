"""What happened at a provider, in sentences: to what is kept of it, to roles and to invitations.

Upper apps tell what happened to what they keep of it, by `PROVIDER_STORIES` in the settings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from history import Change, Entry, history_of, with_context
from people.access import ROLES
from people.actions import ACCEPTED
from people.models import Invitation, Provider, ProviderMerge, Role, User

MOST = 200
SOMEBODY = "Somebody"  # for who may know that a role was given, and not to whom
ANSWERS = {"True": "yes", "False": "no"}
NUMBER = re.compile(r"no\. \d+")  # how history names another row


@dataclass(frozen=True)
class Happened:
    """What somebody did, when (UTC) and why; with what was changed of the provider itself, or where there is more."""

    at: datetime
    sentence: str
    who: str
    why: str
    changes: list[Change] = field(default_factory=list)
    address: str = ""


def story_of(provider: Provider, reader: User, *, names: bool) -> list[Happened]:
    """What happened, newest first. With `names`, also who has or had which role, and who was invited.

    The caller must have checked access to that; what upper apps tell is what the reader may know.
    """
    found = [
        *_of_roles(provider, names=names),
        *_of_merges(provider),
        *(_of_invitations(provider) if names else []),
        *_of_provider(provider),
    ]
    for path in settings.PROVIDER_STORIES:
        found += import_string(path)(provider, reader)
    # What happened in one moment stays in this order: a provider is added before anyone is invited to it.
    return sorted(found, key=lambda happened: happened.at, reverse=True)[:MOST]


def _of_provider(provider: Provider) -> Iterator[Happened]:
    entries = history_of(provider, limit=MOST)
    called = ANSWERS | _names_of(entries)
    for entry in entries:
        made = entry.label == "Made"
        changes = [
            replace(each, before=called.get(each.before, each.before), after=called.get(each.after, each.after))
            for each in entry.changes
        ]
        sentence = f"What is kept of {provider} was changed: {entry.fields}."
        if made:
            sentence = f"{provider} was added."
        yield Happened(entry.at, sentence, entry.who, entry.why, [] if made else changes)


def _of_merges(provider: Provider) -> Iterator[Happened]:
    """What was merged into it; that it was merged itself stands among its own changes."""
    for merge in ProviderMerge.objects.filter(survivor=provider).select_related("gone", "by", "undone_by"):
        yield Happened(merge.made_at, f"{merge.gone} was merged into {provider}.", str(merge.by or SOMEBODY), "")
        if merge.undone_at:
            sentence = f"That {merge.gone} was merged into {provider} was taken back."
            yield Happened(merge.undone_at, sentence, str(merge.undone_by or SOMEBODY), "")


def _names_of(entries: list[Entry]) -> dict[str, str]:
    """What other providers are called that the entries name by number."""
    values = [value for entry in entries for change in entry.changes for value in (change.before, change.after)]
    numbers = {int(value.removeprefix("no. ")) for value in values if NUMBER.fullmatch(value)}
    return {f"no. {pk}": str(other) for pk, other in Provider.objects.in_bulk(numbers).items()}


def _of_roles(provider: Provider, *, names: bool) -> Iterator[Happened]:
    events = latest(Role, provider=provider)
    people = User.objects.in_bulk({event.user_id for event in events}) if names else {}
    for event, who, why in with_context(events):
        person, label = str(people.get(event.user_id, SOMEBODY)), ROLES[event.name].label.lower()
        sentence = f"{person} became {label}."
        if event.pgh_label != "insert":
            sentence = f"{person} is no longer {label}." if event.ends_on else f"{person} stays {label}."
        elif why == ACCEPTED:
            who = person  # they were not signed in yet
        yield Happened(event.pgh_created_at, sentence, who, why)


def _of_invitations(provider: Provider) -> Iterator[Happened]:
    """But for their acceptance: the role that somebody became then says it."""
    for event, who, why in with_context(
        [event for event in latest(Invitation, provider=provider) if not event.accepted_at]
    ):
        label = ROLES[event.role].label.lower()
        sentence = {
            "insert": f"{event.email} was invited as {label}.",
            "update": f"{event.email} was invited as {label} once more.",
            "delete": f"The invitation of {event.email} as {label} opens nothing any more.",
        }[event.pgh_label]
        yield Happened(event.pgh_created_at, sentence, who, why)


def latest(model, **conditions) -> list:
    """The latest events of some rows, with their `pgh_context`: one query."""
    events = model.pgh_event_model.objects.filter(**conditions).select_related("pgh_context")
    return list(events.order_by("-pgh_created_at", "-pgh_id")[:MOST])
