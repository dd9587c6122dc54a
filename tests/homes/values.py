"""Homes and what is kept of them, for tests: made without a walk through the actions."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from homes.models import Home
from register.models import Registration

FIRST, AFTER = date(2026, 1, 1), date(2099, 3, 1)  # of the homes that a provider had
PLACE = {"name": "Bramble", "address": "1 Invented Road", "postcode": "ZZ99 1ZZ", "telephone": "01632 960001"}
FACTS = {"vacancies": 2, "youngest": 8, "oldest": 17, "needs": ["mental", "learning"]}
VACANCIES_ON = date(2026, 1, 2)
NOBODY = dict.fromkeys(("manager", "manager_since", "responsible", "responsible_since"), "")
NOTHING = {"alias": "", **dict.fromkeys(PLACE, ""), "vacancies": None, "youngest": None, "oldest": None, "needs": []}
NOTHING |= {"area": "", **NOBODY}


def make_home(provider, state: str, number: str) -> Home:
    """A provider's home in a state."""
    registration = Registration.objects.create(regulator="ofsted", number=number)
    during = DateRange(FIRST, AFTER) if state in ("confirmed", "ended") else None
    return Home.objects.create(registration=registration, provider=provider, state=state, during=during)
