"""Sessions go on while they are used, to a limit, and the page says when they end."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone

from people import session_limits
from people.models import KeptWords
from tests.people.test_posting import form_of, send

HOUR = 60 * 60


def moved(client, **keys):
    """The session as if so many seconds had passed since it began, or since it was used."""
    session = client.session
    for key, seconds in keys.items():
        session[key] = int(time.time()) - seconds
    session.save()


@pytest.fixture
def client(signed_in, press_officer):
    return signed_in(press_officer)


def ends_in() -> timedelta:
    return Session.objects.get().expire_date - timezone.now()


def test_a_session_goes_on_for_an_hour_from_each_use(client):
    moved(client, used=50 * 60)
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=10))
    assert client.get("/dashboard/").status_code == 200
    assert timedelta(minutes=59) < ends_in() <= timedelta(minutes=60)


def test_it_is_not_written_with_every_page(client):
    before = Session.objects.get().expire_date
    client.get("/dashboard/")
    assert Session.objects.get().expire_date == before


def test_it_ends_after_twelve_hours_however_it_is_used(client):
    moved(client, began=12 * HOUR - 30)
    assert client.get("/dashboard/").status_code == 200
    moved(client, began=12 * HOUR)
    assert client.get("/dashboard/").url.startswith("/accounts/login/")
    assert not Session.objects.exists()


def at(start, **after):
    return time_machine.travel(start + timedelta(**after), tick=False)


@pytest.mark.parametrize(("after", "goes_on"), [((59, 59), True), ((60, 0), False), ((60, 1), False)])
def test_without_use_it_ends_after_an_hour_to_the_second(client, press_officer, after, goes_on):
    start, (minutes, seconds) = timezone.now().replace(microsecond=0), after
    with at(start):
        client.force_login(press_officer)
    with at(start, minutes=minutes, seconds=seconds):
        assert (client.get("/dashboard/").status_code == 200) is goes_on


@pytest.mark.parametrize(("seconds", "goes_on"), [(-1, True), (0, False), (1, False)])
def test_with_use_it_ends_after_twelve_hours_to_the_second(client, press_officer, seconds, goes_on):
    start = timezone.now().replace(microsecond=0)
    with at(start):
        client.force_login(press_officer)
    for used in range(50, 12 * 60, 50):
        with at(start, minutes=used):
            assert client.get("/dashboard/").status_code == 200
    with at(start, hours=12, seconds=seconds):
        assert (client.get("/dashboard/").status_code == 200) is goes_on


def test_words_sent_after_the_limit_are_kept(client, press_officer):
    sent = form_of(client)
    moved(client, began=12 * HOUR)
    assert send(client, sent).url.startswith("/accounts/login/")
    assert KeptWords.objects.get().user == press_officer


def test_the_page_knows_when_it_ends_and_asking_is_no_use(client):
    moved(client, used=55 * 60)
    left = client.get("/session/").json()["left"]
    assert 4 * 60 < left <= 5 * 60
    assert client.get("/session/").json()["left"] <= left
    assert client.post("/session/").json()["left"] > 59 * 60
    page = client.get("/dashboard/").content.decode()
    assert 'id="session-end" data-left="3' in page
    assert "portal/session.js" in page


def test_near_the_limit_it_can_go_on_no_further(client):
    moved(client, began=12 * HOUR - 120, used=100)
    assert client.post("/session/").json()["left"] <= 120


def test_signing_in_begins_anew(client, press_officer):
    moved(client, began=11 * HOUR)
    client.force_login(press_officer)
    assert time.time() - client.session[session_limits.BEGAN] < 60
