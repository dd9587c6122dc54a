"""Owners on the newest list, grouped over their spellings, beside the providers that they may be."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, Min, OuterRef, QuerySet, Sum

from people.models import Provider
from register.lists.owners import company_number_in, owner_key
from register.models import OwnerName, RegisterEntry


@dataclass(frozen=True)
class Owner:
    """A group of spellings, with the children's homes and places under it. `provider` is confirmed, `likely` not."""

    key: str
    entry: int  # one of its rows: what pages call the group by
    printed: list[str]
    homes: int
    places: int
    provider: Provider | None
    likely: Provider | None

    @property
    def name(self) -> str:
        return self.printed[0]


def groups(words: str = "", *, unmatched: bool = False) -> QuerySet:
    """Groups of the newest list's children's homes by owner, most homes first: to be paged, then given to `owners`."""
    entries = RegisterEntry.objects.current().childrens_homes().exclude(owner_key="")
    if words:
        entries = entries.filter(owner_key__contains=owner_key(words))
    if unmatched:
        entries = entries.filter(~Exists(OwnerName.objects.filter(key=OuterRef("owner_key"))))
    counted = (
        entries.order_by()
        .values("owner_key")
        .annotate(
            printed=ArrayAgg("owner", distinct=True, order_by="owner"),
            homes=Count("pk"),
            entry=Min("pk"),
            places=Sum("places", default=0),
        )
    )
    return counted.order_by("-homes", "owner_key")


def owners(rows: Iterable[dict]) -> list[Owner]:
    """The groups with their providers: two queries for any number."""
    rows = list(rows)
    matched = OwnerName.objects.filter(key__in=[row["owner_key"] for row in rows]).select_related("provider")
    confirmed = {match.key: match.provider for match in matched}
    by_key, by_number = _providers()
    return [
        Owner(
            row["owner_key"],
            row["entry"],
            row["printed"],
            row["homes"],
            row["places"],
            confirmed.get(row["owner_key"]),
            by_key.get(row["owner_key"]) or _by_number(row["printed"], by_number),
        )
        for row in rows
    ]


def _providers() -> tuple[dict[str, Provider], dict[str, Provider]]:
    """All providers by the keys of their names, and by company number."""
    providers = list(Provider.objects.unmerged())
    by_key = {owner_key(name): each for each in providers for name in (each.trading_name, each.legal_name) if name}
    return by_key, {each.company_number: each for each in providers if each.company_number}


def _by_number(printed: Iterable[str], by_number: dict[str, Provider]) -> Provider | None:
    numbers = filter(None, map(company_number_in, printed))
    return next((by_number[number] for number in numbers if number in by_number), None)
