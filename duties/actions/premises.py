"""The premises of supported accommodation: adding and ending one, and when its location was assessed."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from duties.models import HomePremises, PremisesAssessment
from duties.overview import rules_of, with_kind
from history import audit_reason
from homes.locks import editable
from homes.models import Home
from people.models import User
from people.templatetags.people import day


@transaction.atomic
def add_premises(*, home: Home, label: str, used_from: date, today: date, by: User) -> HomePremises:
    """Keep one more of the premises, with the next number. A number is never given twice.

    Raises PermissionDenied, and ValidationError where the law asks nothing of each of the premises.
    """
    home = editable(home, by)
    if not any(rule.by_premises for rule in rules_of(with_kind(Home.objects.filter(pk=home.pk)).get())):
        raise ValidationError("The law of this home asks for nothing of each of its premises.")
    _check_past(used_from, today, "used_from")
    last = HomePremises.objects.filter(home=home).aggregate(last=Max("number"))["last"] or 0
    return HomePremises.objects.create(home=home, number=last + 1, label=label, used_from=used_from)


@transaction.atomic
def end_premises(*, premises: HomePremises, today: date, by: User) -> None:
    """Say that premises are not used any more. Their assessments stay. Twice changes nothing."""
    editable(premises.home, by)
    HomePremises.objects.filter(pk=premises.pk, ended_on=None).update(ended_on=today)


@transaction.atomic
def assess_premises(*, premises: HomePremises, on: date, today: date, by: User) -> PremisesAssessment:
    """Keep a day on which the location was assessed; the same day is kept once. Raises ValidationError."""
    editable(premises.home, by)
    _check_past(on, today, "day")
    if on < premises.used_from:
        raise ValidationError({"day": f"They are used since {day(premises.used_from)}. Write a day from then on."})
    row, _ = PremisesAssessment.objects.get_or_create(premises=premises, assessed_on=on, defaults={"by": by})
    return row


@transaction.atomic
def void_assessment(*, assessment: PremisesAssessment, by: User) -> None:
    """Take back a day that was kept by mistake; the history keeps it."""
    editable(assessment.premises.home, by)
    with audit_reason("Kept by mistake"):
        PremisesAssessment.objects.filter(pk=assessment.pk).delete()


def _check_past(on: date, today: date, field: str) -> None:
    if on > today:
        raise ValidationError({field: "This day is still to come. Write it once it is there."})
