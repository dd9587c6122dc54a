from celery import shared_task
from django.utils import timezone

from jobs.runs import recorded
from media_releases import actions


@shared_task
def review_accreditations():
    with recorded("review-accreditations") as run:
        run.outcome = actions.review_accreditations(today=timezone.localdate()).in_words("ended or reminded")
