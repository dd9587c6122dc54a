from celery import shared_task

from jobs.runs import recorded
from outbox import sending


@shared_task
def send_outbox():
    with recorded("send-outbox") as run:
        run.outcome = sending.send_outbox().in_words("mails sent")
