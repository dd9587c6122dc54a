"""The report of what was done: that it was written, that it was sent, or that there is none."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from duties.models import DutyDone
from homes.locks import check_may_edit
from people.models import User
from people.templatetags.people import day

WRITTEN, SENT = "written", "sent"


@transaction.atomic
def note_report(*, done: DutyDone, step: str, on: date, today: date, by: User) -> DutyDone:
    """Keep the day on which the report was "written" or "sent"; again, it is corrected.

    What was sent was written by then. Raises PermissionDenied, and ValidationError for a day that cannot be it.
    """
    done = _locked(done, by)
    _check_day(done, step, on, today)
    if step == SENT:
        done.sent_on = on
    if step == WRITTEN or done.reported_on is None:
        done.reported_on = on
    done.save()
    return done


def _check_day(done: DutyDone, step: str, on: date, today: date) -> None:
    if on > today:
        raise ValidationError({"day": "This day is still to come. Write the day on which it happened."})
    if on < done.done_on:
        raise ValidationError({"day": f"This was done on {day(done.done_on)}. Its report comes on that day or later."})
    if step == WRITTEN and done.sent_on and on > done.sent_on:
        raise ValidationError({"day": f"It was sent on {day(done.sent_on)}. Write a day until then."})
    if step == SENT and done.reported_on and on < done.reported_on:
        raise ValidationError({"day": f"It was written on {day(done.reported_on)}. Write a day from then on."})


@transaction.atomic
def need_no_report(*, done: DutyDone, by: User) -> None:
    """Say that nothing is to be sent of it. Raises ValidationError where the law always asks for a report."""
    done = _locked(done, by)
    if done.report.asked_always:
        raise ValidationError("Of this the law always asks for a report. Write when it was sent.")
    done.report_asked, done.reported_on, done.sent_on = False, None, None
    done.save()


@transaction.atomic
def clear_report(*, done: DutyDone, by: User) -> None:
    """Take back when the report was written and sent. Twice changes nothing."""
    done = _locked(done, by)
    done.reported_on, done.sent_on = None, None
    done.save()


def _locked(done: DutyDone, by: User) -> DutyDone:
    check_may_edit(done.home, by)
    done = DutyDone.objects.select_for_update().get(pk=done.pk)
    if done.report is None:
        raise ValidationError("No report is asked for of this day.")
    return done
