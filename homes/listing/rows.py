"""The homes of a person's providers as rows: what the register prints, and what the provider keeps itself."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery
from django.utils import timezone

from homes import locations
from homes.models import Area, Home, HomeFacts, HomePost
from people.models import User
from register.lists.grades import WHOLE
from register.models import RegisterEntry, Registration

NOTHING_KEPT = HomeFacts()


@dataclass(frozen=True)
class Row:
    """A home, its private name, its entry of the newest list, and the provider's own facts of it.

    `manager` is who manages it today; `unmanaged_since` is the first day without a manager after a known one.
    """

    home: Home
    name: str
    entry: RegisterEntry | None
    facts: HomeFacts
    manager: str
    unmanaged_since: date | None

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
    homes = list(_homes(user))
    names = locations.own_names(homes, user)
    entries = _entries(homes)
    return [_row(home, names.get(home.pk, ""), entries.get(home.registration_id)) for home in homes]


def _homes(user: User):
    today = timezone.localdate()
    managers = HomePost.objects.filter(home=OuterRef("pk"), kind=HomePost.Kind.MANAGER)
    begun = managers.filter(during__startswith__lte=today).order_by("-during")
    return (
        Home.objects.own(user)
        .select_related("registration__welsh_service", "provider", "facts__area__manager")
        .annotate(
            manager=Subquery(managers.current(today).values("name")[:1]),
            manager_until=Subquery(begun.values("during__endswith")[:1]),
        )
    )


def _entries(homes: list[Home]) -> dict[int, RegisterEntry]:
    """Entries of the newest list by registration, each with the words and grade of its latest overall judgement."""
    theme = Q(inspection__judgements__theme__in=WHOLE)
    entries = (
        RegisterEntry.objects.current()
        .filter(registration__in={home.registration_id for home in homes})
        .select_related("inspection")
        .annotate(overall=FilteredRelation("inspection__judgements", condition=theme))
        .annotate(words=F("overall__words"), grade=F("overall__grade"))
    )
    return {entry.registration_id: entry for entry in entries}


def _row(home: Home, name: str, entry: RegisterEntry | None) -> Row:
    if home.state != Home.State.CONFIRMED:
        return Row(home, name, entry, NOTHING_KEPT, "", None)
    facts = getattr(home, "facts", NOTHING_KEPT)
    return Row(home, name, entry, facts, home.manager or "", None if home.manager else home.manager_until)
