from celery import shared_task

from bulletins import sending


@shared_task
def send(bulletin_id):
    sending.send(bulletin_id)


@shared_task
def sweep():
    sending.sweep()
