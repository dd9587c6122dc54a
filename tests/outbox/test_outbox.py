"""Mails over a mail server that refuses, hangs or is away, with a clock that moves."""

import smtplib
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from jobs.backoff import DELAYS, delay_after, probe_after
from jobs.models import FailedItem
from outbox.models import OutboxMessage
from outbox.sending import SERVER, send_outbox
from people import actions, outbox_checks
from people.models import User
from tests.conftest import make_person, make_provider

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 27, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Server:
    """A mail server as Django's backend meets it: what it does at a connection, and for an address."""

    def __init__(self):
        self.taken, self.tried = [], 0
        self.is_up = True
        self.refusals = {}

    def open(self):
        self.tried += 1
        if not self.is_up:
            raise TimeoutError

    def close(self):
        pass

    def send_messages(self, messages):
        (message,) = messages
        message.message()  # builds it: raises for a line break in a header
        (address,) = message.to
        if not self.is_up:
            raise smtplib.SMTPServerDisconnected
        if address in self.refusals:
            raise smtplib.SMTPRecipientsRefused({address: self.refusals[address]})
        self.taken.append(address)


@pytest.fixture
def server(monkeypatch):
    server = Server()
    monkeypatch.setattr("outbox.sending.mailers", {"default": server})
    return server


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture
def people(db):
    provider = make_provider("Hazel Bank Care Ltd")
    return [make_person(f"person{number}@hazelbank.example", "colleague", provider) for number in range(4)]


def queue(*people, subject="Hello"):
    return [
        actions.queue_email(key=f"test:{person.pk}", user=person, subject=subject, text="Words") for person in people
    ]


def sweep_for(clock, duration: timedelta, step=MINUTE):
    """Let the sweep run each minute for some time."""
    end = datetime.now(UTC) + duration
    while datetime.now(UTC) < end:
        send_outbox()
        clock.shift(step)


def addresses(people):
    return [person.email for person in people]


def test_what_can_be_sent_is_sent_in_order_and_once(server, people):
    queue(*people)
    assert send_outbox().in_words("mails sent") == "4 mails sent"
    assert send_outbox().total == 0
    assert server.taken == addresses(people)


def test_a_mail_that_cannot_be_built_stops_no_other_and_waits_by_name(server, clock, people):
    broken, *others = people
    queue(broken)
    User.objects.filter(pk=broken.pk).update(email="line\nbreak@association.example")
    queue(*others)
    outcome = send_outbox()
    assert (outcome.total, outcome.failed) == (3, 1)
    assert server.taken == addresses(others)
    failed = FailedItem.objects.get()
    assert failed.label == "Test, mail to Person0"
    assert failed.last_error.startswith("A fault of the portal: ")
    assert (failed.failed_at, failed.next_attempt_at > START) == (None, True)


@pytest.mark.parametrize("outage", [timedelta(minutes=10), timedelta(hours=2), timedelta(days=2)])
def test_after_an_outage_everything_goes_out_once_and_in_order(server, clock, people, outage):
    queue(*people[:2])
    server.is_up = False
    sweep_for(clock, outage / 2, step=max(MINUTE, outage / 100))
    queue(*people[2:])
    sweep_for(clock, outage / 2, step=max(MINUTE, outage / 100))
    assert FailedItem.objects.get().label == SERVER, "the server is away, and no mail is to blame"
    server.is_up = True
    sweep_for(clock, timedelta(minutes=12))
    assert server.taken == addresses(people)
    assert (OutboxMessage.objects.unsent().count(), FailedItem.objects.count()) == (0, 0)


def test_a_server_that_is_away_is_asked_less_and_less_often_but_every_ten_minutes(server, clock, people):
    queue(*people)
    server.is_up = False
    sweep_for(clock, timedelta(hours=2))
    # Not each minute for each of four mails: every sweep asks once, and leaves it alone for up to ten minutes.
    assert 10 <= server.tried <= 20
    assert [probe_after(attempts).total_seconds() for attempts in (1, 2, 3, 400)] == [10, 20, 40, 600]


def test_a_server_that_goes_away_in_the_middle_is_no_mail_s_fault(server, clock, people, monkeypatch):
    queue(*people)
    send = server.send_messages

    def then_away(messages):
        server.is_up = not server.taken
        send(messages)

    monkeypatch.setattr(server, "send_messages", then_away)
    send_outbox()
    assert server.taken == addresses(people[:1])
    assert FailedItem.objects.get().label == SERVER
    monkeypatch.undo()
    monkeypatch.setattr("outbox.sending.mailers", {"default": server})
    server.is_up = True
    sweep_for(clock, timedelta(minutes=2))
    assert server.taken == addresses(people)


def test_a_mail_refused_for_two_days_is_still_sent(server, clock, people):
    queue(*people)
    slow = people[0].email
    server.refusals[slow] = (451, b"4.3.0 busy")
    sweep_for(clock, timedelta(days=2), step=timedelta(minutes=30))
    assert server.taken == addresses(people[1:])
    assert "asks us to come again (451 4.3.0)" in FailedItem.objects.get().last_error
    server.refusals.clear()
    sweep_for(clock, timedelta(hours=6), step=timedelta(minutes=30))
    assert server.taken == [*addresses(people[1:]), slow]
    assert not FailedItem.objects.exists()


def test_after_five_days_it_stands_before_a_person_who_can_have_it_tried_again(server, clock, people, sign_in_admin):
    queue(people[0])
    server.refusals[people[0].email] = (451, b"4.3.0 busy")
    sweep_for(clock, timedelta(days=6), step=timedelta(hours=1))
    failed = FailedItem.objects.needing_a_person().get()
    assert failed.attempts == len(DELAYS) + 1
    admin_client = sign_in_admin()
    assert "Test, mail to Person0" in admin_client.get("/system/").content.decode()
    assert "1 failed: 1 needs you" in admin_client.get("/dashboard/").content.decode()
    server.refusals.clear()
    assert send_outbox().total == 0, "until a person says so"
    admin_client.post(f"/system/failed/{failed.pk}/again/")
    assert send_outbox().total == 1
    assert not FailedItem.objects.exists()


def test_a_permanent_refusal_needs_a_person_at_once(server, clock, people, sign_in_admin):
    queue(*people)
    server.refusals[people[0].email] = (550, b"5.1.1 <person0@hazelbank.example>: no such user")
    send_outbox()
    failed = FailedItem.objects.needing_a_person().get()
    assert failed.last_error == "The mail server refused this mail for good (550 5.1.1)."
    assert server.taken == addresses(people[1:])
    sign_in_admin().post(f"/system/failed/{failed.pk}/dismiss/")
    sweep_for(clock, timedelta(days=6), step=timedelta(hours=1))
    assert people[0].email not in server.taken
    page = sign_in_admin().get("/system/").content.decode()
    assert "Nothing." in page
    assert "Long" not in page, "what was put aside is no queue"


@pytest.mark.parametrize(
    "fault",
    [
        smtplib.SMTPSenderRefused(550, b"5.7.1 not you", "portal@association.example"),
        smtplib.SMTPRecipientsRefused({"person0@hazelbank.example": (421, b"4.3.2 closing")}),
        smtplib.SMTPAuthenticationError(535, b"5.7.8 no"),
    ],
)
def test_what_is_said_of_us_is_no_mail_s_fault(server, clock, people, monkeypatch, fault):
    def refuse(messages):
        raise fault

    queue(*people)
    monkeypatch.setattr(server, "send_messages", refuse)
    send_outbox()
    assert FailedItem.objects.get().label == SERVER


def test_a_mail_is_dropped_with_a_reason_when_its_account_was_closed_meanwhile(server, people):
    queue(*people)
    people[0].is_active = False
    people[0].save()
    send_outbox()
    assert server.taken == addresses(people[1:])
    dropped = OutboxMessage.objects.get(user=people[0])
    assert (dropped.dropped_reason, dropped.sent_at) == ("The account is closed.", None)


def test_an_invitation_that_was_withdrawn_meanwhile_is_dropped_and_its_link_is_not_kept(server, people):
    provider = people[0].roles.get().provider
    invitation = actions.invite(email="new@hazelbank.example", role="colleague", provider=provider, by=None)
    actions.withdraw(invitation=invitation)
    send_outbox()
    assert server.taken == []
    notice = OutboxMessage.objects.get()
    assert (notice.dropped_reason, notice.text) == ("The invitation is used or void.", "")


def test_two_sweeps_at_once_send_nothing_twice(server, people, monkeypatch):
    queue(*people)
    send = server.send_messages

    def and_meanwhile(messages):
        # Within one connection a lock is taken twice, so another worker's hold is put in its place.
        monkeypatch.setattr("outbox.sending.OutboxMessage.objects.unsent", OutboxMessage.objects.none)
        send(messages)

    monkeypatch.setattr(server, "send_messages", and_meanwhile)
    send_outbox()
    assert server.taken == addresses(people[:1])


def test_each_mail_has_the_same_number_at_each_attempt(people):
    (notice, *_) = queue(*people)
    send_outbox()
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<notice-{notice.pk}@association.example>"


def test_the_backoff_goes_on_for_days_and_catches_up_within_six_hours():
    waits = [delay_after(attempts) for attempts in range(1, 30)]
    kept = [wait for wait in waits if wait]
    assert timedelta(days=2.9) < sum(kept, timedelta()) <= timedelta(days=3)
    assert max(kept) == timedelta(hours=6)
    assert waits[len(kept) :] == [None] * (29 - len(kept))


@pytest.fixture
def sign_in_admin(signed_in):
    """A function: a client of an administrator who signs in now, by the clock that moves."""
    administrator = make_person("admin@association.example", "administrator")
    return lambda: signed_in(administrator)


def test_a_code_goes_out_as_long_as_it_is_good():
    for late, said in ((timedelta(minutes=-1), ""), (timedelta(minutes=1), "The code in it is too old.")):
        waiting = OutboxMessage(created_at=timezone.now() - outbox_checks.CODE_LASTS - late)
        assert outbox_checks.account_code(waiting) == said


def test_a_mail_of_a_kind_that_nothing_asks_for_cannot_be_queued(owner):
    with pytest.raises(KeyError, match="unheard-of"):
        actions.queue_email(key="unheard-of:1", user=owner, subject="Hello", text="Words")
    assert not OutboxMessage.objects.exists()
