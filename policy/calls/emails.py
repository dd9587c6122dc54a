"""What members are written when they are called to give evidence."""

from collections.abc import Iterable

from people.links import link_to
from people.models import Provider
from people.templatetags.people import deadline
from policy.models import EvidenceCall


def called(call: EvidenceCall, providers: Iterable[Provider]) -> dict:
    """The mail to somebody who may answer for these, as keyword arguments for `queue_email`."""
    asks = call.consultation
    minutes = f"{asks.minutes} minute{'' if asks.minutes == 1 else 's'}"
    parts = [
        f"{asks.body} asks: “{asks.title}”. We answer for our members, and what you tell us decides what we say.",
        f"It takes about {minutes}. We take answers until {deadline(asks.internal_deadline)}.",
        call.words,
        *(f"Answer for {one}:\n{link_to('policy:submission_edit', asks.reference, one.pk)}" for one in providers),
        f"Questions about it? Write to {call.by}, {call.by.email}." if call.by else "",
    ]
    return {"subject": f"Your evidence: {asks.title}", "text": "\n\n".join(filter(None, parts))}
