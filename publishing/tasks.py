from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from jobs.runs import recorded
from publishing import actions

UNUSED_FOR = timedelta(days=30)  # a file that nothing shows
STRAY_FOR = timedelta(days=1)  # a file without a row; an upload may be under way


@shared_task
def take_snapshots():
    with recorded("take-snapshots") as run:
        run.outcome = f"{actions.take_snapshots()} new"


@shared_task
def escalate_urgent_reviews():
    with recorded("escalate-urgent-reviews") as run:
        run.outcome = actions.escalate_urgent_reviews(now=timezone.now()).in_words("mails queued")


@shared_task
def clear_files():
    with recorded("clear-files") as run:
        now = timezone.now()
        forgotten = actions.forget_unused(before=now - UNUSED_FOR)
        cleared = actions.clear_strays(before=now - STRAY_FOR)
        run.outcome = f"{forgotten} unused, {cleared.in_words('deleted from the storage')}"
