"""From the day on which a home went to another provider, the former one comes upon its name and address nowhere."""

import io
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from duties import actions as duties
from duties.models import DutyReminder
from homes import actions as homes
from outbox.sending import send_outbox
from sheets.reading import read_sheets
from tests import world as worlds
from tests.system.test_canaries import ADDRESS, crawl

FEED = re.compile(r"/calendars/[\w-]+\.ics")
pytestmark = pytest.mark.slow
PEOPLE = ["owner", "manager"]
PERIOD = {"first": "2026-01-01", "last": str(timezone.localdate())}


@pytest.fixture
def world(db):
    return worlds.ready()


def client_of(world, person) -> Client:
    client = Client()
    client.force_login(world.people[person])
    return client


def subscription(client) -> str:
    return FEED.search(client.post(reverse("duties:duty_calendar_make")).content.decode())[0]


def words_of(answer) -> str:
    """What a page or a file says."""
    raw = answer.content
    if raw.startswith(b"%PDF"):
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages)
    if raw.startswith(b"PK"):
        return str([sheet.rows for sheet in read_sheets(raw)])
    return raw.decode(errors="replace")


def everything(client, world) -> list[str]:
    """Pages, searches, exports in each format, sheets, reports, and what forms show that are not filled in."""
    posts = [("homes:home_find", {"words": word}) for word in [*ADDRESS, "9000001"]]
    posts += [("homes:home_export", {"format": each}) for each in ("csv", "xlsx", "ods")]
    report = {"provider": world.hazel.pk, **PERIOD}
    posts += [("duties:duty_report", report | {"format": each}) for each in ("csv", "xlsx", "pdf")]
    posts += [("homes:home_bulk_edit", {"all": "1"}), ("homes:saved_view_save", {"name": ""})]
    answers = [(data, client.post(reverse(name), data)) for name, data in posts]
    # A search shows again what was typed.
    said = [words_of(answer).replace(data.get("words", "-"), "") for data, answer in answers]
    return [*crawl(client, world).values(), *said]


def mails_and_feeds(world, feeds) -> list[str]:
    """What comes by itself: each mail, and each calendar that somebody subscribed to while the home was theirs."""
    for person in PEOPLE:
        user, told_until = world.people[person], timezone.localdate() - timedelta(days=400)
        DutyReminder.objects.create(user=user, frequency="when_due", told_until=told_until)
    duties.remind_of_duties(today=timezone.localdate())
    send_outbox()
    return [str(each.message()) for each in mail.outbox] + [Client().get(feed).content.decode() for feed in feeds]


def leaks(texts) -> set[str]:
    return {token for token in ADDRESS for text in texts if token in text}


def test_the_sweep_comes_upon_them_while_the_home_is_theirs(world):
    for person in PEOPLE:
        assert leaks(everything(client_of(world, person), world)) == set(ADDRESS)


def test_nothing_says_them_any_more_once_the_home_is_another_s(world):
    clients = [client_of(world, person) for person in PEOPLE]
    feeds = [subscription(client) for client in clients]
    given = {"last_day": timezone.localdate(), "by": world.people["members"], "reason": "Sold"}
    homes.transfer_home(home=world.home, to=world.larkfield, **given)
    for person, client in zip(PEOPLE, clients, strict=True):
        assert leaks(everything(client, world)) == set(), person
    assert leaks(everything(client_of(world, "outsider"), world)) == set(), "nor does the next one"
    assert leaks(mails_and_feeds(world, feeds)) == set()
