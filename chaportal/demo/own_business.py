"""What the cast's providers keep of their homes: names, vacancies, posts, areas, and a home that closed."""

from random import Random

from chaportal.demo.cast import PLAYED
from chaportal.demo.content import day
from chaportal.demo.people import Loaded
from homes import actions, locations
from homes.actions.bulk import mark, planned
from homes.listing.rows import rows_of
from homes.models import Area, Home, HomeGrant, HomePost, Need
from register.lists.codes import ProvisionType
from register.models import RegisterEntry

NAMES = [
    *("Bramble House", "Ty'r Onnen", "The Old Rectory", "Meadowsweet", "Larch Cottage", "Kestrel View", "Orchard End"),
    *("Fernhill", "The Beeches", "Skylark", "Willow Lodge", "Harbour Light", "Juniper", "Quarry Bank", "Tern House"),
]
MANAGERS = [
    *("Siân Llywarch", "Priya Nair", "Tom Ashworth", "Oluwaseun Adeyemi", "Ffion ap Rhys", "Marek Nowak"),
    *("Jean-Luc Okafor", "Bethan Pugh", "Colm O’Dowd", "Aaliyah Rahman", "Ruth Entwistle", "Dylan Hughes-Parry"),
]
WELSH_NAMES = ["Tŷ'r Gelynnen", "Llwyn Onn", "Bryn Awelon", "Y Wern", "Cae'r Nant", "Pen-y-bryn", "Hafod Las"]
AREAS = {
    "North": ["North East", "North West", "Yorkshire and The Humber"],
    "Midlands": ["East Midlands", "West Midlands"],
}


def load(cast: Loaded) -> None:
    _addresses(cast, Random(7))  # noqa: S311 - the same demo every time
    _own_business(cast, Random(8))  # noqa: S311
    _limited_manager(cast)
    _areas(cast)


def close_a_home(cast: Loaded) -> None:
    """A home that closed some weeks ago: its record stays for its people."""
    owner = cast.owner(1)
    home = Home.objects.own(owner).confirmed().last()
    actions.end_home(home=home, last_day=day(-40), by=owner, reason="The lease ended.")


def _addresses(cast: Loaded, chance: Random) -> None:
    """Private names and addresses for the homes that the cast's owners keep. ZZ99 is no real postcode area."""
    for place in PLAYED:
        owner = cast.owner(place)
        names = WELSH_NAMES if cast.facts[place]["nation"] == "wales" else NAMES[place:] + NAMES[:place]
        for number, home in enumerate(Home.objects.own(owner).confirmed()[: len(names)]):
            locations.save(
                home=home,
                by=owner,
                name=names[number],
                address=f"{chance.randint(1, 90)} Invented Road\nNowhere",
                postcode=f"ZZ99 {number % 10}ZZ",
                telephone=f"01632 9605{number:02}",
            )


def _own_business(cast: Loaded, chance: Random) -> None:
    """Vacancies, ages, needs, and managers with a gap here and there, for the homes that the cast's owners keep."""
    entries = RegisterEntry.objects.current().filter(provision_type=ProvisionType.SUPPORTED_ACCOMMODATION)
    supported = set(entries.values_list("registration", flat=True))
    for owner in map(cast.owner, PLAYED):
        for number, home in enumerate(Home.objects.own(owner).confirmed()):
            youngest = chance.choice([6, 8, 10, 12])
            if home.registration_id in supported:  # nobody younger may live there
                youngest = 16
            needs = chance.sample(sorted(Need.values), k=chance.choice([1, 2, 2, 3]))
            vacancies = chance.choice([0, 0, 0, 1, 1, 2])
            actions.update_facts(home=home, by=owner, vacancies=vacancies, youngest=youngest, oldest=17, needs=needs)
            _posts(home, owner, MANAGERS[number % len(MANAGERS)], MANAGERS[number % 7 - 8], vacant=number % 9 == 4)


def _posts(home: Home, owner, manager: str, earlier: str, *, vacant: bool) -> None:
    post = {"home": home, "by": owner, "kind": HomePost.Kind.MANAGER}
    actions.appoint(**post, name=earlier, starts_on=day(-1900), last_day=day(-700))
    actions.appoint(**post, name=manager, starts_on=day(-655), last_day=day(-20) if vacant else None)
    post["kind"] = HomePost.Kind.RESPONSIBLE
    actions.appoint(**post, name="Gwenllian Prys-Jones", starts_on=day(-1900))


def _limited_manager(cast: Loaded) -> None:
    role = cast.with_role("home_manager").roles.get()
    for home in Home.objects.filter(provider=role.provider).confirmed()[:2]:
        HomeGrant.objects.create(role=role, home=home)


def _areas(cast: Loaded) -> None:
    """Areas of the owner of sixty: one that the manager of two homes manages, and one that nobody does."""
    owner, provider = cast.owner(1), cast.providers[1]
    managers = [cast.with_role("home_manager"), None]
    for (name, regions), manager in zip(AREAS.items(), managers, strict=True):
        actions.save_area(area=Area(provider=provider, name=name, manager=manager), by=owner)
        homes = [row.home for row in rows_of(owner) if row.is_confirmed and row.printed("region") in regions]
        wanted = {"area": name}
        plan = planned(homes, owner, wanted=wanted, replace_needs=False)
        seen = mark(plan)
        actions.change_many(homes=homes, wanted=wanted, replace_needs=False, seen=seen, by=owner)
