from celery import shared_task

from jobs.runs import recorded
from policy.receipts import telling


@shared_task
def tell_receipts():
    with recorded(telling.JOB) as run:
        run.outcome = telling.tell().in_words("told")
