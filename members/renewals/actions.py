"""What is done to a run: planned, looked at again, started, paused, resumed, ended."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from jobs.models import FailedItem
from jobs.task_queue import enqueue_after_commit
from members.models import Renewal, RenewalRun
from members.renewals.planning import rows_of
from members.renewals.sending import JOB, TASK
from people.access import Permission, check
from people.models import User

S = RenewalRun.State


@transaction.atomic
def plan_run(*, until: date, by: User) -> RenewalRun:
    """A run over all terms that end by a day. Nothing is sent. Raises PermissionDenied."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    run = RenewalRun.objects.create(until=until, made_by=by)
    Renewal.objects.bulk_create(rows_of(run, timezone.localdate()))
    return run


@transaction.atomic
def look_again(*, run: RenewalRun, by: User) -> RenewalRun:
    """Plan a run anew by what is so now; who was left out stays out. Raises PermissionDenied, and ValidationError."""
    run = _locked(run, by, S.PLANNED)
    left_out = set(run.renewals.filter(is_chosen=False).values_list("provider", flat=True))
    run.renewals.all().delete()
    rows = rows_of(run, timezone.localdate())
    for row in rows:
        row.is_chosen = row.provider_id not in left_out
    Renewal.objects.bulk_create(rows)
    return run


@transaction.atomic
def choose(*, renewal: Renewal, is_chosen: bool, by: User) -> None:
    """Leave a member out of a run, or take it in again.

    Raises PermissionDenied, and ValidationError for a run that is done, or once its invoice is sent.
    """
    run = _locked(renewal.run, by, S.PLANNED, S.SENDING, S.PAUSED)
    if not Renewal.objects.filter(pk=renewal.pk, term=None).update(is_chosen=is_chosen):
        raise ValidationError("Its invoice is sent already. Credit the invoice instead.")
    if run.state == S.SENDING:
        enqueue_after_commit(TASK, run.pk)


@transaction.atomic
def start(*, run: RenewalRun, by: User) -> RenewalRun:
    """Send a planned run. Raises PermissionDenied, and ValidationError where nobody is left in it."""
    run = _locked(run, by, S.PLANNED)
    if not run.renewals.to_send().exists():
        raise ValidationError("Nobody in this run gets an invoice. Plan it for a later day, or take somebody in.")
    return _send(run, by)


@transaction.atomic
def pause(*, run: RenewalRun, by: User) -> RenewalRun:
    """Send nothing more for now; what is being written is finished. Raises PermissionDenied, and ValidationError."""
    return _set(_locked(run, by, S.SENDING), S.PAUSED)


@transaction.atomic
def resume(*, run: RenewalRun, by: User) -> RenewalRun:
    """Go on sending, in the name of who resumes; what failed is tried again. Raises as `start` does."""
    run = _locked(run, by, S.PAUSED)
    failures(run).delete()
    return _send(run, by)


@transaction.atomic
def try_again(*, run: RenewalRun, by: User) -> RenewalRun:
    """Take up again what failed of a run that sends, in the name of who asks. Raises as above."""
    run = _locked(run, by, S.SENDING)
    failures(run).delete()
    return _send(run, by)


@transaction.atomic
def end(*, run: RenewalRun, by: User) -> RenewalRun:
    """Leave what has not been sent of a paused run; those members are in the next one. Raises as above."""
    run = _locked(run, by, S.PAUSED)
    failures(run).delete()
    return _set(run, S.DONE)


@transaction.atomic
def delete(*, run: RenewalRun, by: User) -> None:
    """Throw a planned run away. Raises as above."""
    _locked(run, by, S.PLANNED).delete()


def failures(run: RenewalRun):
    """What failed of a run, as its job noted it."""
    items = [str(pk) for pk in run.renewals.filter(term=None).values_list("pk", flat=True)]
    return FailedItem.objects.filter(job=JOB, item__in=items)


def _send(run: RenewalRun, by: User) -> RenewalRun:
    run.started_by = by
    enqueue_after_commit(TASK, run.pk)
    return _set(run, S.SENDING)


def _set(run: RenewalRun, state: str) -> RenewalRun:
    run.state = state
    run.save(update_fields=["state", "started_by"])
    return run


def _locked(run: RenewalRun, by: User, *states: str) -> RenewalRun:
    check(by, Permission.MEMBERSHIP_MANAGE)
    run = RenewalRun.objects.select_for_update().get(pk=run.pk)
    if run.state not in states:
        raise ValidationError(f"This run is {run.get_state_display().lower()}. Look at it again.")
    return run
