from celery import shared_task

from chaportal.purging import actions
from chaportal.purging.remembered import forget_old
from people.jobs import recorded
from people.models import Purge
from people.retry import Outcome, attempt, forget_settled, is_due


@shared_task
def sweep_purges():
    """Look into the files for each proposal whose words were not looked for there yet."""
    job, outcome = "sweep-purges", Outcome()
    with recorded(job) as run:
        waiting = {str(purge.pk): purge for purge in Purge.objects.open().filter(found_in__isnull=True)}
        forget_settled(job, list(waiting))
        for name, purge in waiting.items():
            if is_due(job, name):
                attempt(job, name, lambda purge=purge: actions.look_into_files(purge), outcome)
        run.outcome = outcome.said("proposals looked into")


@shared_task
def forget_purged_words():
    with recorded("forget-purged-words") as run:
        run.outcome = f"{forget_old()} taken off the list"
