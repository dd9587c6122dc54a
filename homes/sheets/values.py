"""The values of homes in a provider’s own columns: read for its own people, written all at once."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from homes import locations
from homes.aliases import check_alias
from homes.models import Area, Home, HomeFacts, HomePost
from homes.models.home_facts import FACTS
from homes.sheets.fields import BY_NAME, POSTS, Value
from people.models import User
from people.templatetags.people import day

PLACE = ("name", "address", "postcode", "telephone")
Values = dict[str, Value]


def values_of(homes: Iterable[Home], by: User) -> dict[int, Values]:
    """The values by home id and field name. Four queries for any number; homes that are not the user's are left out."""
    homes = list(homes)
    places = locations.own_locations(homes, by)
    facts = {each.pk: each for each in HomeFacts.objects.filter(home__in=places).select_related("area")}
    posts = {(post.home_id, post.kind): post for post in HomePost.objects.current().filter(home__in=places)}
    return {
        home.pk: _values(home, places[home.pk], facts.get(home.pk)) | _posts(home, posts)
        for home in homes
        if home.pk in places
    }


def _values(home: Home, place, facts: HomeFacts | None) -> Values:
    stored = facts or HomeFacts(home=home)
    own = {name: getattr(stored, name) for name in FACTS}
    own |= {"needs": sorted(stored.needs), "area": stored.area.name if stored.area else ""}
    return {"alias": home.alias, **{name: getattr(place, name) for name in PLACE}, **own}


def _posts(home: Home, posts: dict[tuple[int, str], HomePost]) -> Values:
    """Who holds each post today, and since when."""
    values = {}
    for kind in POSTS:
        post = posts.get((home.pk, kind))
        values |= {kind: post.name if post else "", f"{kind}_since": post.starts_on.isoformat() if post else ""}
    return values


def check_posts(before: Values, after: Values) -> None:
    """Raise ValidationError for a post whose holder changes without a later day, or whose day changes alone."""
    for kind in POSTS:
        label, since = BY_NAME[kind].heading, after.get(f"{kind}_since")
        if kind not in after and since is not None:
            raise ValidationError(f"{label}: the first day changes, and not the name. Do that on the home’s page.")
        if kind in after and not after[kind]:
            raise ValidationError(f"{label}: say on the home’s page who left, and when.")
        if kind in after and not since:
            raise ValidationError(f"{label}: say since when, under “{BY_NAME[f'{kind}_since'].heading}”.")
        if kind in after and since <= before[f"{kind}_since"]:
            raise ValidationError(
                f"{label}: {before[kind]} holds the post since {day(date.fromisoformat(before[f'{kind}_since']))}. "
                "Write a later day."
            )


def check_place(values: Values, changed: Iterable[str]) -> None:
    """Raise ValidationError when an alias and a location go ill together, and one of them is changed."""
    if set(changed) & {"alias", *PLACE}:
        check_alias(values["alias"], {name: values[name] for name in PLACE})


def write(homes: list[Home], now: dict[int, Values], changes: dict[int, Values], by: User) -> None:
    """Put the changed fields of each home in their place: three statements for any number.

    The caller has locked the homes, checked that the user may edit them, and appoints who holds a post then. Raises
    ValidationError for an alias that tells something of its home.
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
    with_facts = [home for home in homes if changes[home.pk].keys() & {*FACTS, "area"}]
    _write_facts(with_facts, merged, changes)


def areas_of(homes: Iterable[Home]) -> dict[tuple[int, str], Area]:
    """The areas of the homes' providers, by provider and name in small letters. One query."""
    areas = Area.objects.filter(provider__in={home.provider_id for home in homes})
    return {(area.provider_id, area.name.casefold()): area for area in areas}


def _write_facts(homes: list[Home], merged: dict[int, Values], changes: dict[int, Values]) -> None:
    dates = dict(HomeFacts.objects.filter(home__in=homes).values_list("home", "vacancies_on"))
    areas = areas_of(homes)
    rows = [_facts(home, merged[home.pk], changes[home.pk], dates.get(home.pk)) for home in homes]
    for home, row in zip(homes, rows, strict=True):
        row.area = areas.get((home.provider_id, merged[home.pk]["area"].casefold()))
    HomeFacts.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["home"],
        update_fields=[*FACTS, "vacancies_on", "area"],
        batch_size=1000,
    )


def _facts(home: Home, values: Values, change: Values, vacancies_on) -> HomeFacts:
    if "vacancies" in change:
        vacancies_on = None if values["vacancies"] is None else timezone.localdate()
    return HomeFacts(home=home, vacancies_on=vacancies_on, **{name: values[name] for name in FACTS})
