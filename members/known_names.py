"""Every name that a provider, or a company above it, has or had."""

from collections import defaultdict

from people.models import Provider

Names = list[tuple[str, str]]  # what the name is to the provider, such as "former name", and the name


def names_of(providers: dict[int, Provider]) -> dict[int, Names]:
    """Of each provider its names, and those of the companies above it. One query, for the former ones."""
    own = defaultdict(list)
    for pk, row in providers.items():
        own[pk] = [("legal name", row.legal_name), *([("trading name", row.trading_name)] if row.trading_name else [])]
    for pk, *former in _former(providers):
        known = {name for _, name in own[pk]}
        own[pk] += [("former name", name) for name in dict.fromkeys(former) if name and name not in known]
    above = {
        pk: [(f"parent’s {what}", name) for up in companies_above(row, providers) for what, name in own[up.pk]]
        for pk, row in providers.items()
    }
    return {pk: own[pk] + above[pk] for pk in providers}


def companies_above(provider: Provider, providers: dict[int, Provider]) -> list[Provider]:
    """The companies above a provider, the nearest first."""
    found = []
    while (provider := providers.get(provider.parent_id)) and provider not in found:
        found.append(provider)
    return found


def _former(providers: dict[int, Provider]):
    """Names out of the history, which keeps each one that a provider has had."""
    events = Provider.events.rel.related_model.objects.order_by()
    rows = events.values_list("pgh_obj_id", "legal_name", "trading_name").distinct()
    return (row for row in rows if row[0] in providers)  # ten thousand parameters cost more than the rows
