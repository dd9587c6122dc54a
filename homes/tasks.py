from celery import shared_task
from django.utils import timezone

from homes import actions, loading
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
