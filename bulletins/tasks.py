from celery import shared_task

from bulletins import sending
from bulletins.models import Bulletin
from jobs import retry
from jobs.runs import recorded


@shared_task
def send(bulletin_id):
    retry.attempt(sending.JOB, Bulletin(pk=bulletin_id), lambda: sending.send(bulletin_id))


@shared_task
def sweep():
    with recorded(sending.JOB) as run:
        run.outcome = f"{sending.sweep()} asked for"
