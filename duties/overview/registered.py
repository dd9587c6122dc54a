"""What duties need to know of a home: its duties' last days, and from when to when it is registered."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, Max, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import JSONObject
from django.utils import timezone

from duties.law import RULES, Life
from duties.models import DutyDone, DutyOff
from duties.overview.items import Item
from duties.overview.kinds import with_kind
from duties.overview.notices import with_notices
from duties.overview.premises import with_premises
from duties.overview.raised import with_actions
from duties.overview.reports import with_reports
from homes.models import Home
from register.models import Registration

ONCE_A_PROVIDER = [rule.key for rule in RULES.values() if rule.once_a_provider]


def with_duties(homes: QuerySet[Home]) -> QuerySet[Home]:
    """Homes with their kind, each duty's last day, what is off, and what is to be told, sent or done.

    What is asked once of a provider stands at the first of its homes by number, for all of them.
    All of it comes with the homes, in their one query.
    """
    valid = DutyDone.objects.filter(home=OuterRef("pk"), expires_on__isnull=False).order_by("done_on")
    asked_once = Q(registration__regulator=Registration.Regulator.CIW)  # no other law asks anything so
    of_provider = DutyDone.objects.filter(home__provider=OuterRef("provider"), rule__in=ONCE_A_PROVIDER).order_by()
    by_provider = of_provider.values("rule").annotate(last=Max("done_on"))
    same = Q(provider=OuterRef("provider"), registration__regulator=OuterRef("registration__regulator"))
    before = Home.objects.confirmed().filter(same, registration__number__lt=OuterRef("registration__number"))
    last_of_provider = ArraySubquery(by_provider.values(json=JSONObject(rule="rule", last="last")))
    return with_actions(with_premises(with_reports(with_notices(with_last_days(homes))))).annotate(
        stands_for_provider=~Exists(before),
        # asked of one home alone: for each of 500 it would read all days of the provider
        last_by_provider=Case(When(asked_once, stands_for_provider=True, then=last_of_provider), default=Value([])),
        valid_until=ArraySubquery(valid.values(json=JSONObject(own="own", until="expires_on"))),
    )


def with_last_days(homes: QuerySet[Home]) -> QuerySet[Home]:
    """Homes with their kind, each duty's last day, and what is off, in their one query."""
    mine = Q(home=OuterRef("pk"))
    done = DutyDone.objects.filter(mine).order_by().values("rule", "own").annotate(last=Max("done_on"))
    off = DutyOff.objects.filter(mine)
    return with_kind(homes).annotate(
        last_done=ArraySubquery(done.values(json=JSONObject(rule="rule", own="own", last="last"))),
        are_off=ArraySubquery(off.values(json=JSONObject(rule="rule", own="own", reason="reason"))),
    )


def life_of(home: Home) -> Life:
    """From when to when the home is registered, as far as is known; from `with_duties` only."""
    printed = home.printed or {}
    welsh = getattr(home.registration, "welsh_service", None)
    left = _day(printed["as_at"]) if printed.get("on_register") is False else welsh and welsh.ended_on
    ends = [day for day in (left, home.during and home.during.upper) if day]
    return Life(_day(printed.get("opened")) or (welsh and welsh.registered_on), min(ends, default=None))


def since(home: Home) -> date:
    """The day since which its provider has the home here."""
    return max(timezone.localdate(home.claimed_at), home.during.lower)


def asks_report(item: Item, done_on: date) -> bool:
    """Whether a report is asked for of a day: not of those before the home came here, of which nothing is known."""
    return bool(item.rule and item.rule.report) and done_on >= since(item.home)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
