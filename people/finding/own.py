"""What people and their organisations are found by."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from people.finding.found import MOST, Found
from people.finding.telephones import figures_of, sought_number
from people.models import Provider, User
from people.models.provider import ProviderQuerySet


def find_providers(user, words: str) -> Iterator[Found]:
    """By their names, their parent's, their numbers with the registrars, and their telephone numbers."""
    seen = Provider.objects.visible_to(user)
    providers = _reached_by(seen, number) if (number := sought_number(words)) else seen.holding(words)
    for provider in providers.select_related("parent", "merged_into")[: MOST + 1]:
        other = provider.legal_name if provider.trading_name else ""
        parent = f"part of {provider.parent}" if provider.parent else ""
        merged = f"merged into {provider.merged_into}" if provider.merged_into else ""
        about = " · ".join(filter(None, [other, provider.company_number, parent, merged]))
        yield Found(str(provider), provider.get_absolute_url(), about)


def _reached_by(providers: ProviderQuerySet, number: str) -> ProviderQuerySet:
    """Those of that telephone number, or whose numbers with the registrars hold its figures."""
    known = Q(figures__contains=number) | Q(search_key__contains=number) | Q(parent__search_key__contains=number)
    return providers.alias(figures=figures_of("telephone")).filter(known)


def find_users(user, words: str) -> Iterator[Found]:
    """By name and e-mail address, for who sees people."""
    people = User.objects.visible_to(user).holding(words).order_by("name", "pk")
    people = people.prefetch_related("roles__provider", "merges__survivor")
    for person in people[: MOST + 1]:
        roles = [str(role) for role in person.roles.all() if role.is_current]
        merged = [f"merged into {merge.survivor.email}" for merge in person.merges.all() if merge.undone_at is None]
        about = " · ".join([person.email, *roles, *merged])
        yield Found(str(person), reverse("people:user_detail", args=[person.pk]), about)
