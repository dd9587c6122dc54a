from celery import shared_task
from django.core.management import call_command

from people import emails
from people.jobs import forget_old_runs, recorded
from people.posting import words
from people.posting.once import forget_sent_forms


@shared_task
def send_notices():
    with recorded("send-notices") as run:
        run.outcome = emails.send_notices().said("mails sent")


@shared_task
def clear_sessions():
    with recorded("clear-sessions") as run:
        call_command("clearsessions")
        forgotten = forget_old_runs() + emails.forget_account_mails() + words.forget_old() + forget_sent_forms()
        run.outcome = f"done, {forgotten} old rows forgotten"
