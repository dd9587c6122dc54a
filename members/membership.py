"""Who is a member: read off the terms of many providers at once, by the rule of `members.status`."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from members.models import Application, Term
from members.status import GRACE, Dates, Status, status_on
from people.models import Provider


def with_membership(providers, today=None):
    """A QuerySet of providers with the dates of their membership and application: one query for any number.

    The newest term counts that has begun, or that follows one that runs without a gap: whoever joins next April is no
    member today, and whoever renewed early is one until the end of what they renewed to.
    """
    today = today or timezone.localdate()
    before = {"provider": OuterRef("provider"), "ends_on__gte": OuterRef("starts_on") - timedelta(days=1)}
    follows = Exists(Term.objects.filter(**before, starts_on__lte=today, resigned_on=None))
    counted = Q(starts_on__lte=today) | Q(follows)
    terms = Term.objects.filter(counted, provider=OuterRef("pk")).order_by("-ends_on", "-pk")
    asked = Application.objects.filter(provider=OuterRef("pk")).order_by("-applied_on", "-pk")
    return providers.annotate(
        term_ends_on=Subquery(terms.values("ends_on")[:1]),
        term_resigned_on=Subquery(terms.values("resigned_on")[:1]),
        applied_on=Subquery(asked.values("applied_on")[:1]),
        refused_on=Subquery(asked.filter(accepted=False).values("decided_on")[:1]),
    )


def status_of(provider, today=None) -> Status:
    """The status of a provider from `with_membership`, on a day (default: today in London)."""
    dates = Dates(provider.term_ends_on, provider.term_resigned_on, provider.applied_on, provider.refused_on)
    return status_on(dates, today or timezone.localdate())


def with_full_access(providers, today=None):
    """Those providers whose status is current or overdue: the rule of `members.status`, as a query."""
    today = today or timezone.localdate()
    return with_membership(providers, today).filter(
        Q(term_resigned_on=None) | Q(term_resigned_on__gt=today), term_ends_on__gte=today - GRACE
    )


def belongs_to_member(user) -> bool:
    """Whether a current role of the user is for a provider with full access today."""
    return own_members(user).exists()


def own_members(user):
    """The providers with full access today that a current role of the user is for: none of a visitor's."""
    roles = user.current_roles if user.is_authenticated else []
    own = [role.provider_id for role in roles if role.provider_id]
    return with_full_access(Provider.objects.filter(pk__in=own))
