"""Versions that will not be public: a scheduled one is taken back, a draft discarded, and either is begun again."""

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from history import audit_reason
from people.access import check, check_any
from people.models import User
from publishing import clock
from publishing.actions.addresses import free_path
from publishing.actions.corrections import unread
from publishing.actions.editions import draft_from, locked
from publishing.actions.grants import tell_holders
from publishing.emails import embargo, sign_off
from publishing.models import Correction, Edition, Publication
from publishing.workflow import EditionState, Move, Refused, moved


@transaction.atomic
def pull(*, edition: Edition, by: User, reason: str) -> Edition:
    """Take a scheduled version back, and any that is to follow it; gives the draft that remains.

    Whoever may write or approve the text may, its author too: going out again needs an approval. Holders of a grant
    get a mail. Raises Refused once it is public, and without a reason.
    """
    edition = locked(edition)
    kind = edition.publication.kind
    check_any(by, kind.write, kind.approve)
    check_reason(reason)
    if edition.public_from is None or edition.public_from <= clock.read():
        raise Refused("This version is public, or was never scheduled. Start the next version, or withdraw the text.")
    return take_back(edition.publication, reason, first=edition.number)


def take_back(publication: Publication, reason: str, first: int = 1) -> Edition | None:
    """Take the approval off every version that is scheduled, from a number on, of a locked publication.

    The last of the line goes on as the draft, be it one of them or a draft that a colleague began since; it has the
    number of the first. The others are discarded. The public version stays public. None where nothing is scheduled.
    """
    scheduled = list(publication.editions.scheduled().filter(number__gte=first).order_by("number"))
    if not scheduled:
        return None
    for edition in scheduled:
        edition.publication = publication
        tell_holders(edition, embargo.taken_back(), "embargo-taken-back")
    # Nobody has read their corrections: the rows go, and the numbers are given again.
    with unread():
        Correction.objects.filter(edition__in=scheduled).delete()
    begins, number = scheduled[0].public_from, scheduled[0].number
    with audit_reason(reason):
        last = publication.editions.latest_numbered()
        for edition in scheduled:
            _unapprove(edition, EditionState.DRAFT if edition == last else EditionState.DISCARDED)
        last.refresh_from_db()
        _renumber(last, number)
        _go_on(publication, begins)
        if number == 1:
            publication.first_public_at = None
            publication.save()
    return last


@transaction.atomic
def discard(*, edition: Edition, by: User) -> Edition:
    """Put a draft or a submitted version aside: it stays in the history, as it is.

    A text of which nothing was ever approved gives its address up. Raises Refused for an approved version.
    """
    edition = locked(edition)
    check(by, edition.publication.kind.write)
    edition.state, edition.number = moved(edition.state, Move.DISCARD), None
    edition.save()
    sign_off.no_longer_to_approve(edition)
    publication = edition.publication
    if not publication.editions.numbered().exists():
        publication.path = publication.discarded_path
        publication.save()
    return edition


@transaction.atomic
def draft_again(*, edition: Edition, by: User) -> Edition:
    """Start a draft with the words and files of a discarded version.

    Raises Refused for any other version, while one is open, and for a removed text.
    """
    edition = locked(edition)
    check(by, edition.publication.kind.write)
    if edition.state != EditionState.DISCARDED:
        raise Refused("This version was not discarded. Start the next version instead.")
    publication = edition.publication
    draft = draft_from(edition, publication=publication, by=by)
    if publication.path == publication.discarded_path:
        publication.path = free_path(publication.kind_name, draft.title)
        publication.save()
    return draft


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Say why: readers and colleagues will ask.")


def _unapprove(edition: Edition, state: EditionState) -> None:
    moved(edition.state, Move.PULL)
    edition.state, edition.public_during, edition.first_public_at = state, None, None
    edition.approved_hash, edition.approved_at, edition.approved_by = "", None, None
    edition.contact_named = edition.second_contact_named = ""
    if state == EditionState.DISCARDED:
        edition.number = None
    edition.save()


def _renumber(edition: Edition, number: int) -> None:
    edition.number = number
    if number == 1:
        # Readers know of no version before it.
        edition.change_note, edition.is_minor, edition.correction = "", False, ""
    edition.save()


def _go_on(publication: Publication, ends) -> None:
    """Let the version that was to end at a moment stay public."""
    for former in publication.editions.filter(public_during__endswith=ends):
        former.public_during = DateTimeTZRange(former.public_from, None)
        former.save(update_fields=["public_during"])
