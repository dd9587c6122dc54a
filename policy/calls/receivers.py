"""Who gets a call for evidence: people of members that have not answered, each one mail."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from members.listing.rows import listed
from outbox.models import OutboxMessage
from people.models import Provider, Role, User
from policy.attention import not_answered
from policy.calls.forms import ChaseFilterForm
from policy.models import Consultation, EvidenceCall

REST = timedelta(days=3)  # between two calls of one person about one consultation: our own rule

Receivers = dict[User, list[Provider]]


def members_of(call: EvidenceCall) -> QuerySet[Provider]:
    """The members that it is for, and that have not answered now."""
    return ChaseFilterForm(QueryDict(call.members)).chosen(listed(not_answered(call.consultation)))


def members_in_words(call: EvidenceCall) -> str:
    """`Nation: Wales; Size: 1 home`, or that all are called."""
    return "; ".join(ChaseFilterForm(QueryDict(call.members)).in_words) or "All members"


def receivers_of(call: EvidenceCall) -> Receivers:
    """Who gets it, each with their members, in the order of the members' names. Three queries."""
    roles = Role.objects.current().allowing(call.permission).filter(provider__in=members_of(call).values("pk"))
    rested = roles.exclude(user__in=_called_lately(call.consultation)).select_related("user", "provider")
    found = defaultdict(list)
    for role in sorted(rested, key=lambda role: (str(role.provider), role.pk)):
        if role.provider not in found[role.user]:
            found[role.user].append(role.provider)
    return dict(found)


def key_of(call: EvidenceCall, user: User) -> str:
    """The key of its mail to somebody."""
    return f"{_keys(call.consultation)}{call.pk}:{user.pk}"


def _keys(consultation: Consultation) -> str:
    return f"evidence-call:{consultation.pk}:"


def _called_lately(consultation: Consultation):
    """The people who were written to about it so lately that they are left alone."""
    mails = OutboxMessage.objects.filter(key__startswith=_keys(consultation), dropped_at=None)
    return mails.filter(created_at__gt=timezone.now() - REST).values("user")
