"""For whom we speak, at a date."""

from datetime import date

from members.models import Term

FEWEST = 5  # a figure from members' private data needs at least five groups behind it


def providers_on(day: date) -> int | None:
    """How many providers were in membership on a day; None where fewer than five groups of owners stand behind it."""
    terms = Term.objects.on(day).select_related("provider")
    providers = {term.provider for term in terms}
    groups = {provider.parent_id or provider.pk for provider in providers}
    return len(providers) if len(groups) >= FEWEST else None


def members_on(day: date, providers) -> set[int]:
    """Ids of those of the providers that were in membership on a day. One query."""
    return set(Term.objects.on(day).filter(provider__in=providers).values_list("provider", flat=True))
