from celery import shared_task
from django.utils import timezone

from homes import actions, loading
from homes.models import HomeSheet
from people.doorbell import ring
from people.jobs import recorded


@shared_task
def load_register_upload(upload_id):
    loading.load_upload(upload_id)


@shared_task
def sweep_register_uploads():
    loading.sweep_uploads()


@shared_task
def remind_of_duties():
    with recorded("remind-of-duties") as run:
        run.outcome = f"{actions.remind_of_duties(today=timezone.localdate())} mails owed"


@shared_task
def apply_sheet(sheet_id):
    actions.apply_sheet(sheet_id)


@shared_task
def sweep_sheets():
    """Ring again for accepted sheets: a worker may have died, or the broker been away."""
    for pk in HomeSheet.objects.accepted().values_list("pk", flat=True):
        ring("homes.tasks.apply_sheet", pk)


@shared_task
def delete_old_sheets():
    with recorded("delete-old-sheets") as run:
        run.outcome = f"{actions.delete_old_sheets()} deleted"
