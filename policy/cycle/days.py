"""Our own days within a consultation's: members answer first, then we draft and sign off, before it closes."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError

from people.templatetags.people import day
from policy.models import Consultation
from policy.models.cycle import DUE
from times import LONDON


def check_days(consultation: Consultation) -> None:
    """Raise ValidationError, under each day that is out of order, with what it must follow or precede."""
    faults = dict(_faults(consultation))
    if faults:
        raise ValidationError(faults)


def check_still_fits(consultation: Consultation) -> None:
    """Raise ValidationError where the consultation's own times were moved past our days."""
    faults = [sentence for _, sentence in _faults(consultation)]
    if faults:
        raise ValidationError([*faults, "Change our own days first, or take them out."])


def last_day(until: datetime) -> date:
    """The last day of something that ends at a time: midnight ends the day before."""
    return (until - timedelta(microseconds=1)).astimezone(LONDON).date()


def _faults(consultation: Consultation) -> Iterator[tuple[str, str]]:
    first, last = last_day(consultation.internal_deadline), last_day(consultation.closes_at)
    for due, what in DUE.items():
        on = getattr(consultation, due)
        if on and on < first:
            yield due, f"The {what} is due {day(on)}, and members answer until {day(first)}: it comes then or later."
        elif on and on > last:
            yield due, f"The {what} is due {day(on)}, and they close on {day(last)}: it comes then or earlier."
    if consultation.draft_due and consultation.sign_off_due and consultation.sign_off_due < consultation.draft_due:
        yield "sign_off_due", "The sign-off comes on the day of the draft or later. Check both days."
