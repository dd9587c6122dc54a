"""What a sheet of Welsh services would enter and change: nothing is written here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from people.templatetags.people import day
from register.lists.wales import WelshRow
from register.models import Registration, WelshService

FACTS = ("kind", "local_authority", "places", "registered_on")


@dataclass(frozen=True)
class ServiceChange:
    """A service that is known, and the facts of the sheet that differ, by field."""

    service: WelshService
    after: dict

    @property
    def facts(self) -> list[tuple[str, str, str]]:
        """What each is called, what is kept, and what the sheet says, in words."""
        stored = [(WelshService._meta.get_field(name).verbose_name, getattr(self.service, name)) for name in self.after]
        return [
            (name.capitalize(), _in_words(before), _in_words(after))
            for (name, before), after in zip(stored, self.after.values(), strict=True)
        ]


@dataclass(frozen=True)
class ServicePlan:
    """What a sheet would enter and change, and how many of its services say what is kept already."""

    new: list[WelshRow] = field(default_factory=list)
    changed: list[ServiceChange] = field(default_factory=list)
    known: int = 0


def plan_services(rows: Iterable[WelshRow]) -> ServicePlan:
    """Compare rows with what is kept, in one query. A blank cell leaves what is kept."""
    rows = list(rows)
    services = WelshService.objects.filter(
        registration__regulator=Registration.Regulator.CIW, registration__number__in=[row.number for row in rows]
    ).select_related("registration")
    by_number = {service.registration.number: service for service in services}
    new = [row for row in rows if row.number not in by_number]
    changes = [_change(by_number[row.number], row) for row in rows if row.number in by_number]
    changed = [change for change in changes if change.after]
    return ServicePlan(new, changed, len(changes) - len(changed))


def _change(service: WelshService, row: WelshRow) -> ServiceChange:
    stated = {name: value for name in FACTS if (value := getattr(row, name)) is not None}
    return ServiceChange(service, {name: value for name, value in stated.items() if value != getattr(service, name)})


def _in_words(value: str | int | date | None) -> str:
    if value is None:
        return "Not known"
    return day(value) if isinstance(value, date) else str(value)
