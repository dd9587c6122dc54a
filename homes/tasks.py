from celery import shared_task
from django.utils import timezone

from homes import actions, loading
from homes.actions.sheets import JOB as SHEETS
from homes.models import HomeSheet
from people import retry
from people.doorbell import ring
from people.jobs import recorded


@shared_task
def load_register_upload(upload_id):
    loading.load_upload(upload_id)


@shared_task
def sweep_register_uploads():
    with recorded("sweep-register-uploads") as run:
        run.outcome = loading.sweep_uploads().said("loaded or refused")


@shared_task
def remind_of_duties():
    with recorded("remind-of-duties") as run:
        run.outcome = actions.remind_of_duties(today=timezone.localdate()).said("mails owed")


@shared_task
def apply_sheet(sheet_id):
    retry.attempt(SHEETS, HomeSheet(pk=sheet_id), lambda: actions.apply_sheet(sheet_id))


@shared_task
def sweep_sheets():
    """Ring again for accepted sheets: a worker may have died, or the broker been away."""
    with recorded(SHEETS) as run:
        retry.forget_settled(SHEETS, HomeSheet.objects.accepted())
        waiting = retry.due(SHEETS, HomeSheet.objects.accepted()).values_list("pk", flat=True)
        for pk in waiting:
            ring("homes.tasks.apply_sheet", pk)
        run.outcome = f"{len(waiting)} asked for"


@shared_task
def delete_old_sheets():
    with recorded("delete-old-sheets") as run:
        run.outcome = f"{actions.delete_old_sheets()} deleted"
