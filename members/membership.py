"""Who is a member: read off the terms of many providers at once, by the rule of `members.status`."""

from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Case, CharField, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from members.models import Application, Term
from members.models.term import never_begins
from members.status import FULL_ACCESS, GRACE, Dates, Status, access_until, last_day_of, status_on
from people.models import Provider

# Of an application: one that was accepted, or waits, was not refused, whatever became of one before it.
REFUSED_ON = Case(When(accepted=False, then="decided_on"))


def with_membership(providers, today=None):
    """A QuerySet of providers with the dates of their membership and application: one query for any number."""
    today = today or timezone.localdate()
    terms, coming = counted_terms(today), _coming(today).filter(provider=OuterRef("pk"))
    asked = _applications()
    return providers.annotate(
        term_ends_on=Subquery(terms.values("ends_on")[:1]),
        term_resigned_on=Subquery(terms.values("resigned_on")[:1]),
        applied_on=Subquery(asked.values("applied_on")[:1]),
        refused_on=Subquery(asked.annotate(refused_on=REFUSED_ON).values("refused_on")[:1]),
        term_begins_on=Subquery(coming.order_by("starts_on").values("starts_on")[:1]),
        never_began=_gave_up("pk"),
    )


def counted_terms(today):
    """The terms of a provider in an outer query, the one that counts first: for a Subquery.

    The newest counts that has begun, or that follows one that has begun without a gap: whoever joins next April is no
    member today, and whoever renewed early is one until the end of what they renewed to. None counts that never begins.
    No two run on one day, so what began last ends last.
    """
    before = Term.objects.on(OuterRef("starts_on") - timedelta(days=1))
    follows = Exists(before.filter(provider=OuterRef("provider"), starts_on__lte=today))
    counted = Q(starts_on__lte=today) | Q(follows)
    return Term.objects.that_begin().filter(counted, provider=OuterRef("pk")).order_by("-starts_on")


def _coming(today):
    """The terms that begin later."""
    return Term.objects.that_begin().filter(starts_on__gt=today)


def _gave_up(provider: str) -> Exists:
    """Whether a provider in an outer query has a term that never begins."""
    return Exists(Term.objects.filter(never_begins(), provider=OuterRef(provider)))


def _applications():
    """The applications of a provider in an outer query, the newest first: for a Subquery."""
    return Application.objects.filter(provider=OuterRef("pk")).order_by("-applied_on", "-pk")


def with_status(providers, today=None):
    """Providers with their `status`: the rule of `members.status`, as a query that reads each row once."""
    return providers.annotate(status=_status(today or timezone.localdate()))


@lru_cache(maxsize=8)
def _status(today) -> Coalesce:
    """Kept, since Django takes longer to put it together than PostgreSQL to answer it for a page."""
    stays = Q(resigned_on=None) | Q(resigned_on__gt=today)
    of_term = Case(
        When(stays, ends_on__gte=today, then=Value(Status.CURRENT)),
        When(stays, ends_on__gte=today - GRACE, then=Value(Status.OVERDUE)),
        When(Exists(_coming(today).filter(provider=OuterRef("provider"))), then=Value(Status.ADMITTED)),
        When(resigned_on__lte=today, then=Value(Status.RESIGNED)),
        default=Value(Status.ENDED),
        output_field=CharField(),
    )
    of_application = Case(
        When(accepted=False, then=Value(Status.REFUSED)), default=Value(Status.APPLICANT), output_field=CharField()
    )
    newest = Subquery(counted_terms(today).values(status=of_term)[:1])
    admitted = Case(When(Exists(_coming(today).filter(provider=OuterRef("pk"))), then=Value(Status.ADMITTED)))
    gave_up = Case(When(_gave_up("pk"), then=Value(Status.RESIGNED)))
    asked = Subquery(_applications().values(status=of_application)[:1])
    return Coalesce(newest, admitted, gave_up, asked, Value(Status.NONE))


def status_of(provider, today=None) -> Status:
    """The status of a provider from `with_membership`, on a day (default: today in London)."""
    of_term = provider.term_ends_on, provider.term_resigned_on
    asked = provider.applied_on, provider.refused_on
    begins = provider.term_begins_on, provider.never_began
    return status_on(Dates(*of_term, *asked, *begins), today or timezone.localdate())


def until_of(provider, status: Status) -> date | None:
    """The day that a screen says beside the status of one from `with_membership`: its last, while overdue of access; of
    who is admitted the first.
    """
    if status == Status.ADMITTED:
        return provider.term_begins_on
    if provider.term_ends_on is None:
        return None
    if status == Status.OVERDUE:
        return access_until(provider.term_ends_on)
    return last_day_of(provider.term_ends_on, provider.term_resigned_on)


def with_full_access(providers, today=None):
    """Those providers whose status is current or overdue: the rule of `members.status`, as a query."""
    return with_status(providers, today).filter(status__in=FULL_ACCESS)


def has_full_access(provider, today=None) -> bool:
    """Whether a provider is one of `with_full_access`."""
    return with_full_access(Provider.objects.filter(pk=provider.pk), today).exists()


def with_renewal_overdue(providers, today=None):
    """Those whose renewal is overdue, `with_membership`: asked only of who has a term that ended within the grace."""
    today = today or timezone.localdate()
    ended = Term.objects.filter(ends_on__lt=today, ends_on__gte=today - GRACE).values("provider")
    overdue = with_status(providers.filter(pk__in=ended), today).filter(status=Status.OVERDUE)
    return with_membership(overdue, today)


def belongs_to_member(user) -> bool:
    """Whether a current role of the user is for a provider with full access today."""
    return own_members(user).exists()


def own_members(user):
    """The providers with full access today that a current role of the user is for: none of a visitor's."""
    roles = user.current_roles if user.is_authenticated else []
    own = [role.provider_id for role in roles if role.provider_id]
    return with_full_access(Provider.objects.filter(pk__in=own))
