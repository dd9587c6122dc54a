from celery import shared_task
from django.core.management import call_command

from jobs.runs import forget_old_runs, recorded
from outbox import sending
from people.posting import words
from people.posting.once import forget_sent_forms


@shared_task
def clear_sessions():
    with recorded("clear-sessions") as run:
        call_command("clearsessions")
        forgotten = forget_old_runs() + sending.forget_account_mails() + words.forget_old() + forget_sent_forms()
        run.outcome = f"done, {forgotten} old rows forgotten"
