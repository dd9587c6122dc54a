from celery import shared_task
from django.core.management import call_command

from jobs.runs import forget_old_runs, recorded
from outbox import sending
from people.access_requests.actions import forget_old
from people.posting import words
from people.posting.once import forget_sent_forms


@shared_task
def clear_sessions():
    with recorded("clear-sessions") as run:
        call_command("clearsessions")
        forgotten = forget_old_runs() + sending.forget_account_mails() + words.forget_old() + forget_sent_forms()
        run.outcome = f"done, {forgotten} old rows forgotten"


@shared_task
def forget_access_requests():
    with recorded("forget-access-requests") as run:
        run.outcome = forget_old().in_words("forgotten")
