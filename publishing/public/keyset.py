"""Pages of public texts, newest first, that cost the same however far back they lie: each begins where another ends.

A cursor is an instant in UTC and an edition's number, such as `20260604T080000000000-987`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q

from publishing.models import Edition

SIZE = 20
INSTANT = "%Y%m%dT%H%M%S%f"
CURSOR = re.compile(r"([0-9]{8}T[0-9]{12})-([0-9]{1,18})")


@dataclass(frozen=True)
class Page:
    """Some editions, and the addresses of the pages on both sides: empty where there is none."""

    editions: list[Edition]
    newer: str = ""
    older: str = ""


def page_of(editions, query: Mapping[str, str], address: str, size: int = SIZE) -> Page:
    """The page of a queryset of editions that `?before=` or `?after=` asks for; the newest for anything else.

    `address` is the list's own, with its query if it has one. One query; two for a page just short of the newest,
    which then is the newest.
    """
    link = f"{address}{'&' if '?' in address else '?'}"
    before, after = (_parsed(query.get(name, "")) for name in ("before", "after"))
    if after:
        found = list(_after(editions, after)[: size + 1])
        if len(found) >= size:
            return _page(found[:size][::-1], link, newer=len(found) > size, older=True)
        before = None
    found = list((_before(editions, before) if before else editions).newest_first()[: size + 1])
    return _page(found[:size], link, newer=before is not None, older=len(found) > size)


def _page(editions: list[Edition], link: str, *, newer: bool, older: bool) -> Page:
    if not editions:
        return Page([])
    newest, oldest = _cursor(editions[0]), _cursor(editions[-1])
    return Page(editions, f"{link}after={newest}" if newer else "", f"{link}before={oldest}" if older else "")


def _cursor(edition: Edition) -> str:
    return f"{edition.first_public_at.astimezone(UTC).strftime(INSTANT)}-{edition.pk}"


def _parsed(text: str) -> tuple[datetime, int] | None:
    """The place that a cursor names; None for anything else that someone typed."""
    found = CURSOR.fullmatch(text)
    try:
        return (datetime.strptime(found[1], INSTANT).replace(tzinfo=UTC), int(found[2])) if found else None
    except ValueError:
        return None


def _before(editions, place):
    at, pk = place
    # The first condition says nothing new, but an index can use it.
    return editions.filter(Q(first_public_at__lt=at) | Q(first_public_at=at, pk__lt=pk), first_public_at__lte=at)


def _after(editions, place):
    at, pk = place
    newer = editions.filter(Q(first_public_at__gt=at) | Q(first_public_at=at, pk__gt=pk), first_public_at__gte=at)
    return newer.order_by("first_public_at", "pk")
