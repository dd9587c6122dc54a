"""The database itself refuses a name that shows nothing or holds a control character, whatever wrote it."""

import sys
import unicodedata

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from cleaning.constraint import NOTHING_TO_SEE, SHOWS
from cleaning.text import one_line
from encryption import EncryptedTextField
from people.models import Provider, User
from publishing.models import Figure, Topic

NAMES = {"name", "legal_name", "trading_name", "title", "label", "alias", "subject", "journalist"}
LEFT_OUT = {
    "jobs.JobRun.name": "from the schedule, in the code",
    "members.NumberSeries.name": "one of two, in the code",
    "people.SecurityEvent.subject": "a thing by its number, in words of the code",
    "outbox.OutboxMessage.subject": "made of names that are held so; the outbox bears a bad one",
    **dict.fromkeys(
        ("register.RegisterFile.name", "register.RegisterUpload.name", "publishing.Attachment.name"),
        "what a file was called on somebody's computer, cleaned at the door",
    ),
}


def refused(texts: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM unnest(%s::text[]) text WHERE text !~ %s", [texts, SHOWS])
        return [text for (text,) in cursor.fetchall()]


@pytest.mark.slow
def test_what_the_door_lets_in_the_database_takes(db):
    signs = (chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF)
    let_in = [text for sign in signs for text in (one_line(sign), one_line(f"A{sign}b")) if text]
    assert len(let_in) > 1_000_000
    assert refused(let_in) == []


@pytest.mark.parametrize("shown", ["", "a"])
def test_no_control_character_comes_in_beside_a_letter_or_alone(db, shown):
    controls = [chr(code) for code in range(1, 0x3000) if unicodedata.category(chr(code)) in ("Cc", "Zl", "Zp")]
    bad = [shown + sign + shown for sign in [*controls, "\u202e", "\u202a", "\u2066", "\u2069"]]
    assert refused(bad) == bad


def test_what_nobody_sees_is_no_name(db):
    bad = ["", " ", "\u00a0\u3000", "\u200b\u200d", "\ufeff", "\u3164", "\u0301\u0302", "\u2800", "\ufe0f", "\u00ad"]
    assert refused(bad) == bad


def test_every_name_is_held_so_or_says_why_not(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, attname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid "
            "JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey) "
            "WHERE contype = 'c' AND conname LIKE '%\\_shows'"
        )
        held = set(cursor.fetchall())
    lacking = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.split(".")[0] in settings.LAYERS and not hasattr(model, "pgh_tracked_model")
        for field in model._meta.concrete_fields
        if field.name in NAMES and isinstance(field, models.CharField | models.TextField) and not field.choices
        if not isinstance(field, EncryptedTextField) and (model._meta.db_table, field.column) not in held
    }
    assert lacking == set(LEFT_OUT)


@pytest.mark.parametrize("bad", ["Zq\x0bZq", "\u200b", " "])
def test_a_bad_name_is_refused_past_every_door(owner, provider, bad):
    Topic.objects.create(name="Workforce", slug="workforce")
    Figure.objects.create(label="Places", slug="places")
    for rows, field in (
        (Topic.objects.all(), "name"),
        (Figure.objects.all(), "label"),
        (User.objects.filter(pk=owner.pk), "name"),
        (Provider.objects.all(), "trading_name"),
        (Provider.objects.all(), "legal_name"),
    ):
        with pytest.raises(IntegrityError, match="_shows"), transaction.atomic():
            rows.update(**{field: bad})


def test_what_may_be_empty_may(owner, provider):
    User.objects.filter(pk=owner.pk).update(name="")
    Provider.objects.update(trading_name="")
    with pytest.raises(IntegrityError, match="provider_legal_name_shows"), transaction.atomic():
        Provider.objects.update(legal_name="")


def test_a_person_is_told_in_a_sentence(db):
    with pytest.raises(ValidationError, match=NOTHING_TO_SEE):
        Topic(name="\u200b", slug="t").validate_constraints()
