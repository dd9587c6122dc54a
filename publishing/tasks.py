from celery import shared_task
from django.utils import timezone

from people.jobs import recorded
from publishing import actions


@shared_task
def take_readings():
    with recorded("take-readings") as run:
        run.outcome = f"{actions.take_readings()} new"


@shared_task
def escalate_urgent_reviews():
    with recorded("escalate-urgent-reviews") as run:
        run.outcome = f"{actions.escalate_urgent_reviews(now=timezone.now())} mails owed"
