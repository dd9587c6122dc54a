from celery import shared_task

from homes import actions
from homes.actions.sheets import JOB as SHEETS
from homes.models import HomeSheet
from jobs import retry
from jobs.runs import recorded
from jobs.task_queue import enqueue


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
            enqueue("homes.tasks.apply_sheet", pk)
        run.outcome = f"{len(waiting)} asked for"


@shared_task
def delete_old_sheets():
    with recorded("delete-old-sheets") as run:
        run.outcome = f"{actions.delete_old_sheets()} deleted"
