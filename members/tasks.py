from celery import shared_task
from django.utils import timezone

from jobs.runs import recorded
from members.applications.actions import delete_old_drafts
from members.reminders import actions as reminders
from members.renewals import sending


@shared_task
def remind_of_renewals():
    with recorded("remind-of-renewals") as run:
        run.outcome = reminders.remind(today=timezone.localdate()).in_words("mails queued")


@shared_task
def send_renewals(run_id):
    sending.send(run_id)


@shared_task
def sweep_renewals():
    with recorded(sending.JOB) as run:
        run.outcome = f"{sending.sweep()} asked for"


@shared_task
def delete_old_applications():
    with recorded("delete-old-applications") as run:
        run.outcome = delete_old_drafts().in_words("deleted")
