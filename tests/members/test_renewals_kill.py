"""A worker that is killed at any moment of a renewal run: no invoice is lost, none is sent twice."""

import signal

import pytest
from django.db import connection
from django.utils import timezone

from jobs import task_queue
from members.models import Invoice, NumberSeries, Renewal, RenewalRun, Term
from members.renewals import actions, sending
from outbox.models import OutboxMessage
from tests.conftest import make_person
from tests.killing import worker
from tests.members.conftest import make_dues
from tests.members.test_renewals import SOON, make_member

MEMBERS, KILLS = 14, 50


def wait_for_the_lock(run: int) -> None:
    """Until PostgreSQL has seen that the worker is gone: whoever asks for its lock waits for that."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"{sending.JOB}:{run}"])
        cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [f"{sending.JOB}:{run}"])


def check_whole(run: RenewalRun) -> int:
    """Each renewal has its term, invoice and mails, or nothing at all; gives how many have."""
    sent = Renewal.objects.filter(run=run, term__isnull=False)
    terms = Term.objects.filter(starts_on__gt=timezone.localdate())
    assert set(terms.values_list("pk", flat=True)) == set(sent.values_list("term", flat=True))
    assert sorted(Invoice.objects.values_list("term", flat=True)) == sorted(terms.values_list("pk", flat=True))
    mails = OutboxMessage.objects.filter(key__startswith="invoice:")
    assert {int(mail.key.split(":")[1]) for mail in mails} == set(Invoice.objects.values_list("pk", flat=True))
    assert mails.count() == len(terms)
    return len(terms)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_at_fifty_points_a_run_sends_each_invoice_once(monkeypatch):
    monkeypatch.setattr(task_queue, "enqueue", lambda *args: None)
    make_dues()
    staff = make_person("members@association.example", "membership_manager")
    for number in range(MEMBERS):
        make_member(f"Member{number}", "owner")
    points, killed = 0, 0
    run = actions.start(run=actions.plan_run(until=SOON, by=staff), by=staff)
    before = check_whole(run)
    while killed < KILLS:
        points += 1
        ended = worker(lambda: sending.send(run.pk), points)
        wait_for_the_lock(run.pk)
        after = check_whole(run)
        assert after >= before, "what was sent stays"
        before = after
        if ended == signal.SIGKILL:
            killed += 1
        else:
            assert RenewalRun.objects.get(pk=run.pk).state == "done"
            break
    while RenewalRun.objects.get(pk=run.pk).state != "done":
        sending.send(run.pk)
    assert (check_whole(run), killed) == (MEMBERS, KILLS)
    numbers = sorted(Invoice.objects.values_list("number", flat=True))
    assert numbers == [f"CHA-{n:04}" for n in range(1, MEMBERS + 1)], "and no number is missing"
    assert NumberSeries.objects.get(name="invoices").last == MEMBERS
