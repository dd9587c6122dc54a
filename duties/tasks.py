from celery import shared_task
from django.utils import timezone

from duties import actions
from jobs.runs import recorded


@shared_task
def remind_of_duties():
    with recorded("remind-of-duties") as run:
        run.outcome = actions.remind_of_duties(today=timezone.localdate()).in_words("mails queued")
