"""Taking words out, wherever they stand: within the caller's transaction, all of it or nothing."""

import email
import email.policy
import json
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connections

from bulletins import emails
from bulletins.models import BulletinVariant
from bulletins.workflow import BulletinState
from chaportal.purging.columns import Column, searched
from chaportal.purging.finding import encrypted_rows, sessions
from chaportal.purging.pattern import Words
from encryption import encrypt

OVER = {BulletinState.SENT, BulletinState.CANCELLED}


def take_out(words: Words, *, agreed: UUID | None, using: str = "default") -> dict[str, int]:
    """Put a mark in place of the words everywhere; gives how many values changed, by table.

    `agreed`: the purge that two people agreed to, without which only the owner of the tables may do it, as a restore
    does. Raises DatabaseError when it was not agreed to, and when a rule of a table stands in the way.
    """
    columns, places = searched(connections[using]), {}
    with connections[using].cursor() as cursor:
        for _, of_table in groupby(columns, key=attrgetter("table")):  # a statement each: none takes longer than it may
            places |= _replace(cursor, words, agreed, list(of_table))
        for field, key, text in list(encrypted_rows(words, using)):
            _replace_encrypted(cursor, words, agreed, field, key, text)
            places[field.model._meta.db_table] = places.get(field.model._meta.db_table, 0) + 1
    Session.objects.using(using).filter(pk__in=sessions(words, using)).delete()
    cache.clear()
    _make_mails_anew(words, using)
    return places


def _replace(cursor, words: Words, agreed: UUID | None, columns: list[Column]) -> dict[str, int]:
    wanted = json.dumps([{"table": column.table, "column": column.name} for column in columns])
    if agreed:
        cursor.execute("SELECT people_purge_agreed(%s, %s, %s, %s)", [agreed, words.pattern, words.groups, wanted])
    else:
        cursor.execute("SELECT people_purge_everywhere(%s, %s, %s)", [words.pattern, words.groups, wanted])
    return json.loads(cursor.fetchone()[0])


def _replace_encrypted(cursor, words: Words, agreed: UUID | None, field, key, text: str) -> None:
    meta, value = field.model._meta, encrypt(words.taken_out_of(text))
    arguments = [meta.db_table, meta.pk.column, str(key), field.column, value]
    if agreed:
        call = "SELECT people_purge_agreed_encrypted(%s, %s, %s, %s, %s, %s, %s)"
        cursor.execute(call, [agreed, words.pattern, *arguments])
    else:
        cursor.execute("SELECT people_purge_encrypted(%s, %s, %s, %s, %s)", arguments)


def _make_mails_anew(words: Words, using: str) -> None:
    """The frozen mail of a bulletin: made anew where it still goes out, and otherwise let go of."""
    variants = BulletinVariant.objects.using(using).filter(skeleton__isnull=False).select_related("bulletin")
    for variant in variants:
        if words.are_in(_mail_text(bytes(variant.skeleton))):
            if variant.bulletin.state not in OVER:
                emails.freeze(variant)
            else:
                variant.skeleton, variant.sha256 = None, ""
                variant.save(using=using)


def _mail_text(raw: bytes) -> str:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join([str(message["subject"]), *parts])
