"""Sending a run: member by member, each in a transaction of its own, so that a worker may die at any moment.

A term, its invoice, the mails about it and the row that says so are written together or not at all. What cannot be sent
stands on the run's page with its reason, until a person has seen to it.
"""

import time

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from history import audit_reason
from jobs import retry
from jobs.locks import alone
from jobs.retry import ItemFailed, Outcome
from jobs.task_queue import enqueue
from members.invoices.payers import who_gets_invoices
from members.models import Renewal, RenewalRun
from members.renewals.planning import NOBODY
from members.terms.actions import start_term

REASON = "A renewal run"
JOB, TASK = "sweep-renewals", "members.tasks.send_renewals"
BUDGET = 60  # seconds after which a worker asks for the next one: below the limit of a task


def send(pk: int) -> Outcome:
    """Send what waits of a run, and say how many terms began and how many failed. One worker at a time for each run."""
    outcome, deadline = Outcome(), time.monotonic() + BUDGET
    with alone(f"{JOB}:{pk}") as is_alone:
        if not is_alone:
            return outcome
        waiting = Renewal.objects.waiting().filter(run=pk)
        for row in retry.due(JOB, waiting).order_by("pk").values_list("pk", flat=True):
            if time.monotonic() > deadline:
                enqueue(TASK, pk)
                break
            retry.attempt(JOB, Renewal(pk=row), lambda row=row: renew(row), outcome)
        _finish(pk)
    return outcome


@transaction.atomic
def renew(pk: int) -> int:
    """Begin one member's term, if it still waits: 1, or 0. Raises ItemFailed with a sentence."""
    waiting = Renewal.objects.waiting().select_for_update(of=("self",))
    row = waiting.select_related("run__started_by", "provider", "follows").filter(pk=pk).first()
    if row is None:
        return 0
    if row.follows.resigned_on:
        raise ItemFailed("It has resigned since.", permanent=True)
    if not who_gets_invoices(row.provider):
        raise ItemFailed(NOBODY, permanent=True)
    row.term = _begin(row)
    row.save(update_fields=["term"])
    return 1


def sweep() -> int:
    """Ask again for runs that send: a worker may have died, or the broker been away. Gives how many."""
    retry.forget_settled(JOB, Renewal.objects.to_send().filter(term=None))
    runs = RenewalRun.objects.sending().values_list("pk", flat=True)
    for pk in runs:
        enqueue(TASK, pk)
    return len(runs)


def _begin(row: Renewal):
    """Begin a term in the name of who started the run: theirs is what becomes of its mails, and its history."""
    about = {"provider": row.provider, "starts_on": row.starts_on, "expected": row.dues}
    try:
        with audit_reason(REASON, user=row.run.started_by_id):
            return start_term(by=row.run.started_by, **about)
    except ValidationError as fault:
        raise ItemFailed(" ".join(fault.messages), permanent=True) from fault
    except PermissionDenied as fault:
        raise ItemFailed(
            "Who started this run may not manage memberships any more. Pause it and resume it yourself.",
            permanent=True,
        ) from fault


@transaction.atomic
def _finish(pk: int) -> None:
    """Say that a run is done once nothing of it waits, failures included."""
    run = RenewalRun.objects.sending().select_for_update().filter(pk=pk).first()
    if run and not Renewal.objects.waiting().filter(run=pk).exists():
        run.state = RenewalRun.State.DONE
        run.save(update_fields=["state"])
