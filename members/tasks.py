from celery import shared_task
from django.utils import timezone

from jobs import retry
from jobs.runs import recorded
from jobs.task_queue import enqueue
from members.applications.actions import delete_old_drafts
from members.directory import checking
from members.imports import actions as imports
from members.models import ProviderImport
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


@shared_task
def apply_import(import_id):
    retry.attempt(imports.JOB, ProviderImport(pk=import_id), lambda: imports.apply_import(import_id))


@shared_task
def sweep_imports():
    """Ring again for accepted sheets: a worker may have died, or the broker been away."""
    with recorded(imports.JOB) as run:
        retry.forget_settled(imports.JOB, ProviderImport.objects.accepted())
        waiting = retry.due(imports.JOB, ProviderImport.objects.accepted()).values_list("pk", flat=True)
        for pk in waiting:
            enqueue(imports.TASK, pk)
        run.outcome = f"{len(waiting)} asked for"


@shared_task
def delete_old_imports():
    with recorded("delete-old-imports") as run:
        run.outcome = f"{imports.delete_old_imports()} deleted"


@shared_task
def check_directories():
    with recorded(checking.JOB) as run:
        run.outcome = checking.check_waiting().in_words("looked at")
