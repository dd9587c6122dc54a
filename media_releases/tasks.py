from celery import shared_task
from django.utils import timezone

from media_releases import actions
from people.jobs import recorded


@shared_task
def keep_accreditations():
    with recorded("keep-accreditations") as run:
        run.outcome = actions.keep_accreditations(today=timezone.localdate()).said("ended or reminded")
