from celery import shared_task
from django.utils import timezone

from jobs.runs import recorded
from members import actions


@shared_task
def remind_of_renewals():
    with recorded("remind-of-renewals") as run:
        run.outcome = actions.remind_of_renewals(today=timezone.localdate()).in_words("mails queued")
