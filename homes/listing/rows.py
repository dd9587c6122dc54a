"""The homes of a person's providers as rows: what the register prints, and what the provider keeps itself."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from homes import locations
from homes.models import Area, Home, HomeFacts, HomePost
from people.models import User
from register.lists.grades import WHOLE
from register.models import RegisterEntry, Registration

NOTHING_KEPT = HomeFacts()


@dataclass(frozen=True)
class Row:
    """A home, its entry of the newest list, and the provider's own facts of it.

    `manager` is who manages it today; `unmanaged_since` is the first day without a manager after a known one. `name` is
    the home's private one, from `rows_of` only.
    """

    home: Home
    entry: RegisterEntry | None
    facts: HomeFacts
    manager: str
    unmanaged_since: date | None
    name: str = ""

    @property
    def is_confirmed(self) -> bool:
        """Whether it is confirmed as the provider's, who then keeps facts of it."""
        return self.home.state == Home.State.CONFIRMED

    @property
    def area(self) -> Area | None:
        """The provider's own area that it is in."""
        return self.facts.area

    def printed(self, field: str):
        """What the newest list says of it; for Wales, which has none, what people entered here."""
        welsh = getattr(self.home.registration, "welsh_service", None) if self.is_confirmed else None
        source = self.entry or welsh
        return getattr(source, field, None)

    @property
    def words(self) -> str:
        """The latest overall judgement as printed, or nothing."""
        return (self.entry and self.entry.words) or ""

    @property
    def judgement(self) -> str:
        """The latest overall judgement in words; Wales gives ratings by theme and none for the whole."""
        if self.home.registration.regulator == Registration.Regulator.CIW:
            return "By theme"
        return self.words or "Not yet judged"

    @property
    def grade(self) -> str:
        return (self.entry and self.entry.grade) or ""


def rows_of(user: User) -> list[Row]:
    """All homes of the user's providers within the limits of their role, in the order of their numbers.

    Three queries for any number. Names are encrypted, so filters and orders are applied to the rows themselves.
    """
    rows = nameless_rows(Home.objects.own(user), user)
    names = locations.own_names([row.home for row in rows], user)
    return [replace(row, name=names.get(row.home.pk, "")) for row in rows]


def nameless_rows(homes: QuerySet[Home], user: User) -> list[Row]:
    """The same of some of the user's homes, without their names, each of which takes time: two queries."""
    loaded = _loaded(homes, user)
    entries = _entries(loaded)
    return [_row(home, entries.get(home.registration_id)) for home in loaded]


def set_providers(homes: Iterable[Home], user: User) -> None:
    """Give the user's homes the providers of the user's roles: no query, and one row for all homes of a provider."""
    providers = {role.provider_id: role.provider for role in user.current_roles}
    for home in homes:
        home.provider = providers[home.provider_id]


def _loaded(homes: QuerySet[Home], user: User) -> list[Home]:
    """Each home with its registration, facts and provider."""
    loaded = list(_with_facts(homes))
    set_providers(loaded, user)
    return loaded


def _with_facts(homes: QuerySet[Home]) -> QuerySet[Home]:
    today = timezone.localdate()
    managers = HomePost.objects.filter(home=OuterRef("pk"), kind=HomePost.Kind.MANAGER)
    begun = managers.filter(during__startswith__lte=today).order_by("-during")
    return homes.select_related("registration__welsh_service", "facts__area__manager").annotate(
        manager=Subquery(managers.current(today).values("name")[:1]),
        manager_until=Subquery(begun.values("during__endswith")[:1]),
    )


def _entries(homes: list[Home]) -> dict[int, RegisterEntry]:
    """Entries of the newest list by registration, each with its latest inspection’s day, overall words and grade."""
    theme = Q(inspection__judgements__theme__in=WHOLE)
    entries = (
        RegisterEntry.objects.current()
        .filter(registration__in={home.registration_id for home in homes})
        .annotate(overall=FilteredRelation("inspection__judgements", condition=theme))
        .annotate(words=F("overall__words"), grade=F("overall__grade"), inspected_on=F("inspection__date"))
    )
    return {entry.registration_id: entry for entry in entries}


def _row(home: Home, entry: RegisterEntry | None) -> Row:
    if home.state != Home.State.CONFIRMED:
        return Row(home, entry, NOTHING_KEPT, "", None)
    facts = getattr(home, "facts", NOTHING_KEPT)
    return Row(home, entry, facts, home.manager or "", None if home.manager else home.manager_until)
