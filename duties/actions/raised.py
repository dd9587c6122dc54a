"""What is to be done after a visit: raised, changed, ticked off, and each of that taken back."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from duties.law import VISITS, months_after
from duties.models import DutyDone, VisitAction
from history import audit_reason
from homes.locks import check_may_edit
from people.models import User
from people.templatetags.people import day

MOST_MONTHS = 60  # after the visit: no calendar reaches to the last years that a form takes


@transaction.atomic
def save_action(*, action: VisitAction, by: User) -> VisitAction:
    """Keep an action of a visit: who does what, until when.

    Raises PermissionDenied, and ValidationError for a day before the visit or years after it, or where what was done is
    no visit.
    """
    check_may_edit(action.visit.home, by)
    # Locked: a visit that is taken back in this moment takes no action with it.
    visit = DutyDone.objects.select_for_update().filter(pk=action.visit_id).first()
    if visit is None or visit.rule not in VISITS:
        raise ValidationError("There is no such visit any more. Open the home’s duties again.")
    if action.due_on < visit.done_on:
        raise ValidationError({"due_on": f"The visit was on {day(visit.done_on)}. Write that day or a later one."})
    if action.due_on > months_after(visit.done_on, MOST_MONTHS):
        raise ValidationError({"due_on": "That is more than five years after the visit. Look at the year."})
    if action._state.adding:
        action.by = by
    action.save()
    return action


@transaction.atomic
def tick_action(*, action: VisitAction, today: date, by: User) -> None:
    """Say that it is done, today. Twice changes nothing."""
    check_may_edit(action.visit.home, by)
    VisitAction.objects.filter(pk=action.pk, done_on=None).update(done_on=today)


@transaction.atomic
def untick_action(*, action: VisitAction, by: User) -> None:
    """Take back that it is done. Twice changes nothing."""
    check_may_edit(action.visit.home, by)
    VisitAction.objects.filter(pk=action.pk).update(done_on=None)


@transaction.atomic
def void_action(*, action: VisitAction, by: User) -> None:
    """Take away what was raised by mistake; the history keeps it."""
    check_may_edit(action.visit.home, by)
    with audit_reason("Raised by mistake"):
        VisitAction.objects.filter(pk=action.pk).delete()
