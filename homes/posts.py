"""Who held which post at a home, with the gaps between, as pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from homes.gaps import gaps
from homes.models import Home, HomePost


@dataclass(frozen=True)
class Tenure:
    """A person in a post, or with no `role` a gap of so many days; `last_day` is None while it goes on."""

    starts_on: date
    last_day: date | None
    role: HomePost | None = None
    days: int = 0


@dataclass(frozen=True)
class Post:
    """A post, who holds it today or else the `gap` of today, and everyone who held it with the gaps, newest first.

    A gap follows someone who held the post: of the time before, nothing is known.
    """

    kind: str
    label: str
    current: HomePost | None
    gap: Tenure | None
    lines: list[Tenure]


def unmanaged(homes: QuerySet[Home], today: date | None = None) -> QuerySet[Home]:
    """Those homes that someone managed once and nobody does today, with `manager_until`: the longest first.

    Of a home without any manager on record nothing is known, so nothing is said. Whoever gets the answer may know who
    manages these homes: give homes by `own` or `shared_with`.
    """
    today = today or timezone.localdate()
    managers = HomePost.objects.filter(home=OuterRef("pk"), kind=HomePost.Kind.MANAGER)
    begun = managers.filter(during__startswith__lte=today).order_by("-during")
    empty = homes.confirmed().filter(~Exists(managers.current(today))).select_related("registration")
    last = empty.annotate(manager_until=Subquery(begun.values("during__endswith")[:1]))
    return last.exclude(manager_until=None).order_by("manager_until", "registration__number")


def posts_of(roles: Iterable[HomePost], today: date | None = None) -> list[Post]:
    """Each post of one home, from all its roles. No query but the one that reads them."""
    all_roles, today = list(roles), today or timezone.localdate()
    return [_post(kind, [role for role in all_roles if role.kind == kind], today) for kind in HomePost.Kind]


def _post(kind: HomePost.Kind, roles: list[HomePost], today: date) -> Post:
    periods = [(role.during.lower, role.during.upper) for role in roles]
    empty = [Tenure(gap.starts_on, gap.last_day, days=gap.days(today)) for gap in gaps(periods, today)]
    lines = [Tenure(role.starts_on, role.last_day, role) for role in roles] + empty
    lines.sort(key=lambda line: line.starts_on, reverse=True)
    current = next((role for role in roles if today in role.during), None)
    begun = [line for line in empty if line.starts_on <= today]
    gap = None if current or not begun else begun[-1]
    return Post(kind, kind.label, current, gap, lines)
