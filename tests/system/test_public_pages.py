"""What holds for every public page, so that one can be kept and handed to anyone."""

import gzip
import re

from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext

from tests import world
from tests.system import matrix

# Public addresses that are no page for all readers, each with the reason.
NOT_CACHED = {
    "association_colours": "a file that its address describes whole: browsers keep it for good",
    "association_icon": "the same",
    "association_logo": "a file: browsers keep it for good, under an address that names its bytes",
    "live": "must say how things are now",
    "ready": "must say how things are now",
    "people:invitation_accept": "one person's, with a form",
    "people:invitation_decline": "one person's, with a form",
    "attachment_file": "a file: asked for each time, and too large to keep",
    "people:access_ask": "has a form",
    "people:access_asked": "below publishing, where pages are kept",
    "people:access_confirm": "one person's, by a secret address",
    "people:data_protection": "below publishing, where pages are kept",
    "people:complain": "has a form",
    "people:complaint_sent": "below publishing, where pages are kept",
    "members:join": "has a form",
    "members:join_sent": "below publishing, where pages are kept",
    "members:join_again": "has a form",
    "members:invoice_by_link": "one payer's, by a secret address",
    "members:invoice_by_link_file": "one payer's, by a secret address",
    "members:application": "one applicant's, by a secret address",
    "members:application_renew": "one applicant's, by a secret address",
    "members:application_homes": "one applicant's, by a secret address",
    "members:application_evidence": "one applicant's, by a secret address",
    "members:application_own_file": "one applicant's, by a secret address",
    "members:application_check": "one applicant's, by a secret address",
    "members:application_send": "one applicant's, by a secret address",
    "members:application_withdraw": "one applicant's, by a secret address",
    "members:application_step": "one applicant's, by a secret address",
    "members:rules": "below publishing, where pages are kept",
    "members:rules_version": "the same",
    "bulletins:unsubscribe": "one person's, with a form",
    "duties:duty_feed": "one person’s, by a secret address",
    "preview_read": "one person's, and each opening is kept",
    "preview_file": "part of that one person's page",
    "media_releases:accreditation_apply": "has a form",
    "edition_seen_early": "kept, it would have each embargoed reading drop every other kept page",
}
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')


class PublicPagesTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = world.ready()
        addresses = matrix.public_addresses(cls.world)
        cls.cached = {name: path for name, path in addresses.items() if name not in NOT_CACHED}

    def test_it_may_be_stored_and_must_be_asked_for_again(self):
        for name, path in self.cached.items():
            with self.subTest(page=name):
                answer = Client().get(path)
                assert answer.status_code == 200
                assert answer["Cache-Control"] == "public, no-cache"
                assert answer["ETag"]
                assert not {"Last-Modified", "Expires"} & set(answer.headers)
                assert "Cookie" not in answer["Vary"]
                assert not answer.cookies

    def test_it_is_the_same_for_everyone_and_whatever_else_the_address_says(self):
        staff = Client()
        staff.force_login(self.world.people["press"])
        for name, path in self.cached.items():
            with self.subTest(page=name):
                anyone = Client().get(path).content
                assert staff.get(path).content == anyone
                assert Client().get(path + "?utm_source=mail&fbclid=1").content == anyone

    def test_head_304_and_gzip_agree_with_get(self):
        for name, path in self.cached.items():
            with self.subTest(page=name):
                answer, head = Client().get(path), Client().head(path)
                assert (head.status_code, head.content) == (200, b"")
                assert dict(head.headers) == dict(answer.headers)
                assert Client(headers={"if-none-match": answer["ETag"]}).get(path).status_code == 304
                small = Client(headers={"accept-encoding": "gzip"}).get(path)
                if "Content-Encoding" in small:
                    assert gzip.decompress(small.content) == answer.content

    def test_every_table_that_it_reads_tells_when_it_changes(self):
        telling = self.tables_with_trigger()
        for name, path in self.cached.items():
            with self.subTest(page=name), CaptureQueriesContext(connection) as caught:
                Client().get(path)
                read = {table for query in caught for table in TABLE.findall(query["sql"])}
                assert read <= telling, f"put @bumps_cache_version on the models of {read - telling}"

    def tables_with_trigger(self) -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'pgtrigger_bump_cache_version_%'"
            )
            return {table for (table,) in cursor.fetchall()}
