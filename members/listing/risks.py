"""Why a member may not stay: each reason in words, and which of the providers from `listed` it is true of."""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils import timezone

from members.listing.rows import AWAY_SINCE
from members.status import FULL_ACCESS, Status
from people.models import Provider

REASONS = {
    "Renewal overdue": lambda: Q(status=Status.OVERDUE),
    "An invoice is late": lambda: Q(owes=True),
    "No owner here": lambda: Q(has_owner=False),
    "Nobody signed in for six months": lambda: Q(signed_in_at=None) | Q(signed_in_at__lt=timezone.now() - AWAY_SINCE),
}


def reasons() -> dict[str, Q]:
    """The reasons with which members they are true of now, in the order in which they are told."""
    return {words: Q(status__in=FULL_ACCESS) & condition() for words, condition in REASONS.items()}


def at_risk() -> Q:
    """Members of which one reason at least is true."""
    return Q.create(list(reasons().values()), Q.OR)


def with_risks(providers: QuerySet[Provider]) -> QuerySet[Provider]:
    """Providers from `listed` with what `risks_of` reads: no query of its own."""
    conditions = {f"risk_{place}": condition for place, condition in enumerate(reasons().values())}
    return providers.annotate(
        **{name: ExpressionWrapper(condition, output_field=BooleanField()) for name, condition in conditions.items()}
    )


def risks_of(provider) -> list[str]:
    """Why one of `with_risks` may not stay, in words."""
    return [words for place, words in enumerate(REASONS) if getattr(provider, f"risk_{place}")]
