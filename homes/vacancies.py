"""How many places a home has at most, and whether so many can be free."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from homes.models import Home
from register.models import RegisterEntry, WelshService


def places_of(homes: Iterable[Home]) -> dict[int, int]:
    """Places by a home's id, as the newest list prints them or, for Wales, people entered them; none where unknown.

    Two queries for any number.
    """
    registrations = {home.registration_id: home.pk for home in homes}
    entries = RegisterEntry.objects.current().filter(registration__in=registrations)
    entered = WelshService.objects.filter(registration__in=registrations)
    known = [*entered.values_list("registration", "places"), *entries.values_list("registration", "places")]
    return {registrations[registration]: places for registration, places in known if places is not None}


def check_vacancies(vacancies: int | None, places: int | None) -> None:
    """Raise ValidationError for more vacancies than there are places."""
    if None not in (vacancies, places) and vacancies > places:
        raise ValidationError(
            f"{vacancies} vacancies of {places} place{'' if places == 1 else 's'}: the register prints no more. "
            "If it has more by now, write them once a list says so."
        )
