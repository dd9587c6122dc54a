"""What happened on the invented register between its two lists, and what people made of it."""

from datetime import date, datetime, timedelta
from random import Random

from chaportal.demo.content import day
from chaportal.demo.people import Loaded
from homes.models import Home
from homes.proposing import propose_changes
from register import actions
from register.lists.grades import WELSH_WORDS
from register.lists.owners import owner_key
from register.lists.scales import WELSH
from register.lists.wales import WelshKind
from register.models import RegisterFile, WelshService

OWNER = "Organisation which owns the provider"
LATEST = "Latest full inspection"
INSPECTED = f"{LATEST} date"
OVERALL = "Overall experiences and progress of children and young people"
RESIGNED = 71  # the place of a home that has left the register since


def as_it_was(rows: list[dict], as_at: date) -> list[dict]:
    """The older list: some homes had fewer places, an earlier judgement, an owner of another name or spelling."""
    return [row | _inspected_before(row, as_at) | _before(place, row) for place, row in enumerate(rows)]


def as_it_is(rows: list[dict]) -> list[dict]:
    """The newest list, which one home has left."""
    return [row | ({"Registration status": "Resigned"} if place == RESIGNED else {}) for place, row in enumerate(rows)]


def _inspected_before(row: dict, as_at: date) -> dict:
    """What a list cannot print yet gives way to the inspection before."""
    return _earlier(row) if row.get(INSPECTED) and _day(row[INSPECTED]) > as_at else {}


def _earlier(row: dict) -> dict:
    then = _day(row[INSPECTED]) - timedelta(days=390)
    return {INSPECTED: f"{then:%d/%m/%Y}"} | dict.fromkeys([f"{LATEST} event number", f"{LATEST} publication date"], "")


def _day(printed: str) -> date:
    return datetime.strptime(printed, "%d/%m/%Y").date()


def _before(place: int, row: dict) -> dict:
    before = {}
    if place % 17 == 5:
        before["Places"] = str(max(int(row["Places"]) - 1, 1))
    if place % 13 == 4 and row.get(INSPECTED):
        before |= _earlier(row) | {OVERALL: "Requires improvement to be good"}
    if place % 89 == 40 and row[OWNER].endswith(("Limited", "Ltd")):
        before[OWNER] = f"{row[OWNER].removesuffix(' Limited').removesuffix(' Ltd')} Homes Limited"
    elif place % 7 == 3:
        before[OWNER] = row[OWNER].upper()
    return before


def look_into(cast: Loaded, newest: RegisterFile) -> None:
    """Staff have matched some owners' names; what the newest list says of homes waits for whom it concerns."""
    staff = cast.with_role("membership_manager")
    for provider in cast.providers[:3]:
        actions.match_owner(key=owner_key(provider.legal_name), provider=provider, by=staff)
    propose_changes(newest)


def describe_welsh_homes(cast: Loaded, chance: Random) -> None:
    """What staff know of the Welsh homes, and the ratings of some."""
    staff = cast.with_role("membership_manager")
    councils = dict(zip(cast.providers, (facts["local_authorities"] for facts in cast.facts), strict=True))
    for home in Home.objects.filter(registration__regulator="ciw").select_related("registration", "provider"):
        WelshService.objects.create(
            registration=home.registration,
            kind=WelshKind.CARE_HOME,
            local_authority=chance.choice(councils[home.provider]),
            places=chance.choice([2, 3, 3, 4, 5]),
            registered_on=day(-chance.randint(900, 4000)),
            entered_by=staff,
        )
        if chance.random() < 0.6:
            words = chance.choices(list(WELSH_WORDS), [2, 6, 3, 1], k=len(WELSH))
            ratings = dict(zip(WELSH, words, strict=True))
            on = day(-chance.randint(30, 200))
            actions.rate_service(registration=home.registration, on=on, ratings=ratings, by=staff)
