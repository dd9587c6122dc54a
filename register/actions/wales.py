"""Welsh services, which people enter: no list of them is published."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from people.access import Permission, check
from people.models import User
from register.lists.grades import WELSH_WORDS, Scale, Theme
from register.lists.problems import Unreadable
from register.lists.scales import period_of
from register.lists.wales import WelshRow, service_number
from register.models import Inspection, Judgement, Registration, WelshService
from register.welsh_sheet import FACTS, ServicePlan, plan_services

CIW = Registration.Regulator.CIW


@transaction.atomic
def enter_service(*, number: str, by: User, **facts) -> WelshService:
    """Enter a service by hand. Raises ValidationError for no number or one that is known; PermissionDenied."""
    check(by, Permission.HOME_CONFIRM)
    service, made = service_of(number, facts, by)
    if not made:
        raise ValidationError({"number": f"{service} is here already. Change it there instead."})
    return service


@transaction.atomic
def change_service(*, service: WelshService, by: User, **facts) -> WelshService:
    """Correct what is known of a service. Raises PermissionDenied."""
    check(by, Permission.HOME_CONFIRM)
    for name, value in facts.items():
        setattr(service, name, value)
    service.save()
    return service


@transaction.atomic
def load_services(*, rows: Iterable[WelshRow], by: User) -> ServicePlan:
    """Enter the services of a sheet, all or none; gives what was new and what was changed.

    The same sheet again changes nothing. Raises PermissionDenied.
    """
    check(by, Permission.HOME_CONFIRM)
    made = plan_services(rows)
    for row in made.new:
        service_of(row.number, {name: getattr(row, name) for name in FACTS}, by)
    for change in made.changed:
        change_service(service=change.service, by=by, **change.after)
    return made


def may_rate(*, registration: Registration, by: User) -> bool:
    """Whether the user may keep ratings of it: a Welsh one, of their own home or as one who confirms homes."""
    is_welsh = registration.regulator == CIW
    return is_welsh and Registration.objects.rateable_by(by).filter(pk=registration.pk).exists()


@transaction.atomic
def rate_service(*, registration: Registration, on: date, ratings: Mapping[str, str], by: User) -> Inspection:
    """Keep the ratings of an inspection in Wales: words by theme, none for the whole. The same day again corrects them.

    Raises ValidationError for a day before ratings began or to come, and without any rating; PermissionDenied unless
    the home is the user's, or the user confirms homes.
    """
    if not may_rate(registration=registration, by=by):
        raise PermissionDenied
    period = period_of(Scale.WELSH_THEMES, on)
    if period is None or on > timezone.localdate():
        raise ValidationError({"on": "Ratings began on 1 April 2025. Give a day since then, and none to come."})
    chosen = {Theme(theme): words for theme, words in ratings.items() if words}
    if not chosen:
        raise ValidationError("Choose the rating of one theme at least.")
    inspection, _ = Inspection.objects.get_or_create(
        file=None, registration=registration, date=on, kind="Inspection", event_number=None
    )
    inspection.judgements.exclude(theme__in=chosen).delete()
    for theme, words in chosen.items():
        facts = {"words": words, "scale": Scale.WELSH_THEMES, "grade": WELSH_WORDS[words]}
        Judgement.objects.update_or_create(inspection=inspection, theme=theme, defaults=facts)
    return inspection


def service_of(number: str, facts: dict, by: User) -> tuple[WelshService, bool]:
    """The service of a number, entered now where it was not known."""
    try:
        number = service_number(number)
    except Unreadable as fault:
        raise ValidationError({"number": str(fault)}) from None
    registration, _ = Registration.objects.get_or_create(regulator=CIW, number=number)
    return WelshService.objects.get_or_create(registration=registration, defaults={**facts, "entered_by": by})
