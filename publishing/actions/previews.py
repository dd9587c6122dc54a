"""Sharing a text before it is public with a person who has no account."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from people.actions import token_hash
from people.models import SecurityEvent, User
from people.security import record
from publishing import clock
from publishing.models import Edition, PreviewLink, PreviewRead
from publishing.workflow import Refused

Kind = SecurityEvent.Kind


@transaction.atomic
def share(*, edition: Edition, by: User, days: int, **reader) -> tuple[PreviewLink, str]:
    """Let one person read a version for some days; gives the link and its token, which is kept nowhere.

    `reader` has `name`, `organisation` and `reason`. Raises Refused once the version is public or removed, and for a
    kind that is never public.
    """
    edition = Edition.objects.visible_to(by).select_for_update(of=("self",)).get(pk=edition.pk)
    if not Edition.objects.coming().filter(pk=edition.pk, publication__audience="public").exists():
        raise Refused("Readers find this version at its own address, or it was removed, or is for our own eyes.")
    token, now = secrets.token_urlsafe(32), clock.read()
    link = PreviewLink.objects.create(
        edition=edition,
        token_hash=token_hash(token),
        made_by=by,
        made_at=now,
        expires_at=now + timedelta(days=days),
        **reader,
    )
    record(Kind.PREVIEW_MADE, user=by, subject=_subject(link))
    return link, token


@transaction.atomic
def stop(*, link: PreviewLink, by: User) -> PreviewLink:
    """Close a preview before its end; stopping it twice changes nothing."""
    link = PreviewLink.objects.visible_to(by).select_for_update(of=("self",)).get(pk=link.pk)
    if link.stopped_at is None:
        link.stopped_at, link.stopped_by = clock.read(), by
        link.save()
        record(Kind.PREVIEW_STOPPED, user=by, subject=_subject(link))
    return link


def open_preview(*, token: str, is_read: bool) -> tuple[PreviewLink | None, Edition | None]:
    """The open link of a token, and its version while that is not public yet.

    A reading is kept before any word of the version goes out, the first of a day as a security event too.
    """
    links = PreviewLink.objects.open().select_related("edition__publication")
    link = links.filter(token_hash=token_hash(token)).first()
    edition = link and Edition.objects.coming().with_page().filter(pk=link.edition_id).first()
    if edition and is_read:
        _save_reading(link, edition)
    return link, edition


@transaction.atomic
def _save_reading(link: PreviewLink, edition: Edition) -> None:
    now = clock.read()
    if not link.reads.filter(at__date=timezone.localdate(now)).exists():
        record(Kind.PREVIEW_READ, user=None, about=link.made_by, subject=_subject(link))
    PreviewRead.objects.create(link=link, at=now, content_hash=edition.content_hash)


def _subject(link: PreviewLink) -> str:
    return f"preview {link.pk} of version {link.edition_id}"
