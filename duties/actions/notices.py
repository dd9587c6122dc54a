"""What a home tells its regulator, by its law: of a manager's absence and return, of changes, and of events."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from duties.models import ChangeToNotify, EventNotified, ManagerAbsence
from duties.overview import notice_law_of
from history import audit_reason
from homes.locks import check_may_edit
from homes.models import Home
from people.models import User

GIVEN = {"absence": "notified_on", "return": "return_notified_on"}


@transaction.atomic
def begin_absence(
    *, home: Home, starts_on: date, expected_back: date | None, foreseen: bool, by: User
) -> ManagerAbsence:
    """Keep that the person in charge is, or will be, away. `expected_back` is the first day back, None if not known.

    Raises PermissionDenied, and ValidationError while another absence is open or where the days do not fit.
    """
    check_may_edit(home, by)
    if notice_law_of(home).absence is None:
        raise ValidationError("The law of this home asks for another notice. Note it among the changes.")
    if expected_back and expected_back <= starts_on:
        raise ValidationError({"expected_back": "The first day back comes after the absence begins."})
    about = {"starts_on": starts_on, "expected_back": expected_back, "foreseen": foreseen}
    try:
        with transaction.atomic():
            return ManagerAbsence.objects.create(home=home, by=by, **about)
    except IntegrityError as fault:
        raise ValidationError("An absence is open already. Say first when that one ended.") from fault


@transaction.atomic
def end_absence(*, absence: ManagerAbsence, came_back: date, today: date, by: User) -> ManagerAbsence:
    """Keep the day of the return; again, it is corrected. Raises ValidationError for a day that cannot be it."""
    absence = _locked(absence, by)
    if came_back > today:
        raise ValidationError({"day": "This day is still to come. Say so once they are back."})
    if came_back <= absence.starts_on:
        raise ValidationError({"day": "This day is before the absence. Write the first day back."})
    absence.came_back = came_back
    absence.save()
    return absence


@transaction.atomic
def give_notice(*, absence: ManagerAbsence, of: str, on: date, today: date, by: User) -> ManagerAbsence:
    """Keep the day on which Ofsted was told `of` the "absence" or the "return"."""
    absence = _locked(absence, by)
    if of == "return" and absence.came_back is None:
        raise ValidationError("Say first on which day they came back.")
    _check_past(on, today)
    setattr(absence, GIVEN[of], on)
    absence.save()
    return absence


@transaction.atomic
def void_absence(*, absence: ManagerAbsence, by: User) -> None:
    """Take out an absence that was kept by mistake; the history keeps it."""
    absence = _locked(absence, by)
    with audit_reason("Kept by mistake"):
        absence.delete()


@transaction.atomic
def add_change(*, home: Home, kind: str, happens_on: date, note: str, by: User) -> ChangeToNotify:
    """Keep a change of which Ofsted must be told; the same of the same day is kept once."""
    check_may_edit(home, by)
    if kind not in {change.key for change in notice_law_of(home).changes}:
        raise ValidationError({"kind": "The law of this home does not ask for a notice of that. Choose another."})
    about = {"home": home, "kind": kind, "happens_on": happens_on}
    change, _ = ChangeToNotify.objects.get_or_create(**about, defaults={"note": note, "by": by})
    return change


@transaction.atomic
def notify_change(*, change: ChangeToNotify, on: date, today: date, by: User) -> ChangeToNotify:
    """Keep the day on which Ofsted was told of a change."""
    check_may_edit(change.home, by)
    _check_past(on, today)
    change = ChangeToNotify.objects.select_for_update().get(pk=change.pk)
    change.notified_on = on
    change.save()
    return change


@transaction.atomic
def void_change(*, change: ChangeToNotify, by: User) -> None:
    """Take out a change that was kept by mistake; the history keeps it."""
    check_may_edit(change.home, by)
    with audit_reason("Kept by mistake"):
        ChangeToNotify.objects.filter(pk=change.pk).delete()


@transaction.atomic
def note_event(*, home: Home, kind: str, on: date, today: date, by: User) -> EventNotified:
    """Keep the day on which others were told of an event; the same day is kept once. Of the event nothing is kept."""
    check_may_edit(home, by)
    if kind not in {event.key for event in notice_law_of(home).events}:
        raise ValidationError("The law of this home does not ask for a notice of that.")
    _check_past(on, today)
    row, _ = EventNotified.objects.get_or_create(home=home, kind=kind, notified_on=on, defaults={"by": by})
    return row


@transaction.atomic
def void_event(*, event: EventNotified, by: User) -> None:
    """Take out a day that was kept by mistake; the history keeps it."""
    check_may_edit(event.home, by)
    with audit_reason("Kept by mistake"):
        EventNotified.objects.filter(pk=event.pk).delete()


def _check_past(on: date, today: date) -> None:
    if on > today:
        raise ValidationError({"day": "This day is still to come. Write the day on which you told them."})


def _locked(absence: ManagerAbsence, by: User) -> ManagerAbsence:
    check_may_edit(absence.home, by)
    return ManagerAbsence.objects.select_for_update().get(pk=absence.pk)
