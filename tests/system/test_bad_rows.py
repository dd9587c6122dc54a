"""Rows that are bad already, written past every door: each exit still gives them, and all the others."""

import email
import email.policy
import json
import re
from io import BytesIO
from xml.etree import ElementTree

import feedparser
import pypdf
import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.contrib.postgres.fields import ArrayField
from django.core import mail
from django.db import DatabaseError, connection, models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis.extra.django import TestCase
from icalendar import Calendar
from openpyxl import load_workbook
from PIL import Image

from bulletins.emails import freeze
from bulletins.models import BulletinVariant
from duties.models import Duty
from homes import actions as homes
from homes.models import Home
from outbox import sending
from outbox.actions import queue_email
from outbox.models import OutboxMessage
from publishing.models import Edition, Topic
from sheets import read_sheets
from sheets.writing import Format, Table, download, written
from tests import world
from tests.lifting import lift_names_show
from tests.system import matrix
from tests.unicode import AT_WORK, BREAKS, HIDDEN, stored

WORST = f"A{HIDDEN}\x0b\x01\x1b\ufffe\U0001fffe{BREAKS}\r\n<b>&]]>\"'\\ \U0001f469\u200d\U0001f469\u200d\U0001f467 zz"
ITEM = re.compile(r"<(item|entry|news:news)\b")
TEXT = "/press/published-release/"
EXAMPLES = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def spoil(text: str) -> None:
    """Put a text into every column of words that a public text has."""
    words = {"title": text[:160], "summary": text[:300], "byline": text[:160], "byline_job": text[:160]}
    body = f"<p>{text}</p><blockquote><p>{text}</p></blockquote>"
    rows = Edition.objects.filter(publication__path=TEXT)
    rows.update(**words, body=body, notes=body, addressee=text[:300], signatories=text, byline_about=text[:300])
    Topic.objects.update(name=text[:60])


class BadTextTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = world.ready()
        lift_names_show()

    def get(self, address: str) -> HttpResponse:
        answer = Client().get(address)
        assert answer.status_code == 200, address
        for name, value in answer.headers.items():
            assert not set("\r\n") & set(value), name
        return answer

    @EXAMPLES
    @given(stored)
    @example(WORST)
    @example(HIDDEN)
    @example("".join(AT_WORK))
    @example("\u0301\u0488" * 10)
    @pytest.mark.slow
    def test_each_public_exit_gives_a_bad_text_and_the_others(self, text):
        spoil(text)
        for address in ("/press/feed.rss", "/press/feed.atom", "/press/topics/workforce/feed.rss", "/sitemap-news.xml"):
            answer = self.get(address).content
            ElementTree.fromstring(answer)
            assert b"Revised release" in answer
            assert b"published-release" in answer
            if "feed" in address:
                assert not feedparser.parse(answer).bozo
        for address in ("/sitemap.xml", "/sitemap-texts-0.xml", "/policy/feed.atom"):
            ElementTree.fromstring(self.get(address).content)
        items = json.loads(self.get("/press/feed.json").content)["items"]
        assert {"Revised release"} < {item["title"] for item in items}
        for address in ("/", "/press/", "/press/topics/workforce/", "/press/?q=published", "/press/media-pack/"):
            self.get(address)
        assert "Revised release" in self.get("/press/").content.decode()
        page = self.get(TEXT).content.decode()
        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
        assert data["url"].endswith(TEXT)
        assert "ENDS" in self.get(f"{TEXT}text/").content.decode()

    @settings(EXAMPLES, max_examples=6)
    @given(stored)
    @example(WORST)
    @example(HIDDEN)
    @example("".join(AT_WORK))
    @example("\u0301\u0488" * 10)
    @example("".join(chr(sign) for sign in range(0x1F600, 0x1F690)))
    @example("\u0e33\u0600\u0b95\U00013430\U0001e900\u4e00\uac00\u0915\u094d\u200d\u0937")
    def test_the_pdf_and_the_share_image_are_made(self, text):
        spoil(text)
        assert pypdf.PdfReader(BytesIO(self.get(f"{TEXT}pdf/").content)).pages
        assert Image.open(BytesIO(self.get(f"{TEXT}share.png").content)).size == (1200, 630)

    @EXAMPLES
    @given(stored)
    @example(WORST)
    @example(HIDDEN)
    def test_a_calendar_keeps_its_form(self, text):
        Home.objects.filter(pk=self.world.home.pk).update(alias=text[:60])
        Duty.objects.filter(pk=self.world.duty.pk).update(name=text[:80])
        feed = self.get(reverse("duties:duty_feed", args=[self.world.calendar_token])).content
        events = Calendar.from_ical(feed).walk("VEVENT")
        assert len(events) >= 2
        assert all(line.startswith((b" ", b"\t")) or b":" in line or b";" in line for line in feed.splitlines())

    @EXAMPLES
    @given(stored)
    @example(WORST)
    @example(HIDDEN)
    def test_mails_go_out_with_one_subject_each(self, text):
        mail.outbox.clear()
        OutboxMessage.objects.all().delete()
        queue_email(key="bad", email="a@example.org", subject=text[:160], text=text)
        queue_email(key="good", email="b@example.org", subject="Good", text="Good")
        sending.send_outbox()
        for message in mail.outbox:
            parsed = email.message_from_bytes(message.message().as_bytes(), policy=email.policy.default)
            assert parsed["To"] in ("a@example.org", "b@example.org")
            assert len(parsed.get_all("Subject")) == 1
        assert len(mail.outbox) == 2

    @EXAMPLES
    @given(stored)
    @example(WORST)
    @example(HIDDEN)
    def test_a_bulletin_is_frozen_with_one_subject(self, text):
        variant = BulletinVariant.objects.filter(bulletin=self.world.sending).first()
        variant.bulletin.subject, variant.bulletin.body = text[:160], f"<p>{text}</p>"
        freeze(variant)
        parsed = email.message_from_bytes(bytes(variant.skeleton), policy=email.policy.default)
        assert parsed["Subject"] is not None
        assert parsed.get_body(("plain",)).get_content()

    @EXAMPLES
    @given(stored)
    @example(WORST)
    @example(HIDDEN)
    @pytest.mark.slow
    def test_sheets_hold_a_bad_cell_and_the_next(self, text):
        for file_format in Format:
            raw = written(file_format, Table("Homes", ["One", "Two"], [[text, "Good"], ["More", "Good"]]))
            (sheet,) = read_sheets(raw)
            assert [row.cells[-1] for row in sheet.rows] == ["Two", "Good", "Good"]
            if file_format == Format.XLSX:
                assert load_workbook(BytesIO(raw)).active["B3"].value == "Good"

    @settings(max_examples=60)
    @given(stored)
    @example(WORST)
    @example(HIDDEN)
    @example('a"; filename="evil.exe')
    @example("1/2 Tŷ")
    def test_a_file_name_is_one_header(self, text):
        value = HttpResponse(headers={"Content-Disposition": download(f"{text}.csv")})["Content-Disposition"]
        message = email.message_from_string(f"Content-Disposition: {value}\n\n", policy=email.policy.default)
        assert message.get_content_disposition() == "attachment"
        assert message.get_filename()

    @pytest.mark.slow
    def test_no_page_of_anyone_breaks_when_every_row_of_words_is_bad(self):
        homes.describe(
            home=self.world.home,
            by=self.world.people["owner"],
            alias="",
            location=dict.fromkeys(("name", "address", "postcode", "telephone"), WORST),
        )
        assert self._spoil_all() > 100
        broken = set()
        clients = {name: Client(raise_request_exception=False) for name in self.world.people}
        for name, user in self.world.people.items():
            clients[name].force_login(user)
        for page in [page for page in matrix.PAGES if page.methods == "GET" and page.allowed]:
            answer = clients[page.allowed.split()[0]].get(reverse(page.name, args=page.arguments(self.world)))
            broken |= {(page.name, answer.status_code)} if answer.status_code >= 500 else set()
        assert broken == set()

    def _spoil_all(self) -> int:
        """Every column of free words, in every row; gives in how many columns the database let it stand."""
        spoilt = 0
        for model in [model for model in _models() if model._meta.managed]:
            for field in model._meta.concrete_fields:
                if _is_free(field):
                    try:
                        with transaction.atomic():
                            model._base_manager.update(**{field.name: WORST[: field.max_length or None]})
                        spoilt += 1
                    except DatabaseError:  # a check, or append-only
                        continue
        connection.check_constraints()
        return spoilt


def _models():
    ours = {*django_settings.LAYERS} - {"chaportal"}
    return [model for model in apps.get_models() if model._meta.app_label in ours and "Event" not in model.__name__]


# Words that people do not write: keys, hashes, states, addresses that stand in the URLconf, a checked sheet's JSON.
FIXED = re.compile(
    r"content|conflicts|choices|hash|token|sha256|key|state|kind|slug|path|role|rule|query|password|markers|media_type|outcome|mailer|item"
)


def _is_free(field) -> bool:
    is_words = isinstance(field, models.CharField | models.TextField) and not isinstance(field, ArrayField)
    special = isinstance(field, models.EmailField | models.URLField | models.SlugField) or field.choices or field.unique
    return is_words and not special and not FIXED.search(field.name) and field.name not in {"reference", "number"}
