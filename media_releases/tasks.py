from celery import shared_task
from django.utils import timezone

from media_releases import actions
from people.jobs import recorded


@shared_task
def keep_accreditations():
    with recorded("keep-accreditations") as run:
        today = timezone.localdate()
        ended, reminded = actions.end_expired(today=today), actions.remind_of_expiry(today=today)
        run.outcome = f"{ended} ended, {reminded} end within 30 days"
