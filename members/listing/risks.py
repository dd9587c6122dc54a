"""Why a member may not stay: each reason in words, and which of the providers from `listed` it is true of."""

from django.db.models import Q

from members.status import FULL_ACCESS, Status

# What a row of `listed` says when the reason is true of a member.
REASONS = {
    "Renewal overdue": ("status", Status.OVERDUE),
    "An invoice is late": ("owes", True),
    "No owner here": ("has_owner", False),
    "Nobody signed in for six months": ("is_away", True),
}


def reasons() -> dict[str, Q]:
    """The reasons with which members they are true of now, in the order in which they are told."""
    return {words: Q(status__in=FULL_ACCESS) & Q(condition) for words, condition in REASONS.items()}


def at_risk() -> Q:
    """Members of which one reason at least is true.

    Whether they are members is asked once, not once a reason, and the last reasons first: they are known soonest.
    """
    return Q(status__in=FULL_ACCESS) & Q.create(list(reversed(REASONS.values())), Q.OR)


def risks_of(provider) -> list[str]:
    """Why one of `listed` may not stay, in words: nothing of who is no member."""
    if provider.status not in FULL_ACCESS:
        return []
    return [words for words, (field, value) in REASONS.items() if getattr(provider, field) == value]
