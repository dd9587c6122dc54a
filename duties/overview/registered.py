"""What duties need to know of a home: which law it is under, and from when to when it is registered."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from duties.law import HomeKind, Life, Nation, Rule, england, rules_for
from duties.models import DutyDone, DutyOff
from duties.overview.items import Item
from duties.overview.notices import with_notices
from duties.overview.reports import with_reports
from homes.models import Home
from register.lists import ProvisionType
from register.models import RegisterEntry, Registration


def with_duties(homes: QuerySet[Home]) -> QuerySet[Home]:
    """Homes with what the register says that matters here, each duty's last day, what is off, to be told or to be sent.

    All of it comes with the homes, in their one query.
    """
    entry = RegisterEntry.objects.current().filter(registration=OuterRef("registration"))
    printed = JSONObject(kind="provision_type", opened="registered_on", on_register="on_register", as_at="file__as_at")
    mine = Q(home=OuterRef("pk"))
    done = DutyDone.objects.filter(mine).order_by().values("rule", "own").annotate(last=Max("done_on"))
    off = DutyOff.objects.filter(mine)
    return (
        with_reports(with_notices(homes))
        .select_related("registration__welsh_service")
        .annotate(
            printed=Subquery(entry.values(json=printed)[:1]),
            last_done=ArraySubquery(done.values(json=JSONObject(rule="rule", own="own", last="last"))),
            are_off=ArraySubquery(off.values(json=JSONObject(rule="rule", own="own", reason="reason"))),
        )
    )


def nation_of(home: Home) -> Nation:
    return Nation.WALES if home.registration.regulator == Registration.Regulator.CIW else Nation.ENGLAND


def rules_of(home: Home) -> list[Rule]:
    """The rules that a home is under; from `with_duties` only. What no list names is taken for a children's home."""
    supported = (home.printed or {}).get("kind") == ProvisionType.SUPPORTED_ACCOMMODATION
    return rules_for(nation_of(home), HomeKind.SUPPORTED_ACCOMMODATION if supported else HomeKind.CHILDRENS_HOME)


def owes_notices(home: Home) -> bool:
    """Whether a home is under the law that asks for notices of absences and changes: the one of children's homes."""
    return any(rule in england.RULES for rule in rules_of(with_duties(Home.objects.filter(pk=home.pk)).get()))


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
