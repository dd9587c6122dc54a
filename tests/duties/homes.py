"""Homes with duties, for tests."""

from datetime import date, timedelta

import pgtrigger
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F

from duties.models import DutyDone, DutyOff
from homes.models import Home
from register.models import Registration


def make_home(provider, number: int, *, regulator="ofsted") -> Home:
    """A confirmed home that no list names."""
    registration = Registration.objects.create(regulator=regulator, number=f"80{number:05}")
    during = DateRange(date(2020, 1, 1), None)
    return Home.objects.create(registration=registration, provider=provider, state="confirmed", during=during)


def done(home: Home, rule: str, today: date, days_ago: int, **fields) -> DutyDone:
    return DutyDone.objects.create(home=home, rule=rule, done_on=today - timedelta(days=days_ago), **fields)


def without_visits(*homes: Home) -> None:
    """Switch the monthly visit off: it is due in each home from the first day on."""
    _switch_off(homes, ["england-44"])


def without_first_days(*homes: Home) -> None:
    """Switch off what comes in each month or year: it is due in each home from the first day on."""
    _switch_off(homes, ["england-44", "england-46"])


def _switch_off(homes, rules):
    DutyOff.objects.bulk_create(DutyOff(home=home, rule=rule, reason="-") for home in homes for rule in rules)


def in_history(model, hours):
    """Set the clock of a model's history back, as if all that happened did so many hours earlier."""
    events = model.pgh_event_model
    with pgtrigger.ignore(f"{events._meta.label}:append_only"):
        events.objects.update(pgh_created_at=F("pgh_created_at") - timedelta(hours=hours))
