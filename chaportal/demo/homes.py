"""An invented register in the official format, loaded like a real one, and the providers' homes on it."""

import csv
import io
from datetime import date, timedelta
from itertools import count
from random import Random

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from chaportal.demo import register
from chaportal.demo.content import day
from chaportal.demo.people import Loaded
from homes.models import Home
from people.models import Provider
from publishing.actions import take_snapshots
from register.loading import load_register
from register.models import RegisterFile, Registration
from register.releasing import put_in_use

HEADINGS = [
    *("Web link", "URN", "Linked Education URN", "Provision type", "Registration date", "Registration status", "Name"),
    *("Address 1", "Address 2", "Town", "County", "Postcode", "Ofsted Region", "Government Office Region"),
    *("Local authority", "Parliamentary constituency", "Sector", "Places", "Supported accommodation premises"),
    *("Short-break-only children's home", "Multi Building Children's Home", "Organisation which owns the provider"),
    *("Latest Full inspection event type", "Latest full inspection date", "Latest full inspection publication date"),
    *("Latest full inspection event number", "Overall experiences and progress of children and young people"),
    "How well children and young people are helped and protected",
    "The effectiveness of leaders and managers",
]
HOMES = 300
FIRST_URN = 9_000_001  # Ofsted's own numbers end far below
SECTORS = {
    "private": "Private",
    "voluntary": "Voluntary",
    "local_authority": "Local Authority",
    "health": "Health Authority",
}
GRADES = ["Outstanding"] * 2 + ["Good"] * 11 + ["Requires improvement to be good"] * 3 + ["Inadequate"]
OPENED_SINCE = 12
SUPPORTED = {30: 6, 31: 2}  # supported accommodation of the owner of sixty, by its place, and of how many premises
NOT_OURS = "Northgate Residential Care Limited"
NOT_YET_ADDED = "LARKFIELD CHILDRENS SERVICES LTD"  # as lists spell names: the owner of sixty may add these


def load(cast: Loaded) -> None:
    chance = Random(7)  # noqa: S311 - the same demo every time
    owners = _owners(cast)
    rows = [_row(urn, provider, facts, chance) for urn, provider, facts in owners]
    for place, premises in SUPPORTED.items():
        rows[place] |= _supported(premises)
    # An older list with fewer homes: what quotes its figures says something else than the newest.
    _keep_list(register.as_it_was(rows[:-OPENED_SINCE], older_list()), older_list())
    newest = _keep_list(register.as_it_is(rows), _month_end(2))  # published with some delay
    numbers = dict(Registration.objects.values_list("number", "pk"))
    for place, (urn, provider, _) in enumerate(owners):
        if provider is not None:
            _home(numbers[str(urn)], provider, waiting=place % 97 == 50)
    _welsh_homes(cast)
    register.describe_welsh_homes(cast, Random(9))  # noqa: S311
    register.look_into(cast, newest)


def older_list() -> date:
    """The day of the older list."""
    return _month_end(8)


def _owners(cast: Loaded) -> list[tuple[int, Provider | None, dict]]:
    """A URN, the provider (None: of no member) and the provider's facts, for each row of the register."""
    rows = []
    urns = count(FIRST_URN)
    for provider, facts in zip(cast.providers, cast.facts, strict=True):
        if facts["nation"] == "england":
            rows += [(next(urns), provider, facts) for _ in range(facts["homes"])]
    stranger = {"regions": ["North West"], "local_authorities": ["Lancashire"], "sector": "private"}
    strangers = [stranger | {"printed": NOT_YET_ADDED}] * 3 + [stranger] * (HOMES - len(rows) - 3)
    return rows + [(next(urns), None, facts) for facts in strangers]


def _month_end(back: int) -> date:
    """The last day of the month so many months ago."""
    day = timezone.localdate()
    for _ in range(back):
        day = day.replace(day=1) - timedelta(days=1)
    return day


def _keep_list(rows: list[dict], as_at: date) -> RegisterFile:
    loaded = load_register(raw=_register(rows, as_at), name=f"register_at_{as_at:%d_%B_%Y}.csv", by=None)
    file = put_in_use(loaded.file, covers=RegisterFile.Coverage.ALL, by=None)
    take_snapshots()
    return file


def _register(rows: list[dict], as_at: date) -> bytes:
    out = io.StringIO()
    sheet = csv.DictWriter(out, HEADINGS, restval="")
    out.write(f"Invented list for the demonstration, provider level as at {as_at:%d %B %Y}\r\n")
    sheet.writeheader()
    sheet.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _row(urn: int, provider, facts: dict, chance: Random) -> dict[str, str]:
    inspected = day(-chance.randint(95, 700))  # before either list
    row = {
        "Web link": "Ofsted Social Care Provider Webpage",
        "URN": str(urn),
        "Provision type": "Children's home",
        "Registration date": f"{day(-chance.randint(800, 6000)):%d/%m/%Y}",
        "Registration status": "Active",
        **dict.fromkeys(["Name", "Address 1", "Address 2", "Town", "County", "Postcode"], "REDACTED"),
        "Government Office Region": chance.choice(facts["regions"]),
        "Local authority": chance.choice(facts["local_authorities"]),
        "Sector": SECTORS[facts["sector"]],
        "Places": str(chance.choice([1, 2, 2, 3, 3, 3, 4, 4, 5, 6, 8])),
        "Short-break-only children's home": "Short breaks only" if chance.random() < 0.03 else "",
        "Organisation which owns the provider": provider.legal_name if provider else facts.get("printed", NOT_OURS),
    }
    return row | (_inspection(inspected, chance) if chance.random() < 0.9 else {})


def _supported(premises: int) -> dict[str, str]:
    """As lists print supported accommodation: premises in the place of places, and not judged yet."""
    facts = {
        "Provision type": "Supported accommodation",
        "Places": "",
        "Supported accommodation premises": str(premises),
        "Registration date": "28/10/2023",  # since when it has to be registered
    }
    return facts | dict.fromkeys(_inspection(day(0), Random(0)), "")  # noqa: S311


def _inspection(inspected: date, chance: Random) -> dict[str, str]:
    overall = chance.choice(GRADES)
    return {
        "Latest Full inspection event type": "Full inspection",
        "Latest full inspection date": f"{inspected:%d/%m/%Y}",
        "Latest full inspection publication date": f"{inspected + timedelta(days=30):%d/%m/%Y}",
        "Latest full inspection event number": str(chance.randint(10_400_000, 10_499_999)),
        "Overall experiences and progress of children and young people": overall,
        "How well children and young people are helped and protected": chance.choice([overall, "Good"]),
        "The effectiveness of leaders and managers": chance.choice([overall, "Good"]),
    }


def _home(registration: int, provider: Provider, *, waiting: bool) -> Home:
    if waiting:
        return Home.objects.create(registration_id=registration, provider=provider)
    during = DateRange(day(-400), None)
    return Home.objects.create(registration_id=registration, provider=provider, state="confirmed", during=during)


def _welsh_homes(cast: Loaded) -> None:
    numbers = count(1)
    for provider, facts in zip(cast.providers, cast.facts, strict=True):
        if facts["nation"] == "wales":
            for _ in range(facts["homes"]):
                number = f"CIW-DEMO-{next(numbers):04}"
                registration = Registration.objects.create(regulator=Registration.Regulator.CIW, number=number)
                _home(registration.pk, provider, waiting=False)
