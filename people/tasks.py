from celery import shared_task
from django.core.management import call_command

from people import emails
from people.jobs import recorded


@shared_task
def send_notices():
    emails.send_notices()


@shared_task
def clear_sessions():
    with recorded("clear-sessions") as run:
        call_command("clearsessions")
        run.outcome = "done"
