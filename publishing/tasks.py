from celery import shared_task

from people.jobs import recorded
from publishing import actions


@shared_task
def take_readings():
    with recorded("take-readings") as run:
        run.outcome = f"{actions.take_readings()} new"
