"""`make bench`: an owner's 520 homes among 104,000 and their duties, with names, facts and managers of all of them.

Time to the first byte of the production server, the median of thirty requests, the page's size, and queries. Prints a
table for docs/performance.md.
"""

from datetime import date, timedelta
from itertools import batched

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from benchmarks.asking import first_byte, queries
from benchmarks.filling import filled_anew
from benchmarks.serving import served
from duties.models import Duty, DutyDone
from homes.models import Home, HomeFacts, HomePost
from homes.models.location import HomeLocation
from people.models import Provider, Role, User
from register.models import Inspection, Judgement, RegisterEntry, RegisterFile, Registration

SIZES = (1_040, 104_000)
OWN = 520
REGIONS = ["North West", "North East", "London", "South West", "East Midlands"]
GRADES = [("Good", "good"), ("Outstanding", "outstanding"), ("Inadequate", "inadequate")]
SINCE = DateRange(date(2024, 1, 1), None)
PAGES = {
    "your homes": "/homes/",
    "the second page": "/homes/?sort=name&page=2",
    "by judgement": "/homes/?region=London&sort=-grade",
    "first screen": "/dashboard/",
    "duties, the worst first": "/duties/",
    "visits of twelve months": "/duties/visits/",
    "visits to mark": "/duties/visits/mark/",
    "month by month": "/duties/calendar/",
}
RULES = ["england-44", "england-45", "england-46"]
TABLES = (
    *(
        "homes_home",
        "register_registration",
        "register_registerfile",
        "register_inspection",
        "people_provider",
        "people_user",
    ),
)


def main(sizes: list[int]) -> None:
    print("| homes | of them the owner's | page | first byte, ms | KB | queries |")
    print("|---:|---:|---|---:|---:|---:|")
    for many in sizes or SIZES:
        owner = fill(many)
        with served() as server:
            for name, path in PAGES.items():
                taken, size = first_byte(server, path, owner, b"Duties")
                asked = queries(path, owner)
                print(f"| {many:,} | {OWN} | {name} | {taken:.0f} | {size / 1000:.0f} | {asked} |", flush=True)


def fill(many: int) -> User:
    """Put so many homes in the place of all there are, and give the owner of the first 520 of them."""
    with filled_anew(TABLES):
        return _homes(many)


def _homes(many: int) -> User:
    providers = Provider.objects.bulk_create(
        Provider(legal_name=f"Provider {number}", sector="private", nation="england") for number in range(many // OWN)
    )
    file = RegisterFile.objects.create(
        as_at=date(2026, 3, 31),
        name="list.csv",
        sha256="0" * 64,
        original=b"",
        covers="all",
        released_at=timezone.now(),
    )
    for numbers in batched(range(many), 10_000, strict=False):
        _some(numbers, providers, file)
    _weekly(providers[0])
    owner = User.objects.create_user("owner@provider.example")
    Role.objects.create(user=owner, provider=providers[0], name="owner")
    return owner


def _some(numbers, providers, file) -> None:
    made = Registration.objects.bulk_create(Registration(regulator="ofsted", number=f"8{n:06}") for n in numbers)
    inspections = Inspection.objects.bulk_create(
        Inspection(file=file, registration=each, date=date(2025, 5, 1), kind="Full inspection") for each in made
    )
    judged = list(zip(numbers, inspections, strict=True))
    Judgement.objects.bulk_create(
        Judgement(inspection=each, theme="overall", scale="four_point", words=words, grade=grade)
        for number, each in judged
        for words, grade in [GRADES[number % 3]]
    )
    RegisterEntry.objects.bulk_create(_entry(file, each, number) for number, each in judged)
    homes = Home.objects.bulk_create(
        Home(registration=each, provider=providers[number // OWN], state="confirmed", during=SINCE)
        for number, each in zip(numbers, made, strict=True)
    )
    HomeLocation.private.bulk_create(HomeLocation(home=home, name=f"House {home.pk}") for home in homes)
    HomeFacts.objects.bulk_create(
        HomeFacts(home=home, vacancies=1, vacancies_on=date(2026, 5, 1), needs=["mental"]) for home in homes
    )
    DutyDone.objects.bulk_create(
        DutyDone(home=home, rule=rule, done_on=date(2026, month, 1))
        for home in homes
        for rule in RULES
        for month in (5, 9)
    )
    HomePost.objects.bulk_create(HomePost(home=home, kind="manager", name="Siân", during=SINCE) for home in homes)


def _weekly(provider: Provider) -> None:
    """A year of a test that the owner's homes make each week: what most days kept are of."""
    duty = Duty.objects.create(provider=provider, name="Fire alarm test", every_weeks=1)
    today = timezone.localdate()
    DutyDone.objects.bulk_create(
        DutyDone(home=home, own=duty, done_on=today - timedelta(days=7 * week))
        for home in Home.objects.filter(provider=provider)
        for week in range(52)
    )


def _entry(file: RegisterFile, inspection: Inspection, number: int) -> RegisterEntry:
    return RegisterEntry(
        file=file,
        registration=inspection.registration,
        inspection=inspection,
        provision_type="Children's home",
        is_childrens_home=True,
        status="Active",
        on_register=True,
        region=REGIONS[number % 5],
        local_authority="Lancashire",
        sector="Private",
        places=4,
    )
