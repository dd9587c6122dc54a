from celery import shared_task

from chaportal.purging import work
from chaportal.purging.remembered import forget_old
from chaportal.retention import removing
from jobs.locks import alone
from jobs.retry import Outcome, attempt, forget_settled, is_due
from jobs.runs import recorded
from people.models import Purge

LONGEST = 14 * 60  # seconds: below the broker's visibility_timeout, after which another worker would get it too


@shared_task(time_limit=LONGEST)
def sweep_purges():
    """Look into everything for each search, and carry out what two people agreed to: one worker at a time."""
    with alone("sweep-purges") as is_alone:
        if is_alone:
            _sweep_purges("sweep-purges")


def _sweep_purges(job: str) -> None:
    with recorded(job) as run:
        outcome = Outcome()
        waiting = [(purge, work.look) for purge in Purge.objects.open().filter(found_at=None)]
        waiting += [(purge, work.carry_out) for purge in Purge.objects.agreed()]
        forget_settled(job, [str(purge.pk) for purge, _ in waiting])
        for purge, do in waiting:
            if is_due(job, str(purge.pk)):
                attempt(job, str(purge.pk), lambda purge=purge, do=do: do(purge), outcome)
        run.outcome = outcome.in_words("searches and removals done")


@shared_task
def forget_purged_words():
    with recorded("forget-purged-words") as run:
        run.outcome = f"{forget_old()} taken off the list, {work.forget_searches()} searches forgotten"


@shared_task
def apply_retention():
    with recorded(removing.JOB) as run:
        run.outcome = removing.apply_rules().in_words("removed")
