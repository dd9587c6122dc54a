"""No exit tells of a text before its time or after its removal: not a word, and not by any difference.

Each exit is asked before and after there are hidden texts, and must answer the same to the byte: counts, ETags, next
pages and sitemaps included. Then the rule is switched off, and each must be seen to leak: a test of the test.
"""

import logging
import re
import uuid
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from outbox import sending
from people import association
from publishing import clock
from publishing.models import Edition
from publishing.models.edition import EditionQuerySet
from publishing.syndication import sitemaps
from tests import world as worlds
from tests.system import exits, hidden, matrix
from tests.system.urls import public_names

NEVER = "zxneverwas"
# Different at each request, and no word of anyone's.
PASSING = re.compile(r'name="(csrfmiddlewaretoken|form_token)" value="[^"]+"')
LISTED = [(name, address) for name, addresses in exits.LISTS.items() for address in addresses]


def answer(address, client=None) -> str:
    """Everything that a reader is sent: status, headers, body."""
    got = (client or Client()).get(address)
    return f"{got.status_code}\n{dict(got.headers)}\n{PASSING.sub('', got.content.decode(errors='replace'))}"


@contextmanager
def rule_switched_off():
    """`public()` and `replaced()` give every approved text, whatever the time."""

    def approved(self):
        return self.filter(public_during__isnull=False)

    with patch.object(EditionQuerySet, "public", approved), patch.object(EditionQuerySet, "replaced", approved):
        yield


def whole_sitemap():
    """All texts in the first file, however many rows other tests have numbered."""
    return patch.object(sitemaps, "PART", 10**9)


class EmbargoTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = worlds.ready()
        cls.at = hidden.minute_from_now() + timedelta(hours=1)  # the last of these tests runs before
        with whole_sitemap(), clock.at(cls.at - timedelta(minutes=5)):
            cls.before = {address: answer(address) for _, address in LISTED}
        cls.hidden = hidden.hide(cls.world, cls.at)

    def setUp(self):
        self.enterContext(whole_sitemap())
        association.forget()  # the world has a logo, which is in `before`; it is read once
        association.association()

    # --- the test is whole --------------------------------------------------------------------------------------

    def test_every_public_address_is_an_exit_of_this_test_or_shows_no_text(self):
        known = {*exits.LISTS, *exits.OWN, *exits.ALSO_OWN, *exits.FILES, *exits.NO_TEXT, *matrix.ALLAUTH_PUBLIC}
        assert known == {name for name in public_names() if not name.startswith("demo:")}

    def test_there_is_a_text_in_each_stage(self):
        assert set(self.hidden) == set(hidden.STAGES)
        assert Edition.objects.filter(title__contains=hidden.TOKEN).count() == len(hidden.STAGES)

    def test_each_that_can_shows_an_image_in_two_sizes_and_a_document(self):
        assert len(hidden.files()) == 2 * (len(hidden.STAGES) - 1), "all but the desk's line to take"
        assert len(self.file_addresses()) == 3 * (len(hidden.STAGES) - 1)

    # --- before the time ----------------------------------------------------------------------------------------

    def test_no_list_feed_search_or_sitemap_answers_otherwise_because_of_hidden_texts(self):
        for moment in (self.at - timedelta(minutes=5), self.at - timedelta(microseconds=1)):
            for name, address in LISTED:
                with self.subTest(exit=name, address=address, at=moment), clock.at(moment):
                    assert answer(address) == self.before[address]

    def test_a_hidden_text_s_own_addresses_answer_as_if_it_had_never_been(self):
        for stage, publication in self.hidden.items():
            if stage in {"next", "removed"}:
                continue  # public once: below
            for name, rest in exits.OWN.items():
                with self.subTest(exit=name, stage=stage), clock.at(self.at - timedelta(microseconds=1)):
                    assert self.own(publication, rest) == self.never_was(publication, rest)

    def test_a_hidden_text_takes_as_many_queries_as_one_that_never_was(self):
        for name, rest in exits.OWN.items():
            with self.subTest(exit=name), clock.at(self.at - timedelta(microseconds=1)):
                path = self.hidden["scheduled"].path
                assert self.queries(path + rest) == self.queries(f"/press/{NEVER}/{rest}")

    def test_the_files_of_hidden_texts_answer_as_if_they_had_never_been(self):
        for word, address, never in self.file_addresses():
            with self.subTest(file=word, address=address), clock.at(self.at - timedelta(microseconds=1)):
                assert answer(address) == answer(never)
                assert self.queries(address) == self.queries(never)

    @pytest.mark.slow
    def test_nobody_else_who_is_signed_in_gets_a_file_of_one(self):
        for person in exits.OTHERS:
            client = Client()
            client.force_login(self.world.people[person])
            for _, address, _ in self.file_addresses():
                edition = Edition.objects.get(shown__attachment__key=address.split("/")[2])
                briefing = edition.publication.path.rstrip("/")
                for below in ("", f"/embargo/{edition.pk}", f"/staff/texts/{edition.pk}", briefing):
                    with self.subTest(person=person, address=below + address):
                        assert client.get(below + address).status_code in {403, 404}

    def test_a_text_that_was_public_keeps_its_hidden_words(self):
        for stage in ("next", "removed"):
            for name, rest in [*exits.OWN.items(), ("next version", "versions/2/")]:
                with self.subTest(exit=name, stage=stage), clock.at(self.at - timedelta(microseconds=1)):
                    told = answer(self.hidden[stage].path + rest).replace(self.hidden[stage].path, "")
                    assert hidden.TOKEN not in told.lower()

    @pytest.mark.slow
    def test_nobody_else_who_is_signed_in_comes_upon_one(self):
        for person in exits.OTHERS:
            client = Client()
            client.force_login(self.world.people[person])
            for page in [page for page in matrix.PAGES if page.methods == "GET"]:
                with self.subTest(person=person, exit=page.name), clock.at(self.at - timedelta(microseconds=1)):
                    told = answer(reverse(page.name, args=page.arguments(self.world)), client)
                    assert hidden.TOKEN not in told.lower()

    def test_no_log_line_and_no_mail_names_one(self):
        with self.assertLogs(level=logging.DEBUG) as logs, clock.at(self.at - timedelta(microseconds=1)):
            logging.getLogger("django").warning("so that there is one line")
            for _, address in LISTED:
                answer(address)
            sending.send_outbox()
        told = [line for line in logs.output if "Not Found" not in line]
        assert hidden.TOKEN not in str(told).lower()
        assert hidden.TOKEN not in str([(message.subject, message.body) for message in mail.outbox]).lower()

    # --- at the time --------------------------------------------------------------------------------------------

    def test_what_was_scheduled_and_nothing_else_is_there_from_its_minute_on(self):
        due = {f"{hidden.TOKEN}scheduled", f"{hidden.TOKEN}next", "canary-response"}
        others = [hidden.TOKEN + stage.replace(" ", "") for stage in hidden.STAGES]
        others = [word for word in others if not word.startswith(tuple(due))]
        with clock.at(self.at + timedelta(minutes=1)):
            told = {name: "".join(map(answer, addresses)).lower() for name, addresses in exits.LISTS.items()}
            own = [answer(self.hidden["scheduled"].path + rest) for rest in exits.OWN.values() if rest in exits.CURRENT]
        assert {name for name, text in told.items() if any(word in text for word in due)} == exits.SHOWING
        assert not [(name, word) for name, text in told.items() for word in others if word in text]
        assert all(text.startswith("200") for text in own)

    def test_the_files_of_what_was_scheduled_and_no_others_are_there_from_its_minute_on(self):
        due = {f"{hidden.TOKEN}{stage}" for stage in ("scheduled", "scheduledposition", "next")}
        with clock.at(self.at):
            there = {word for word, address, _ in self.file_addresses() if Client().get(address).status_code == 200}
        assert there == due

    # --- the test of the test -----------------------------------------------------------------------------------

    def test_a_leak_is_seen_at_every_list(self):
        for name, addresses in exits.LISTS.items():
            if name not in exits.SHOWING:
                continue
            with self.subTest(exit=name), rule_switched_off(), clock.at(self.at - timedelta(minutes=5)):
                assert any(answer(address) != self.before[address] for address in addresses)

    def test_a_leak_is_seen_at_every_own_address(self):
        for name, rest in exits.OWN.items():
            publication = self.hidden["scheduled"]
            with self.subTest(exit=name), rule_switched_off(), clock.at(self.at - timedelta(minutes=5)):
                assert self.own(publication, rest) != self.never_was(publication, rest)

    def test_a_leak_is_seen_at_every_file(self):
        scheduled = [row for row in self.file_addresses() if row[0] == f"{hidden.TOKEN}scheduled"]
        for _, address, never in scheduled:
            with self.subTest(address=address), rule_switched_off(), clock.at(self.at - timedelta(minutes=5)):
                assert answer(address) != answer(never)

    # ------------------------------------------------------------------------------------------------------------

    def own(self, publication, rest) -> str:
        return answer(publication.path + rest).replace(publication.slug, NEVER)

    def never_was(self, publication, rest) -> str:
        return answer(publication.path.replace(publication.slug, NEVER) + rest)

    def file_addresses(self) -> list[tuple[str, str, str]]:
        """Of each file of a hidden text in each size: whose it is, its address, and one that never was."""
        [form] = exits.FILES.values()
        return [
            (file.name, form.format(key=file.key, name=name), form.format(key=uuid.uuid4(), name=name))
            for file in hidden.files()
            for name in file.places
        ]

    def queries(self, address) -> int:
        with CaptureQueriesContext(connection) as caught:
            Client().get(address)
        return len(caught)
