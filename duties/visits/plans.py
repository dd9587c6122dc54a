"""What is planned: a day and a name for a home, and all that is planned in the homes of a person, day by day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.crypto import salted_hmac

from duties.models import PlannedVisit
from homes.models import Home
from people.models import User

PASSED = "Day passed without a visit"


@dataclass(frozen=True)
class Plan:
    """Somebody means to visit on a day. `passed`: the day is over, and nobody visited in its month."""

    key: int
    on: date
    visitor: str
    passed: bool

    @classmethod
    def of(cls, row: dict, today: date) -> "Plan":
        """From JSON of the database."""
        on = date.fromisoformat(row["on"])
        return cls(row["key"], on, row["visitor"], on < today)

    @property
    def month(self) -> date:
        return self.on.replace(day=1)


def plans_for(user: User, today: date) -> QuerySet[PlannedVisit]:
    """What is planned from this month on in the homes that a person sees now, and not done yet, the first day first.

    Each with its home, and the time (UTC) of its last change as `changed`.
    """
    homes = Home.objects.own(user).confirmed() if user.is_active else Home.objects.none()
    changes = PlannedVisit.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk")).order_by().values("pgh_obj")
    planned = PlannedVisit.objects.filter(home__in=homes, planned_on__gte=today.replace(day=1)).open()
    last = changes.annotate(last=Max("pgh_created_at")).values("last")
    return planned.select_related("home__registration").annotate(changed=Subquery(last))


def with_next_visit(homes: QuerySet[Home], today: date) -> QuerySet[Home]:
    """Homes with the first of the same as JSON, `next_visit`, in the homes' one query."""
    planned = PlannedVisit.objects.filter(home=OuterRef("pk"), planned_on__gte=today.replace(day=1)).open()
    words = planned.values(json=JSONObject(key="pk", on="planned_on", visitor="visitor"))
    return homes.annotate(next_visit=Subquery(words[:1]))


def state_of(on: date, today: date) -> str:
    """Where an open plan stands, in words."""
    return PASSED if on < today else "Planned"


def key_of(visitor: str) -> str:
    """What stands for a visitor in an address, which must not hold a name."""
    return salted_hmac("duties.visits.visitor", visitor, algorithm="sha256").hexdigest()[:16] if visitor else ""


def visitor_at(key: str, visitors: list[str]) -> str:
    """The one of some visitors for whom a key stands; nothing where it is none of them."""
    return next((visitor for visitor in visitors if key_of(visitor) == key), "")
