"""Members who may not stay, each with the reasons: by the rule of the list of members."""

from collections import Counter
from dataclasses import dataclass

from members.listing.risks import REASONS, at_risk, risks_of
from members.listing.rows import listed
from people.models import Provider, User


@dataclass(frozen=True)
class AtRisk:
    """A member, by its key and what it is called, and why it may not stay."""

    pk: int
    name: str
    reasons: list[str]


def members_at_risk(user: User) -> list[AtRisk]:
    """Those with most reasons first: one query, for nothing but what the reasons are read off."""
    rows = listed(Provider.objects.visible_to(user).unmerged()).filter(at_risk()).by_name()
    read_off = {field for field, _ in REASONS.values()}
    found = [
        AtRisk(row.pk, row.called, risks_of(row)) for row in rows.values_list("pk", "called", *read_off, named=True)
    ]
    return sorted(found, key=lambda each: -len(each.reasons))


def by_risk(found: list[AtRisk]) -> list[tuple[str, int]]:
    """Each reason with how many members it is true of; one may have several."""
    counted = Counter(words for each in found for words in each.reasons)
    return [(words, counted[words]) for words in REASONS]
