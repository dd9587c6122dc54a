"""A number that is a link leads to exactly the rows that it counts: on every first screen, and in the report."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client, TestCase
from django.utils import timezone
from django.utils.text import slugify

from duties import actions as duties
from homes.models import HomePost
from outbox.models import OutboxMessage
from register.models import RegisterUpload
from tests import world as worlds
from tests.conftest import make_provider
from tests.duties.homes import done, make_home
from tests.members.conftest import make_invoice, make_term
from tests.reading import text
from tests.system import matrix
from tests.system.links import name_of

PAGES = FIRST, REPORT = ["/dashboard/", "/staff/membership/report/"]
CAN_OPEN = {FIRST: matrix.PEOPLE, REPORT: ["members"]}
BEFORE = date(2021, 1, 1)
NO_OWNER = "/staff/membership/?risk=No+owner+here"
# What the test would miss, were links or numbers written in another way.
SEEN = {
    NO_OWNER,
    "/staff/claims/",
    "/staff/invoices/",
    "/staff/membership/?status=current",
    "/staff/membership/?risk=any",
}
SEEN_BY_ADMINISTRATORS = {"/system/#failed", "/system/#mails-to-be-sent", "/system/#register-files-to-be-loaded"}
DUE = {"/duties/?show=notices", "/duties/?show=duties"}
SEEN_BY_OWNERS = {"owner": DUE, "outsider": {"/duties/?show=notices", "/duties/", "/homes/?manager=missing&sort=name"}}
LINK = re.compile(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
ROW = re.compile(r'<th scope="row"><a [^>]*href="([^"]+)".*?</th>\s*<td class="numbers">(\d+)</td>', re.DOTALL)
# "3 homes wait", "All 3", "Duties of all 3", "Waiting: 3": no title, no number of an invoice, no date.
COUNT = re.compile(r"(?:^|^All | of all |: )(\d{1,5})(?= [a-z]|$|,)")
# How many rows the page of a link shows, where it has no pages of rows.
SHOWN: dict[str, Callable[[dict], int]] = {
    "homes:claim_list": lambda context: len(context["claims"]),
    "register:register_file_list": lambda context: len(context["files"]),
    "purge_list": lambda context: len(context["proposed"]),
}


def counts(html: str) -> Iterator[tuple[str, int]]:
    """Each link of a page that has a number, and the number."""
    for address, words in LINK.findall(html):
        if found := COUNT.search(re.sub(r"<[^>]*>|\s+", " ", words).strip()):
            yield _plain(address), int(found[1])
    for address, number in ROW.findall(html):
        yield _plain(address), int(number)


def _plain(address: str) -> str:
    """As a browser asks for it, its spaces written in one way."""
    return address.replace("&amp;", "&").replace("%20", "+")


@pytest.mark.slow
class NumbersLeadTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = worlds.ready()
        _more()
        _due(cls.world)
        _waited()

    def found(self, person: str) -> dict[str, tuple[int, int]]:
        """By address: the number that the link says, and how many rows its page has."""
        client = Client()
        client.force_login(self.world.people[person])
        pages = [client.get(page) for page in PAGES if person in CAN_OPEN[page]]
        said = [each for page in pages for each in counts(text(page))]
        return {address: (number, self.rows(client, address)) for address, number in said}

    def rows(self, client: Client, address: str) -> int:
        shown = client.get(address)
        assert shown.status_code == 200, address
        if name_of(address) == "system":
            return _of_the_system(shown.context)[address.partition("#")[2]]
        count = SHOWN.get(name_of(address), lambda context: context["page"].paginator.count)
        return count(shown.context)

    def test_each_number_is_the_number_of_rows_that_its_link_opens(self):
        found = {person: self.found(person) for person in matrix.PEOPLE}
        for person, numbers in found.items():
            for address, (number, rows) in numbers.items():
                with self.subTest(person=person, address=address):
                    assert number == rows
        assert found["members"].keys() >= SEEN
        assert found["admin"].keys() >= SEEN_BY_ADMINISTRATORS
        for person, seen in SEEN_BY_OWNERS.items():
            assert found[person].keys() >= seen

    def test_first_screen_list_and_report_say_one_number_of_members_without_an_owner(self):
        client = Client()
        client.force_login(self.world.people["members"])
        first, report = (text(client.get(page)) for page in PAGES)
        assert dict(counts(first))[NO_OWNER] == dict(counts(report))[NO_OWNER] == self.rows(client, NO_OWNER) == 2
        assert "2 members have no owner here" in first


def _of_the_system(context: dict) -> dict[str, int]:
    """By the place on the System page that a link leads to: how many rows it tells of."""
    queues = {slugify(queue.label): queue.waiting for queue in context["queues"]}
    return {"failed": len(context["failed"]), **queues}


def _waited():
    """What the world left to the workers waits for so long that the first screen says so."""
    long_ago = timezone.now() - timedelta(hours=1)
    OutboxMessage.objects.update(created_at=long_ago)
    RegisterUpload.objects.update(uploaded_at=long_ago)


def _more():
    """Two members without an owner, one of them overdue, with a late invoice; and one that is no member."""
    stays, overdue = make_provider("Stays Ltd"), make_provider("Overdue Ltd")
    make_provider("Never Ltd")
    make_term(overdue, ends_in=-5)
    day = timezone.localdate() - timedelta(days=40)
    make_invoice(make_term(stays, ends_in=40), "LEAD-1", sent_on=day, due_on=day)


def _due(world):
    """Of a provider of few homes and of one of many: notices and duties that fall due, and homes without a manager."""
    today = timezone.localdate()
    owner, other = (world.people[person] for person in SEEN_BY_OWNERS)
    many = [make_home(world.larkfield, number) for number in range(7)]
    for home in many:
        HomePost.objects.create(home=home, kind="manager", name="Siân Llŷr", during=DateRange(BEFORE, today))
    for number in range(4):
        day = today - timedelta(days=number)
        for home, by in [(world.home, owner), (many[number], other)]:
            duties.add_change(home=home, kind="premises", happens_on=day, note="", by=by)
        own = duties.add_duty(provider=world.hazel, home=world.home, name=f"Drill {number}", every_months=6, by=owner)
        done(world.home, "", today, 400, own=own)
