"""Who declared what, and for whom it is due: of many providers at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Max
from django.db.models.functions import Coalesce
from django.utils import timezone

from members.membership import with_full_access
from members.models import Declaration, RulesVersion
from members.rules.due import DeclarationDue, declaration_due
from people.models import Provider


def due_of(providers: Iterable[Provider]) -> dict[int, DeclarationDue | None]:
    """Until when the declaration of each provider holds, by its id. Two queries for any number."""
    ids = [provider.pk for provider in providers]
    kinds = list(RulesVersion.objects.in_force().values_list("kind", flat=True)) if ids else []
    declared = _last_declared(ids) if kinds else defaultdict(dict)
    return {pk: declaration_due(kinds, declared[pk]) for pk in ids}


def members_without() -> list[tuple[Provider, date | None]]:
    """Members whose declaration is due today, with the last day of the one that they made. Three queries."""
    today = timezone.localdate()
    members = list(with_full_access(Provider.objects.all()))
    dues = due_of(members)
    late = [(member, due) for member in members if (due := dues[member.pk]) and due.is_due(today)]
    return [(member, due.holds_until) for member, due in late]


def _last_declared(providers: list[int]) -> dict[int, dict[str, date]]:
    """By a provider's id, the day on which it last declared each kind."""
    rows = Declaration.objects.of(providers).annotate(whose=Coalesce("provider", "application__provider"))
    last = rows.order_by().values_list("whose", "version__kind").annotate(last=Max("declared_at"))
    found: dict[int, dict[str, date]] = defaultdict(dict)
    for whose, kind, at in last:
        found[whose][kind] = timezone.localdate(at)
    return found
