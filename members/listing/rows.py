"""Providers with what membership staff choose them by: one query for any number."""

from datetime import date, timedelta

from django.db.models import (
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Cast, Coalesce, Least
from django.utils import timezone

from homes.models import Home
from members.balances import late
from members.membership import counted_terms, with_status
from members.models import Invoice, Term
from people.models import Provider, Role
from people.models.provider import CALLED

# The rule of `last_day_of`: the term's own, or the day before that from which there is none any more.
LAST_DAY = Least(F("ends_on"), Cast(F("resigned_on") - timedelta(days=1), DateField()))
AWAY_SINCE = timedelta(days=180)  # nobody of a member signed in for so long: it may leave


def listed(providers: QuerySet[Provider], today: date | None = None) -> QuerySet[Provider]:
    """Providers with what they are `called`, `status`, `last_day`, which of who leaves (`term_resigned_on`) is before
    the term's, `band`, `homes_count`, `has_owner`, `has_finance`, `owes`; with `signed_in_at`, when somebody of theirs
    was here last, and `is_away`, that it is long ago and it joined before."""
    today = today or timezone.localdate()
    here = timezone.now() - AWAY_SINCE
    roles = Role.objects.current(today).filter(provider=OuterRef("pk"))
    homes = Home.objects.confirmed().filter(provider=OuterRef("pk")).order_by().values("provider")
    seen = roles.order_by().values("provider").annotate(last=Max("user__last_login"))
    return with_status(providers, today).annotate(
        called=CALLED,
        last_day=Subquery(counted_terms(today).values(last=LAST_DAY)[:1]),
        term_resigned_on=Subquery(counted_terms(today).values("resigned_on")[:1]),
        band=Subquery(counted_terms(today).values("band")[:1]),
        homes_count=Coalesce(
            Subquery(homes.annotate(number=Count("pk")).values("number"), output_field=IntegerField()), 0
        ),
        has_owner=Exists(roles.filter(name="owner")),
        has_finance=Exists(roles.filter(name="finance_contact")),
        signed_in_at=Subquery(seen.values("last")),
        is_away=~Exists(roles.filter(user__last_login__gte=here)) & ~Exists(_joined_since(today)),
        owes=Exists(late(Invoice.objects.filter(provider=OuterRef("pk")), today)),
    )


def _joined_since(today: date) -> QuerySet[Term]:
    """The terms of a provider in an outer query with which it joined lately: none ran on the day before."""
    since = today - AWAY_SINCE
    before = Term.objects.on(OuterRef("starts_on") - timedelta(days=1)).filter(provider=OuterRef("provider"))
    before = before.filter(
        ends_on__gte=since
    )  # as follows already: so that PostgreSQL does not read those of all years
    lately = {"starts_on__gt": since, "starts_on__lte": today}
    return Term.objects.that_begin().filter(~Exists(before), provider=OuterRef("pk"), **lately)
