"""A text is submitted, and approved for a time or sent back."""

from contextlib import nullcontext
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.timezone import localtime

from history import audit_reason
from people.access import check
from people.models import User
from people.templatetags.people import moment
from publishing import clock
from publishing.actions.editions import check_not_removed, locked
from publishing.actions.grants import tell_holders
from publishing.actions.quotations import ask, check_quotations
from publishing.actions.schedule import make_public
from publishing.checklist import check_ready
from publishing.emails import embargo, sign_off
from publishing.models import Edition, PressContact
from publishing.richtext.blanks import as_open
from publishing.workflow import (
    Approval,
    Move,
    Refused,
    check_approval,
    check_seen,
    moved,
)


@transaction.atomic
def submit(*, edition: Edition, by: User, needed_by: datetime | None = None) -> Edition:
    """Ask for approval, by a moment where one is named: the history and the mails say it.

    Raises Refused unless it is a draft with all that its kind needs, which says what changed since the version before
    and passes the checklist.
    """
    edition = locked(edition)
    check(by, edition.publication.kind.write)
    check_not_removed(edition.publication)
    if not edition.is_explained:
        raise Refused("Edit it and say what changed since the last version, or tick that the change is minor.")
    if edition.blanks:
        named = ", ".join(map(as_open, edition.blanks))
        raise Refused(f"The template left this open: {named}. Fill it in first.")
    edition.state = moved(edition.state, Move.SUBMIT)
    check_ready(edition)
    with audit_reason(f"Needed by {moment(needed_by)}.") if needed_by else nullcontext():
        edition.save()
    sign_off.text_to_approve(edition, by, needed_by)
    for quotation in edition.quotations.waiting().select_related("user", "edition__publication"):
        ask(quotation, by, needed_by)
    return edition


@transaction.atomic
def send_back(*, edition: Edition, by: User, reason: str) -> Edition:
    """Make a submitted edition a draft again, with a reason that its authors see; they get a mail."""
    edition = locked(edition)
    check(by, edition.publication.kind.approve)
    edition.state = moved(edition.state, Move.SEND_BACK)
    with audit_reason(reason):
        edition.save()
    sign_off.no_longer_to_approve(edition)
    sign_off.text_sent_back(edition, by)
    return edition


@transaction.atomic
def approve(*, edition: Edition, by: User, seen: str, public_from: datetime | None) -> Edition:
    """Approve the words whose hash is `seen`; they are public from `public_from` (UTC, whole minutes; None: now).

    Approving the same words twice changes nothing. Raises Refused for an author, for words that changed since they
    were seen or fail the checklist, for a quotation that its speaker did not approve, and for a time that has passed.
    """
    edition = locked(edition)
    check(by, edition.publication.kind.approve)
    if edition.state == "approved" and edition.approved_hash == seen:
        return edition
    authors = frozenset(edition.authors.values_list("pk", flat=True))
    check_approval(Approval(by.pk, authors, seen, edition.content_hash))
    return put_in_force(edition=edition, by=by, seen=seen, public_from=public_from)


@transaction.atomic
def put_in_force(*, edition: Edition, by: User, seen: str, public_from: datetime | None) -> Edition:
    """What every approval does once it is settled that `by` may give it: see `approve` and `publish_urgently`."""
    edition = locked(edition)
    check_seen(seen, edition.content_hash)
    check_quotations(edition)
    check_not_removed(edition.publication)
    edition.state = moved(edition.state, Move.APPROVE)
    check_ready(edition)
    now = clock.read()
    if public_from and public_from < now.replace(second=0, microsecond=0):
        raise Refused("That time has passed. Choose a later one, or publish now.")
    _check_lasts(edition, public_from or now)
    edition.approved_hash, edition.approved_at, edition.approved_by = seen, now, by
    edition.contact_named, edition.second_contact_named = map(_named, (edition.contact, edition.second_contact))
    make_public(edition, public_from or now)
    sign_off.no_longer_to_approve(edition)
    for path in settings.APPROVAL_FOLLOWERS:
        import_string(path)(edition)
    if edition.public_from > now:
        tell_holders(edition, embargo.embargoed(), "embargo")
    return edition


def _named(contact: PressContact | None) -> str:
    return str(contact) if contact else ""


def _check_lasts(edition: Edition, begins: datetime) -> None:
    if edition.expires_on and edition.expires_on < localtime(begins).date():
        raise Refused("The day until which it may be used comes before that. Send it back for a later one.")
