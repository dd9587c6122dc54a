from celery import shared_task

from homes import loading


@shared_task
def load_register_upload(upload_id):
    loading.load_upload(upload_id)


@shared_task
def sweep_register_uploads():
    loading.sweep_uploads()
