"""Why a member may not stay: each reason in words, and which of the providers from `listed` it is true of."""

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse

from members.status import FULL_ACCESS, Status

NO_OWNER = "No owner here"
# What a row of `listed` says when the reason is true of a member.
REASONS = {
    "Renewal overdue": ("status", Status.OVERDUE),
    "An invoice is late": ("owes", True),
    NO_OWNER: ("has_owner", False),
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


def list_of(words: str) -> str:
    """The address of the list of members of which a reason is true."""
    query = QueryDict(mutable=True)
    query["risk"] = words
    return f"{reverse('members:membership_list')}?{query.urlencode()}"
