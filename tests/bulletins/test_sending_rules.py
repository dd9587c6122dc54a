"""Who gets mail, what counts as sent, and when a run stops: the rules of sending, with answers in a server's place.

What goes over the wire is in `test_sending.py`.
"""

from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone

from bulletins import emails, sending
from bulletins.models import Bulletin, BulletinVariant, Delivery, MailRoute, Subscriber
from bulletins.suppression import suppress
from jobs import retry
from jobs.models import FailedItem
from people.models import Suppression
from tests.bulletins.stand_in import (
    BUSY,
    DOTTED,
    LOST,
    NO_ANSWER,
    REFUSED,
    TAKEN,
    WAIT,
    Server,
    address,
    addresses,
    make,
    part,
    retry_at,
    row,
    send,
    states,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def server(monkeypatch):
    server = Server()

    @contextmanager
    def line(mailer):
        yield server

    monkeypatch.setattr("bulletins.sending.SMTPConnection", line)
    monkeypatch.setattr("bulletins.sending.time", SimpleNamespace(monotonic=server.monotonic))
    return server


# --- a whole run ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["approved", "preparing", "sending"])
def test_an_approved_bulletin_goes_to_each_once_and_in_order_in_one_mail(server, enqueued, state):
    """One that a worker left while it made the mail, or while it sent, is gone on with."""
    bulletin, other = make(state=state, part_size=2), make(state="approved")
    assert send(bulletin) == "sent"
    assert bulletin.finished_at
    assert (server.tried, states(bulletin)) == (addresses(1, 2, 3), ["ACCEPTED"] * 3)
    assert bulletin.last_reason == "Every copy has its final state"
    assert {part.state for part in bulletin.parts.all()} == {"done"}
    assert bulletin.variants.exclude(skeleton=None).count() == 1
    assert bulletin.variants.count() == (2 if state == "sending" else 1)
    other.refresh_from_db()
    assert (other.state, states(other), enqueued) == ("approved", ["PENDING"] * 3, [])


@pytest.mark.parametrize("state", ["draft", "submitted", "paused", "stopped_by_errors", "sent"])
def test_nothing_is_sent_before_approval_while_it_is_held_or_after_it_was_sent(server, state):
    bulletin = make(state=state)
    assert send(bulletin) == state
    assert (server.tried, states(bulletin)) == ([], ["PENDING"] * 3)


def test_what_is_cancelled_while_its_mail_is_made_is_not_sent(server, monkeypatch):
    bulletin, freeze = make(state="approved"), emails.freeze

    def cancelled_meanwhile(variant):
        freeze(variant)
        Bulletin.objects.update(state="cancelled")

    monkeypatch.setattr("bulletins.emails.freeze", cancelled_meanwhile)
    assert send(bulletin) == "cancelled"
    assert (server.tried, states(bulletin)) == ([], ["CANCELLED"] * 3)
    assert {part.state for part in bulletin.parts.all()} == {"done"}


@pytest.mark.parametrize("state", ["paused", "cancelled"])
def test_a_pause_and_a_cancel_hold_after_the_message_in_hand(server, state):
    bulletin = make()
    server.after[1] = lambda: Bulletin.objects.update(state=state)
    assert send(bulletin) == state
    rest = "CANCELLED" if state == "cancelled" else "PENDING"
    assert (server.tried, states(bulletin)) == (addresses(1), ["ACCEPTED", rest, rest])


def test_a_run_ends_after_twenty_seconds_gives_its_part_back_and_rings_for_the_next(server, enqueued):
    bulletin, server.seconds = make(22), 1
    assert send(bulletin) == "sending"
    assert states(bulletin) == ["ACCEPTED"] * 20 + ["PENDING"] * 2
    assert (bulletin.parts.get().state, enqueued) == ("ready", [bulletin.pk])
    assert send(bulletin) == "sent"
    assert enqueued == [bulletin.pk]


def test_a_second_worker_keeps_off(server, enqueued, monkeypatch):
    @contextmanager
    def taken(key):
        assert key == f"bulletin:{bulletin.pk}"
        yield False

    bulletin = make()
    monkeypatch.setattr("bulletins.sending.alone", taken)
    assert (send(bulletin), server.tried, enqueued) == ("sending", [], [])


def test_the_part_of_a_worker_that_died_is_sent_and_its_first_waiting_row_is_in_doubt(server):
    def die():
        raise InterruptedError

    bulletin, server.after[2] = make(), die
    with pytest.raises(InterruptedError):
        sending.send(bulletin.pk)
    assert send(bulletin) == "sent"
    assert server.tried == addresses(1, 2, 2, 3)
    assert [each.seq for each in bulletin.deliveries.uncertain()] == [2]


def test_what_becomes_of_rows_is_never_part_of_a_larger_transaction():
    bulletin = make()
    for write in (sending._queue_due, sending._claim):
        with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
            write(bulletin)


def test_a_bulletin_whose_rows_do_not_add_up_is_not_called_sent(caplog):
    bulletin = make(candidates=4, prepared=4)
    assert send(bulletin) == "sending"
    assert "has 3 rows for 4 people" in caplog.text


# --- whom it does not go to -------------------------------------------------------------------------------------------


def test_who_asked_us_to_stop_or_is_no_subscriber_any_more_gets_none(server):
    bulletin = make()
    suppress(email=address(1), reason=Suppression.Reason.UNSUBSCRIBED, evidence="")
    server.after[1] = lambda: Subscriber.objects.filter(email=address(3)).delete()
    assert send(bulletin) == "sent"
    assert (server.tried, states(bulletin)) == (addresses(2), ["SUPPRESSED", "ACCEPTED", "LEFT"])
    assert row(bulletin, 1).reply == "Asked us to stop"


def test_a_row_whose_mail_cannot_be_made_has_failed_and_holds_up_nobody(server):
    bulletin = make()
    bulletin.deliveries.filter(seq=1).update(merge={})
    bulletin.deliveries.filter(seq=2).update(email="zoë@reader.example")
    assert send(bulletin) == "sent"
    assert (server.tried, states(bulletin)) == (addresses(3), ["FAILED", "FAILED", "ACCEPTED"])
    assert row(bulletin, 1).reply.startswith("A fault of the portal: KeyError")
    assert row(bulletin, 2).reply == "A character in the address that mail cannot carry."


# --- what a server answers --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "state", "tries", "in_doubt"),
    [
        ([TAKEN], "ACCEPTED", 1, False),
        ([WAIT], "RETRY", 1, False),
        ([DOTTED], "RETRY", 1, False),
        ([REFUSED], "FAILED", 1, False),
        ([LOST], "ACCEPTED", 2, False),
        ([LOST, LOST], "RETRY", 2, False),
        ([LOST, REFUSED], "FAILED", 2, False),
        ([NO_ANSWER], "RETRY", 1, True),
    ],
)
def test_each_answer_leaves_its_row_as_it_must_be_and_the_rest_is_sent(server, answers, state, tries, in_doubt):
    bulletin, server.answers[address(2)] = make(), list(answers)
    assert send(bulletin) == ("sending" if state == "RETRY" else "sent")
    assert states(bulletin) == ["ACCEPTED", state, "ACCEPTED"]
    assert server.tried == addresses(1, *[2] * tries, 3)
    assert (row(bulletin, 2).uncertain_at is not None, row(bulletin, 2).attempts) == (in_doubt, 1)


@pytest.mark.parametrize("answers", [[BUSY], [LOST, BUSY]])
def test_a_route_that_fails_is_left_alone_and_costs_nobody_an_attempt(server, answers):
    bulletin, server.answers[address(2)] = make(), list(answers)
    assert send(bulletin) == "sending"
    assert (states(bulletin), row(bulletin, 2).attempts) == (["ACCEPTED", "PENDING", "PENDING"], 0)
    assert (bulletin.parts.get().state, MailRoute.objects.get().failures) == ("ready", 1)
    tried = len(server.tried)
    send(bulletin)
    assert len(server.tried) == tried, "not before its time"
    MailRoute.objects.update(blocked_until=timezone.now())
    assert send(bulletin) == "sent"
    assert MailRoute.objects.get().failures == 0


def test_only_a_mail_that_was_taken_says_that_the_route_works(server):
    bulletin, server.answers[address(1)] = make(1), [REFUSED]
    MailRoute.objects.update(failures=2)
    send(bulletin)
    assert MailRoute.objects.get().failures == 2


def test_twenty_refusals_in_a_row_stop_the_bulletin(server):
    bulletin = make(22)
    server.answers |= {address(seq): [REFUSED] for seq in range(1, 23)}
    assert send(bulletin) == "stopped_by_errors"
    assert states(bulletin) == ["FAILED"] * 20 + ["PENDING"] * 2
    assert bulletin.last_reason == "20 copies in a row were refused"


def test_refusals_are_counted_anew_after_each_mail_that_was_taken(server):
    bulletin = make(23)
    server.answers |= {address(seq): [REFUSED] for seq in range(1, 24) if seq != 2}
    assert send(bulletin) == "stopped_by_errors"
    assert states(bulletin) == ["FAILED", "ACCEPTED", *["FAILED"] * 20, "PENDING"]


# --- rows that are tried again ----------------------------------------------------------------------------------------


def test_a_row_is_tried_again_at_its_time_and_no_other_row_with_it(server):
    bulletin, other = make(), make(state="paused")
    bulletin.parts.update(state="done")
    later = timezone.now() + timedelta(hours=1)
    Delivery.objects.filter(bulletin=bulletin, seq=1).update(state=1, accepted_at=timezone.now())
    retry_at(bulletin, 2, timezone.now())
    retry_at(bulletin, 3, later)
    retry_at(other, 2, timezone.now())
    assert send(bulletin) == "sending"
    assert (server.tried, states(bulletin)) == (addresses(2), ["ACCEPTED", "ACCEPTED", "RETRY"])
    assert (row(bulletin, 3).next_attempt_at, states(other)) == (later, ["PENDING", "RETRY", "PENDING"])


def test_a_row_that_is_due_while_its_part_is_unfinished_waits_for_the_part(server):
    bulletin = make()
    retry_at(bulletin, 1, timezone.now())
    assert send(bulletin) == "sending"
    assert states(bulletin) == ["RETRY", "ACCEPTED", "ACCEPTED"]
    assert send(bulletin) == "sent"
    assert server.tried == addresses(2, 3, 1)


def test_a_row_waits_for_no_part_before_it_or_after_it_and_for_none_of_another_bulletin(server):
    bulletin, _ = make(), make(state="paused")
    bulletin.parts.all().delete()
    part(bulletin, 1, 1)
    part(bulletin, 3, 3)
    retry_at(bulletin, 2, timezone.now())
    assert send(bulletin) == "sent"
    assert sorted(server.tried) == addresses(1, 2, 3)


# --- the texts that it points to --------------------------------------------------------------------------------------


@pytest.fixture
def pointing(published):
    bulletin = make(state="approved")
    bulletin.picks.add(published.publication)
    return bulletin


def take_away(edition):
    type(edition).objects.filter(pk=edition.pk).update(withdrawn_at=timezone.now(), withdrawn_reason="Wrong")


def bring_back(edition):
    type(edition).objects.filter(pk=edition.pk).update(withdrawn_at=None, withdrawn_reason="")


def test_a_bulletin_left_without_any_text_stops_until_a_person_says_go_on(server, pointing, published):
    take_away(published)
    assert (send(pointing), server.tried) == ("stopped_by_errors", [])
    assert pointing.last_reason == "None of the texts that it points to is public any more"
    Bulletin.objects.update(state="sending", goes_without_picks=True)
    assert send(pointing) == "sent"
    assert len(server.tried) == 3


def test_a_text_is_in_each_copy_that_is_made_while_it_is_public_and_two_mails_do_for_all(server, pointing, published):
    Bulletin.objects.update(goes_without_picks=True)
    server.after = {1: lambda: take_away(published), 2: lambda: bring_back(published)}
    assert send(pointing) == "sent"
    assert [b"Homes are closing" in mail for mail in server.mails] == [True, False, True]
    shown = [row(pointing, seq).variant.editions for seq in (1, 2, 3)]
    assert shown == [[published.pk], [], [published.pk]]
    assert pointing.variants.count() == 2


def test_a_frozen_mail_that_was_changed_is_not_sent(server):
    bulletin, server.after[1] = make(state="approved"), lambda: Bulletin.objects.update(state="paused")
    send(bulletin)
    BulletinVariant.objects.update(skeleton=b"Other words")
    Bulletin.objects.update(state="sending")
    with pytest.raises(ValueError, match="has changed"):
        sending.send(bulletin.pk)
    assert len(server.tried) == 1


# --- what the sweep rings for -----------------------------------------------------------------------------------------


def test_the_sweep_rings_for_what_has_work_but_for_what_failed_not_before_its_time(enqueued):
    failed, settled = make(), make(state="sent")
    waiting = [make(state=state).pk for state in ("approved", "preparing", "sending", "cancelled")]
    for state in ("draft", "submitted", "paused", "stopped_by_errors"):
        make(state=state)
    for each in (failed, settled):
        retry.save_failure(sending.JOB, each, ValueError())
    assert sending.sweep() == 4
    assert sorted(enqueued) == waiting
    assert FailedItem.objects.get().item == str(failed.pk), "what has no work left has failed at nothing"
