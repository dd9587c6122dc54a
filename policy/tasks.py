from celery import shared_task

from jobs.runs import recorded
from policy.calls import actions as calls
from policy.cycle import reminding
from policy.receipts import telling


@shared_task
def tell_receipts():
    with recorded(telling.JOB) as run:
        run.outcome = telling.tell().in_words("told")


@shared_task
def remind_of_own_days():
    with recorded(reminding.JOB) as run:
        run.outcome = reminding.remind().in_words("mails queued")


@shared_task
def send_evidence_calls():
    with recorded(calls.JOB) as run:
        run.outcome = calls.send_calls().in_words("mails queued")
