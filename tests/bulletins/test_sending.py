"""What comes of each copy, over a real mail server."""

from collections import Counter
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from bulletins import actions, ledger, sending, tasks
from bulletins.models import Bulletin, BulletinVariant, Delivery, MailRoute
from bulletins.smtp import SMTPConnection
from bulletins.suppression import suppress
from jobs.backoff import DELAYS
from people.models import Suppression, User
from people.models.consent import email_hash
from tests.bulletins.conftest import make_member
from tests.mail_server import HANG_UP

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = (f"member0{number}@provider.example" for number in (1, 2, 3))
State = Delivery.State


def states(bulletin):
    return [State(state).name for state in bulletin.deliveries.order_by("seq").values_list("state", flat=True)]


def row(email) -> Delivery:
    return Delivery.objects.get(email=email)


def happened(email):
    return list(row(email).happened.values_list("kind", "detail"))


def send(bulletin) -> Bulletin:
    sending.send(bulletin.pk)
    bulletin.refresh_from_db()
    return bulletin


def make_due():
    """Let the time pass after which rows are tried again."""
    Delivery.objects.filter(next_attempt_at__isnull=False).update(next_attempt_at=timezone.now())


def after_message(monkeypatch, number, do):
    """Do something after the server has taken some messages, before that is recorded."""
    hand_over, taken = SMTPConnection.hand_over, []

    def counted(self, *args):
        answer = hand_over(self, *args)
        taken.append(args)
        if len(taken) == number:
            do()
        return answer

    monkeypatch.setattr(SMTPConnection, "hand_over", counted)


def change_address(old, new):
    """As if the person had had this address at approval already."""
    EmailAddress.objects.filter(email=old).update(email=new)
    User.objects.filter(email=old).update(email=new)
    Delivery.objects.filter(email=old).update(email=new, email_norm=new)


class Killed(Exception):
    pass


def die_before_record(monkeypatch, number):
    def die():
        raise Killed

    after_message(monkeypatch, number, die)


def test_everyone_gets_one_copy_and_every_row_says_so(approved, mail_server):
    bulletin = send(approved)
    assert mail_server.recipients == [FIRST, SECOND, THIRD]
    assert states(bulletin) == ["ACCEPTED"] * 3
    assert bulletin.state == "sent"
    assert bulletin.finished_at
    first = row(FIRST)
    assert (first.attempts, first.smtp_code, first.enhanced, first.reply) == (1, 250, "2.0.0", "2.0.0 OK")
    assert (first.uncertain_at, happened(FIRST)) == (None, [])


def test_sending_what_is_sent_does_nothing(approved, mail_server):
    send(send(approved))
    assert len(mail_server.taken) == 3


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_nothing_is_sent_without_approval(request, state, members, mail_server):
    bulletin = send(request.getfixturevalue(state))
    assert (bulletin.state, mail_server.taken) == (state, [])


def test_many_parts_are_sent_in_order(submitted, chief_executive, mail_server, monkeypatch):
    monkeypatch.setattr("bulletins.audience.PART_SIZE", 2)
    for number in range(1, 6):
        make_member(number)
    bulletin = actions.approve(bulletin=submitted, by=chief_executive, seen=submitted.content_hash)
    assert send(bulletin).state == "sent"
    assert mail_server.recipients == [f"member0{number}@provider.example" for number in range(1, 6)]
    assert not bulletin.parts.undone().exists()


def test_a_server_that_asks_us_to_wait_is_asked_again_later(approved, mail_server):
    mail_server.at_recipient[SECOND] = ["450 4.2.1 greylisted"]
    bulletin = send(approved)
    second = row(SECOND)
    assert states(bulletin) == ["ACCEPTED", "RETRY", "ACCEPTED"]
    assert (bulletin.state, second.smtp_code, second.enhanced) == ("sending", 450, "4.2.1")
    assert timedelta(minutes=4) < second.next_attempt_at - timezone.now() < timedelta(minutes=6)
    assert happened(SECOND) == [("deferred", "450 4.2.1")]

    send(bulletin)
    assert SECOND not in mail_server.recipients
    make_due()
    assert send(bulletin).state == "sent"
    assert mail_server.recipients == [FIRST, THIRD, SECOND]
    assert (row(SECOND).attempts, row(SECOND).uncertain_at) == (2, None)


@pytest.mark.parametrize("step", ["at_recipient", "at_dot"])
def test_after_five_days_a_row_has_failed_and_its_address_stays_good(approved, mail_server, step):
    attempts = len(DELAYS) + 1
    getattr(mail_server, step)[SECOND] = ["451 4.3.0 busy"] * attempts
    for _ in range(attempts):
        bulletin = send(approved)
        make_due()
    assert states(bulletin) == ["ACCEPTED", "FAILED", "ACCEPTED"]
    assert (bulletin.state, row(SECOND).attempts) == ("sent", attempts)
    assert Suppression.objects.count() == 0


def test_an_address_that_fails_is_never_written_to_again(approved, mail_server):
    mail_server.at_recipient[SECOND] = [f"550 5.1.1 <{SECOND}>: no such user"]
    bulletin = send(approved)
    second = row(SECOND)
    assert states(bulletin) == ["ACCEPTED", "FAILED", "ACCEPTED"]
    assert (bulletin.state, second.smtp_code, second.enhanced) == ("sent", 550, "5.1.1")
    assert second.bounced_at
    assert second.bounce_class == "hard"
    suppression = Suppression.objects.get()
    assert (suppression.email_sha256, suppression.reason) == (email_hash(SECOND), "hard_bounce")
    # Both outlive the person's erasure, so neither holds the address that the reply repeats.
    assert happened(SECOND) == [("bounced", "550 5.1.1")]
    assert suppression.evidence == f"delivery {second.pk}: 550 5.1.1"


@pytest.mark.parametrize(
    ("step", "answer"),
    [("at_recipient", "554 5.7.1 relay access denied"), ("at_dot", "554 5.7.1 looks like spam")],
)
def test_a_refusal_of_the_mail_says_nothing_of_the_address(approved, mail_server, step, answer):
    getattr(mail_server, step)[SECOND] = [answer]
    bulletin = send(approved)
    assert states(bulletin) == ["ACCEPTED", "FAILED", "ACCEPTED"]
    assert happened(SECOND) == [("refused", "554 5.7.1")]
    assert (Suppression.objects.count(), row(SECOND).bounced_at) == (0, None)


def test_refusals_in_a_row_stop_the_bulletin_and_a_person_may_go_on(
    approved, mail_server, monkeypatch, chief_executive
):
    monkeypatch.setattr("bulletins.sending.MOST_REFUSED", 2)
    mail_server.at_dot |= {FIRST: ["554 5.7.1 spam"], SECOND: ["554 5.7.1 spam"]}
    bulletin = send(approved)
    assert (bulletin.state, bulletin.last_reason) == ("stopped_by_errors", "2 copies in a row were refused")
    assert states(bulletin) == ["FAILED", "FAILED", "PENDING"]
    assert send(bulletin).state == "stopped_by_errors"
    bulletin = send(actions.resume(bulletin=bulletin, by=chief_executive))
    assert (bulletin.state, mail_server.recipients[-1]) == ("sent", THIRD)


def test_refusals_with_a_success_between_stop_nothing(approved, mail_server, monkeypatch):
    monkeypatch.setattr("bulletins.sending.MOST_REFUSED", 2)
    mail_server.at_dot[FIRST], mail_server.at_dot[THIRD] = ["554 no"], ["554 no"]
    assert send(approved).state == "sent"


def test_a_connection_lost_before_the_dot_is_tried_again_at_once_without_a_flag(approved, mail_server):
    mail_server.at_recipient[SECOND] = [HANG_UP]
    bulletin = send(approved)
    assert states(bulletin) == ["ACCEPTED"] * 3
    assert mail_server.recipients == [FIRST, SECOND, THIRD]
    assert row(SECOND).uncertain_at is None


def test_a_connection_lost_twice_before_the_dot_waits_and_holds_up_nobody(approved, mail_server):
    mail_server.at_recipient[SECOND] = [HANG_UP, HANG_UP]
    bulletin = send(approved)
    assert states(bulletin) == ["ACCEPTED", "RETRY", "ACCEPTED"]
    assert row(SECOND).uncertain_at is None


def test_a_connection_lost_after_the_dot_is_flagged_and_sent_once_more_with_the_same_number(approved, mail_server):
    mail_server.at_dot[SECOND] = [HANG_UP]
    bulletin = send(approved)
    assert states(bulletin) == ["ACCEPTED", "RETRY", "ACCEPTED"]
    assert row(SECOND).uncertain_at
    make_due()
    assert send(bulletin).state == "sent"
    copies = [message["Message-ID"] for address, message in mail_server.taken if address == SECOND]
    assert len(copies) == 2
    assert len(set(copies)) == 1
    assert row(SECOND).state == State.ACCEPTED
    assert list(Delivery.objects.uncertain()) == [row(SECOND)]


def test_there_is_never_a_third_copy(approved, mail_server):
    mail_server.at_dot[SECOND] = [HANG_UP, HANG_UP]
    for _ in range(3):
        bulletin = send(approved)
        make_due()
    assert states(bulletin) == ["ACCEPTED", "HELD", "ACCEPTED"]
    assert [kind for kind, _ in happened(SECOND)] == ["uncertain", "held"]
    assert (mail_server.recipients.count(SECOND), bulletin.state) == (2, "sent")


@pytest.mark.parametrize("answer", ["451 4.3.0 busy", "421 4.3.2 closing"])
def test_a_route_that_fails_is_left_alone_and_costs_nobody_an_attempt(approved, mail_server, answer):
    mail_server.at_sender = [answer]
    bulletin = send(approved)
    route = MailRoute.objects.get()
    assert states(bulletin) == ["PENDING"] * 3
    assert (route.failures, row(FIRST).attempts, row(FIRST).uncertain_at) == (1, 0, None)
    assert timedelta(seconds=5) < route.blocked_until - timezone.now() <= timedelta(seconds=10)

    send(bulletin)
    assert mail_server.taken == []
    MailRoute.objects.update(blocked_until=timezone.now())
    assert send(bulletin).state == "sent"
    assert (MailRoute.objects.get().failures, mail_server.recipients) == (0, [FIRST, SECOND, THIRD])


def test_without_a_mail_server_everything_waits(approved, settings):
    backend = "django.core.mail.backends.smtp.EmailBackend"
    nobody = {"BACKEND": backend, "OPTIONS": {"host": "127.0.0.1", "port": 1}}
    settings.MAILERS = settings.MAILERS | {"bulletins": nobody}
    assert states(send(approved)) == ["PENDING"] * 3
    for _ in range(10):
        MailRoute.objects.update(blocked_until=None)
        send(approved)
    route = MailRoute.objects.get()
    assert route.failures == 11
    assert route.blocked_until - timezone.now() <= timedelta(minutes=10)


def test_a_worker_that_dies_after_handing_over_loses_nobody_and_leaves_one_in_doubt(approved, mail_server, monkeypatch):
    with monkeypatch.context() as dying:
        die_before_record(dying, 2)
        with pytest.raises(Killed):
            sending.send(approved.pk)
    assert states(approved) == ["ACCEPTED", "PENDING", "PENDING"]

    assert send(approved).state == "sent"
    copies = Counter(mail_server.recipients)
    assert copies == {FIRST: 1, SECOND: 2, THIRD: 1}
    flagged = set(Delivery.objects.uncertain().values_list("email", flat=True))
    assert {email for email, number in copies.items() if number > 1} == flagged
    assert len({message["Message-ID"] for address, message in mail_server.taken if address == SECOND}) == 1
    assert happened(SECOND) == [("uncertain", "")]


def test_two_workers_that_die_over_one_row_make_no_third_copy(approved, mail_server, monkeypatch):
    for number in (2, 1):
        with monkeypatch.context() as dying:
            die_before_record(dying, number)
            with pytest.raises(Killed):
                sending.send(approved.pk)
    bulletin = send(approved)
    assert states(bulletin) == ["ACCEPTED", "HELD", "ACCEPTED"]
    assert (bulletin.state, mail_server.recipients.count(SECOND)) == ("sent", 2)


def test_a_worker_that_dies_while_it_makes_the_mail_is_followed_by_one_that_makes_it(
    approved, mail_server, monkeypatch
):
    def die(variant):
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr("bulletins.emails.freeze", die)
        with pytest.raises(Killed):
            sending.send(approved.pk)
    approved.refresh_from_db()
    assert approved.state == "preparing"
    assert send(approved).state == "sent"


def test_a_wish_to_stop_in_the_middle_is_heard(approved, mail_server, monkeypatch):
    wish = {"email": SECOND, "reason": Suppression.Reason.UNSUBSCRIBED, "evidence": ""}
    after_message(monkeypatch, 1, lambda: suppress(**wish))
    bulletin = send(approved)
    assert states(bulletin) == ["ACCEPTED", "SUPPRESSED", "ACCEPTED"]
    assert mail_server.recipients == [FIRST, THIRD]
    assert (row(SECOND).reply, bulletin.state) == ("Asked us to stop", "sent")


def test_a_pause_holds_after_the_message_in_hand_and_going_on_sends_the_rest(
    approved, mail_server, monkeypatch, chief_executive
):
    after_message(monkeypatch, 1, lambda: actions.pause(bulletin=approved, by=chief_executive))
    bulletin = send(approved)
    assert (bulletin.state, states(bulletin)) == ("paused", ["ACCEPTED", "PENDING", "PENDING"])
    assert send(bulletin).state == "paused"
    assert mail_server.recipients == [FIRST]
    assert send(actions.resume(bulletin=bulletin, by=chief_executive)).state == "sent"
    assert mail_server.recipients == [FIRST, SECOND, THIRD]
    assert not Delivery.objects.uncertain().exists()


def test_a_row_that_is_due_while_its_part_is_unfinished_waits_for_the_part(
    approved, mail_server, monkeypatch, chief_executive
):
    mail_server.at_recipient[FIRST] = ["450 4.2.1 greylisted"]
    after_message(monkeypatch, 1, lambda: actions.pause(bulletin=approved, by=chief_executive))
    send(approved)
    make_due()
    bulletin = send(actions.resume(bulletin=approved, by=chief_executive))
    assert states(bulletin) == ["RETRY", "ACCEPTED", "ACCEPTED"]
    assert send(bulletin).state == "sent"
    assert mail_server.recipients == [SECOND, THIRD, FIRST]


def test_a_cancel_holds_after_the_message_in_hand_and_every_row_says_so(
    approved, mail_server, monkeypatch, chief_executive
):
    mail_server.at_recipient[FIRST] = ["450 4.2.1 greylisted"]
    after_message(
        monkeypatch, 2, lambda: actions.cancel(bulletin=approved, by=chief_executive, reason="The wrong date")
    )
    bulletin = send(approved)
    assert (bulletin.state, states(bulletin)) == ("cancelled", ["CANCELLED", "ACCEPTED", "CANCELLED"])
    assert bulletin.last_reason == "The wrong date"
    assert list(Bulletin.objects.with_work()) == []
    make_due()
    send(bulletin)
    assert mail_server.recipients == [SECOND]


def test_a_bulletin_cancelled_before_any_worker_came_is_written_down_by_the_sweep(
    approved, mail_server, chief_executive, enqueued
):
    actions.cancel(bulletin=approved, by=chief_executive, reason="The wrong date")
    sending.sweep()
    assert enqueued == [approved.pk]
    assert states(send(approved)) == ["CANCELLED"] * 3
    assert mail_server.taken == []


def test_the_sweep_rings_for_what_has_work_and_nothing_else(
    approved, draft, mail_server, enqueued, chief_executive, monkeypatch
):
    sending.sweep()
    assert enqueued == [approved.pk]
    after_message(monkeypatch, 1, lambda: actions.pause(bulletin=approved, by=chief_executive))
    send(approved)
    sending.sweep()
    assert enqueued == [approved.pk]
    send(actions.resume(bulletin=approved, by=chief_executive))
    sending.sweep()
    assert enqueued == [approved.pk]


def test_the_queue_and_the_schedule_name_the_tasks_that_do_it(approved, mail_server, monkeypatch, settings):
    named = []
    monkeypatch.setattr("jobs.task_queue.current_app.send_task", lambda name, args: named.append((name, args)))
    tasks.sweep()
    assert named == [(tasks.send.name, [approved.pk])]
    assert tasks.sweep.name in {job["task"] for job in settings.CELERY_BEAT_SCHEDULE.values()}
    tasks.send(approved.pk)
    assert len(mail_server.taken) == 3


def test_a_run_that_has_no_time_left_gives_its_part_back_and_rings(approved, mail_server, monkeypatch, enqueued):
    monkeypatch.setattr("bulletins.sending.Run.has_time", property(lambda run: len(mail_server.taken) < 2))
    assert states(send(approved)) == ["ACCEPTED", "ACCEPTED", "PENDING"]
    assert enqueued == [approved.pk]
    assert not approved.parts.open().exists()


def test_a_bulletin_whose_rows_do_not_add_up_is_not_called_sent(approved, mail_server, caplog):
    Bulletin.objects.update(candidates=F("candidates") + 1, prepared=F("prepared") + 1)
    assert send(approved).state == "sending"
    assert "has 3 rows for 4 people" in caplog.text


def test_a_frozen_mail_that_was_changed_is_not_sent(approved, mail_server, monkeypatch, chief_executive):
    after_message(monkeypatch, 1, lambda: actions.pause(bulletin=approved, by=chief_executive))
    send(approved)
    variant = BulletinVariant.objects.get()
    variant.skeleton = bytes(variant.skeleton).replace(b"fees", b"FEES")
    variant.save()
    bulletin = actions.resume(bulletin=approved, by=chief_executive)
    with pytest.raises(ValueError, match="has changed"):
        sending.send(bulletin.pk)
    assert len(mail_server.taken) == 1


@pytest.mark.parametrize("email", ["zoë@provider.example", f"member@{'x' * 64}ü.example"])
def test_an_address_that_mail_cannot_carry_fails_alone(approved, mail_server, email):
    change_address(SECOND, email)
    bulletin = send(approved)
    assert (bulletin.state, states(bulletin)) == ("sent", ["ACCEPTED", "FAILED", "ACCEPTED"])
    assert row(email).reply


def test_a_domain_in_other_letters_is_written_to_in_ascii(approved, mail_server):
    change_address(SECOND, "ada@bücher.example")
    send(approved)
    address, message = mail_server.taken[1]
    assert address == message["To"] == "ada@xn--bcher-kva.example"


def test_a_person_erased_meanwhile_stays_erased(approved, mail_server, members, monkeypatch):
    after_message(monkeypatch, 1, lambda: Delivery.objects.filter(email=FIRST).update(user=None))
    send(approved)
    assert (row(FIRST).user, row(FIRST).state) == (None, State.ACCEPTED)


def test_a_second_worker_keeps_off(approved, mail_server):
    key = [f"bulletin:{approved.pk}"]
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", key)
            assert (send(approved).state, mail_server.taken) == ("approved", [])
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", key)
    finally:
        other.close()
    assert send(approved).state == "sent"


@pytest.mark.django_db(transaction=True)
def test_results_are_never_part_of_a_larger_transaction(approved, mail_server):
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        sending.send(approved.pk)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        ledger.record_suppressed(row(FIRST), "unsubscribed")
