"""When versions begin and end: approved ones are public from then to then, and one follows the other at an instant."""

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.timezone import localtime

from history import audit_reason
from people.access import check
from people.models import SecurityEvent, User
from people.security import record
from publishing import clock
from publishing.actions.corrections import unread
from publishing.actions.editions import check_not_removed, locked
from publishing.actions.grants import tell_holders
from publishing.emails import embargo
from publishing.models import Correction, Edition
from publishing.models.edition import EditionQuerySet
from publishing.workflow import Refused


@transaction.atomic
def publish_now(*, edition: Edition, by: User, reason: str) -> Edition:
    """Make a scheduled version public at once: its words are approved, only their time changes.

    Raises Refused once it is public, without a reason, and while the version before it waits for its own time.
    """
    edition = locked(edition)
    check(by, edition.publication.kind.approve)
    now = clock.read()
    if not reason.strip():
        raise Refused("Say why it cannot wait: colleagues will ask.")
    if edition.public_from is None or edition.public_from <= now:
        raise Refused("This version is public already, or was never scheduled. Reload the page to see where it stands.")
    check_not_removed(edition.publication)
    with audit_reason(reason):
        _bring_forward(edition, now)
    tell_holders(edition, embargo.public_now(edition.publication), "embargo-lifted")
    record(SecurityEvent.Kind.EMBARGO_LIFTED, user=by, subject=f"version {edition.pk}", reason=reason)
    return edition


def _bring_forward(edition: Edition, begins: datetime) -> None:
    publication = edition.publication
    _replace(publication.editions.filter(number__lt=edition.number), begins)
    edition.public_during = DateTimeTZRange(begins, edition.public_during.upper)
    if edition.number == 1:
        edition.first_public_at = publication.first_public_at = begins
    publication.save()
    edition.save()
    publication.editions.exclude(first_public_at=None).update(first_public_at=publication.first_public_at)
    # A correction's words stand from approval on, but nobody has read them yet: its time moves with the version's.
    with unread():
        Correction.objects.filter(edition=edition).update(at=begins)


def make_public(edition: Edition, begins: datetime) -> None:
    """Make it the public version from a moment on, at which the one before ends."""
    publication = edition.publication
    _replace(publication.editions.all(), begins)
    edition.public_during = DateTimeTZRange(begins, None)
    edition.first_public_at = publication.first_public_at = publication.first_public_at or begins
    publication.save()
    edition.save()
    if edition.correction:
        number = publication.corrections.count() + 1
        Correction.objects.create(
            publication=publication, edition=edition, number=number, text=edition.correction, at=begins
        )


def _replace(editions: EditionQuerySet, begins: datetime) -> None:
    """End the latest approved one of some editions at a moment."""
    former = editions.filter(public_during__isnull=False).order_by("number").last()
    if former is None:
        return
    if begins <= former.public_from:
        when = f"{localtime(former.public_from):%-d %B %Y, %H:%M}"
        raise Refused(f"The version before this one becomes public on {when}, London time. Choose a later time.")
    former.public_during = DateTimeTZRange(former.public_from, begins)
    former.save(update_fields=["public_during"])
