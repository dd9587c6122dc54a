from celery import shared_task

from jobs.runs import recorded
from register import loading


@shared_task
def load_register_upload(upload_id):
    loading.load_upload(upload_id)


@shared_task
def sweep_register_uploads():
    with recorded("sweep-register-uploads") as run:
        run.outcome = loading.sweep_uploads().in_words("loaded or refused")
