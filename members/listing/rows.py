"""Providers with what membership staff choose them by: one query for any number."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.db.models import (
    Count,
    DateField,
    Exists,
    Expression,
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
    was here last, and `is_away`, that it is long ago and they were a member then."""
    today = today or timezone.localdate()
    return with_status(providers, today).annotate(**_facts(today))


@lru_cache(maxsize=8)
def _facts(today: date) -> dict[str, Expression]:
    """What is read off of a provider, by name. Kept, as `_status` of `members.membership` is."""
    here = timezone.make_aware(datetime.combine(today - AWAY_SINCE, time.min))
    roles = Role.objects.current(today).filter(provider=OuterRef("pk"))
    homes = Home.objects.confirmed().filter(provider=OuterRef("pk")).order_by().values("provider")
    newest = counted_terms(today)
    was_member = Term.objects.on(today - AWAY_SINCE).filter(provider=OuterRef("pk"))
    seen = roles.order_by().values("provider").annotate(last=Max("user__last_login"))
    number = Subquery(homes.annotate(number=Count("pk")).values("number"), output_field=IntegerField())
    return {
        "called": CALLED,
        "last_day": Subquery(newest.values(last=LAST_DAY)[:1]),
        "term_resigned_on": Subquery(newest.values("resigned_on")[:1]),
        "band": Subquery(newest.values("band")[:1]),
        "homes_count": Coalesce(number, 0),
        "has_owner": Exists(roles.filter(name="owner")),
        "has_finance": Exists(roles.filter(name="finance_contact")),
        "signed_in_at": Subquery(seen.values("last")),
        "is_away": ~Exists(roles.filter(user__last_login__gte=here)) & Exists(was_member),
        "owes": Exists(late(Invoice.objects.filter(provider=OuterRef("pk")), today)),
    }
