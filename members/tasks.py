from celery import shared_task
from django.utils import timezone

from jobs.runs import recorded
from members.applications.actions import delete_old_drafts
from members.terms import reminders


@shared_task
def remind_of_renewals():
    with recorded("remind-of-renewals") as run:
        run.outcome = reminders.remind_of_renewals(today=timezone.localdate()).in_words("mails queued")


@shared_task
def delete_old_applications():
    with recorded("delete-old-applications") as run:
        run.outcome = delete_old_drafts().in_words("deleted")
