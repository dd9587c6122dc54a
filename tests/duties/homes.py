"""Homes with duties, for tests."""

from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

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
    DutyOff.objects.bulk_create(DutyOff(home=home, rule="england-44", reason="-") for home in homes)
