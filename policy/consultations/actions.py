"""What is done with consultations: recorded, changed, given questions, and what came of them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from people.access import Permission, check
from people.models import User
from people.templatetags.people import deadline
from policy.consent.own_words import check_own_words
from policy.cycle.days import check_still_fits
from policy.models import Consultation, EvidenceTables
from policy.models.consultation import TAKEN
from policy.saving import save_unique
from publishing.richtext.markup import clean
from times import LONDON

RELEASED = "Tables of the answers have left the team, so members cannot answer again. Choose a day that has passed."


@transaction.atomic
def record(*, by: User, **content) -> Consultation:
    """Record a consultation. Raises ValidationError when its reference is taken."""
    check(by, Permission.POLICY_WRITE)
    check_own_words(content)
    consultation = Consultation(**content)
    save_unique(consultation, "consultation_reference_once", "reference", TAKEN)
    return consultation


@transaction.atomic
def change(*, consultation: Consultation, by: User, **content) -> Consultation:
    """Replace the facts of a consultation.

    Raises ValidationError when the reference is another one's, when our own days would not fit its times any more, and
    when members could answer again after tables of their answers were released.
    """
    check(by, Permission.POLICY_WRITE)
    consultation = locked(consultation)
    check_own_words(content, before=consultation)
    for name, value in content.items():
        setattr(consultation, name, value)
    check_still_fits(consultation)
    _check_stays_closed(consultation)
    save_unique(consultation, "consultation_reference_once", "reference", TAKEN)
    return consultation


@transaction.atomic
def settle(
    *,
    consultation: Consultation,
    by: User,
    outcome: str = "",
    outcome_on: date | None = None,
    lapsed_on: date | None = None,
) -> Consultation:
    """Say what came of it: an outcome with its day, a day on which it lapsed, or (with neither) nothing yet.

    Raises ValidationError for a day that has not come, and for an outcome from before it closed.
    """
    check(by, Permission.POLICY_WRITE)
    check_own_words({"outcome": outcome})
    consultation = locked(consultation)
    if (outcome_on or lapsed_on or date.min) > timezone.localdate():
        raise ValidationError({"day": "That day has not come. Write the day on which it happened."})
    if outcome_on and outcome_on < timezone.localdate(consultation.closes_at, LONDON):
        closes = deadline(consultation.closes_at)
        raise ValidationError({"day": f"It closes on {closes}. Write the day on which the outcome was published."})
    consultation.outcome, consultation.outcome_on, consultation.lapsed_on = clean(outcome), outcome_on, lapsed_on
    consultation.save()
    return consultation


def _check_stays_closed(consultation: Consultation) -> None:
    """With more answers, what was released before could be taken from what is told after."""
    if consultation.internal_deadline > timezone.now() and EvidenceTables.objects.of(consultation).exists():
        raise ValidationError({"internal_deadline": RELEASED})


def check_answered_out(consultation: Consultation, otherwise: str) -> None:
    """Raise ValidationError with a sentence while members can answer: under the lock under which answers are sent."""
    if not Consultation.objects.with_phase().get(pk=locked(consultation).pk).is_answered_out:
        raise ValidationError(otherwise)


def locked(consultation: Consultation) -> Consultation:
    """The row as it is now, until the transaction ends: what it asks and what is answered change under this lock."""
    return Consultation.objects.select_for_update().get(pk=consultation.pk)
