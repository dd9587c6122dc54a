"""The values of homes in a provider’s own columns: read for its own people, written all at once."""

from collections.abc import Iterable

from django.utils import timezone

from homes import locations
from homes.aliases import check_alias
from homes.models import Home, HomeFacts
from homes.models.home_facts import FACTS
from homes.sheets.fields import Value
from people.models import User

PLACE = ("name", "address", "postcode", "telephone")
Values = dict[str, Value]


def values_of(homes: Iterable[Home], by: User) -> dict[int, Values]:
    """The values by home id and field name. Two queries for any number; homes that are not the user's are left out."""
    homes = list(homes)
    places = locations.own_locations(homes, by)
    facts = {each.pk: each for each in HomeFacts.objects.filter(home__in=places)}
    return {home.pk: _values(home, places[home.pk], facts.get(home.pk)) for home in homes if home.pk in places}


def _values(home: Home, place, facts: HomeFacts | None) -> Values:
    stored = facts or HomeFacts(home=home)
    own = {name: getattr(stored, name) for name in FACTS}
    return {"alias": home.alias, **{name: getattr(place, name) for name in PLACE}, **own, "needs": sorted(stored.needs)}


def check_place(values: Values, changed: Iterable[str]) -> None:
    """Raise ValidationError when an alias and a location go ill together, and one of them is changed."""
    if set(changed) & {"alias", *PLACE}:
        check_alias(values["alias"], {name: values[name] for name in PLACE})


def write(homes: list[Home], now: dict[int, Values], changes: dict[int, Values], by: User) -> None:
    """Put the changed fields of each home in their place: three statements for any number.

    The caller has locked the homes and checked that the user may edit them. Raises ValidationError for an alias that
    tells something of its home.
    """
    merged = {home.pk: now[home.pk] | changes[home.pk] for home in homes}
    for home in homes:
        check_place(merged[home.pk], changes[home.pk])
    aliases = [home for home in homes if "alias" in changes[home.pk]]
    for home in aliases:
        home.alias = changes[home.pk]["alias"]
    Home.objects.bulk_update(aliases, ["alias"], batch_size=1000)
    moved = [home for home in homes if changes[home.pk].keys() & set(PLACE)]
    locations.save_many({home: {name: merged[home.pk][name] for name in PLACE} for home in moved}, by=by)
    with_facts = [home for home in homes if changes[home.pk].keys() & set(FACTS)]
    _write_facts(with_facts, merged, changes)


def _write_facts(homes: list[Home], merged: dict[int, Values], changes: dict[int, Values]) -> None:
    dates = dict(HomeFacts.objects.filter(home__in=homes).values_list("home", "vacancies_on"))
    rows = [_facts(home, merged[home.pk], changes[home.pk], dates.get(home.pk)) for home in homes]
    HomeFacts.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["home"],
        update_fields=[*FACTS, "vacancies_on"],
        batch_size=1000,
    )


def _facts(home: Home, values: Values, change: Values, vacancies_on) -> HomeFacts:
    if "vacancies" in change:
        vacancies_on = None if values["vacancies"] is None else timezone.localdate()
    return HomeFacts(home=home, vacancies_on=vacancies_on, **{name: values[name] for name in FACTS})
