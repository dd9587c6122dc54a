"""What is done to an edition: started, edited, submitted, sent back, approved with a time, followed by the next."""

from datetime import datetime

import pgtrigger
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.timezone import localtime

from people.access import check
from people.history import because
from people.models import SecurityEvent, User
from people.security import record
from publishing import clock
from publishing.actions.addresses import fits, free_path
from publishing.actions.grants import tell_holders
from publishing.actions.quotations import ask, check_quotations, copy, sync
from publishing.actions.quotes import keep_quotes, with_figures
from publishing.checklist import check_ready
from publishing.emails import embargo, sign_off
from publishing.kinds import KINDS
from publishing.models import Correction, Edition, PressContact, Publication, Topic
from publishing.models.edition import WORDS, EditionQuerySet
from publishing.richtext import clean
from publishing.workflow import (
    Approval,
    Move,
    Refused,
    State,
    Window,
    check_approval,
    check_seen,
    check_unchanged,
    moved,
)

RICH = ["body", "notes"]


@transaction.atomic
def start(*, kind: str, by: User, topic: Topic | None = None, **content) -> Edition:
    """Start a publication with its first draft. Raises PermissionDenied unless `by` may write this kind.

    Where nothing is said of whom to ring, it names the first current press contact, as the form offers.
    """
    check(by, KINDS[kind].write)
    publication = Publication.objects.create(
        kind_name=kind, topic=topic, path=free_path(kind, content["title"]), audience=KINDS[kind].audience
    )
    if "contact" in KINDS[kind].asks:
        content.setdefault("contact", PressContact.objects.filter(is_current=True).first())
    edition = Edition.objects.create(publication=publication, **_cleaned(content))
    edition.authors.add(by)
    keep_quotes(edition)
    sync(edition)
    return edition


@transaction.atomic
def start_next(*, publication: Publication, by: User) -> Edition:
    """Start the next version with the words and files of the last one, which stays until the next takes its place.

    Raises Refused while a version waits to be approved, and for a removed text.
    """
    check(by, publication.kind.write)
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    last = publication.editions.latest("number")
    if last.state != State.APPROVED:
        raise Refused("The next version has been started. Open it in the list of versions.")
    _check_not_removed(publication)
    words = {name: getattr(last, name) for name in WORDS}
    edition = Edition.objects.create(publication=publication, number=last.number + 1, **words)
    edition.authors.add(by)
    last.shown.all().copy_to(edition)
    keep_quotes(edition)
    copy(former=last, following=edition)
    return edition


@transaction.atomic
def edit(*, edition: Edition, by: User, topic: Topic | None = None, window: Window | None = None, **content) -> Edition:
    """Replace the words of a draft or submitted edition; it is a draft again.

    The address follows the headline until the text has been public. Raises Refused for an approved edition, and
    ChangedMeanwhile when it is not what the typing in `window` began from.
    """
    check_unchanged(window, _locked(edition).words_hash)
    edition = reopened(edition=edition, by=by)
    for name, value in _cleaned(content).items():
        setattr(edition, name, value)
    edition.save()
    keep_quotes(edition)
    sync(edition)
    _follow_headline(edition, topic)
    if window:
        edition.autosaves.filter(user=by, page=window.page).delete()
    return edition


def reopened(*, edition: Edition, by: User) -> Edition:
    """A draft or submitted edition, locked, for `by` to change: a draft again, with `by` among its authors.

    Inside a transaction. Raises PermissionDenied, and Refused for an approved edition.
    """
    edition = _locked(edition)
    check(by, edition.publication.kind.write)
    edition.state = moved(edition.state, Move.EDIT)
    edition.save()
    edition.authors.add(by)
    return edition


@transaction.atomic
def submit(*, edition: Edition, by: User) -> Edition:
    """Ask for approval.

    Raises Refused unless it is a draft with all that its kind needs, which says what changed since the version before
    and passes the checklist.
    """
    edition = _locked(edition)
    check(by, edition.publication.kind.write)
    if not edition.is_explained:
        raise Refused("Edit it and say what changed since the last version, or tick that the change is minor.")
    if edition.blanks:
        named = ", ".join(f"[{blank}]" for blank in edition.blanks)
        raise Refused(f"Fill in {named} first. In a quotation, write what you add in round brackets.")
    edition.state = moved(edition.state, Move.SUBMIT)
    check_ready(edition)
    edition.save()
    sign_off.text_to_approve(edition, by)
    for quotation in edition.quotations.waiting().select_related("user", "edition__publication"):
        ask(quotation, by)
    return edition


@transaction.atomic
def send_back(*, edition: Edition, by: User, reason: str) -> Edition:
    """Make a submitted edition a draft again, with a reason that its authors see; they get a mail."""
    edition = _locked(edition)
    check(by, edition.publication.kind.approve)
    edition.state = moved(edition.state, Move.SEND_BACK)
    with because(reason):
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
    edition = _locked(edition)
    check(by, edition.publication.kind.approve)
    if edition.state == "approved" and edition.approved_hash == seen:
        return edition
    authors = frozenset(edition.authors.values_list("pk", flat=True))
    check_approval(Approval(by.pk, authors, seen, edition.content_hash))
    return put_in_force(edition=edition, by=by, seen=seen, public_from=public_from)


@transaction.atomic
def put_in_force(*, edition: Edition, by: User, seen: str, public_from: datetime | None) -> Edition:
    """What every approval does once it is settled that `by` may give it: see `approve` and `publish_urgently`."""
    edition = _locked(edition)
    check_seen(seen, edition.content_hash)
    check_quotations(edition)
    _check_not_removed(edition.publication)
    edition.state = moved(edition.state, Move.APPROVE)
    check_ready(edition)
    now = clock.read()
    if public_from and public_from < now.replace(second=0, microsecond=0):
        raise Refused("That time has passed. Choose a later one, or publish now.")
    _check_lasts(edition, public_from or now)
    edition.approved_hash, edition.approved_at, edition.approved_by = seen, now, by
    _publish(edition, public_from or now)
    sign_off.no_longer_to_approve(edition)
    if edition.public_from > now:
        tell_holders(edition, embargo.embargoed(), "embargo")
    return edition


@transaction.atomic
def unschedule(*, edition: Edition, by: User, reason: str) -> Edition:
    """Take an approved version back before its time: it is a draft again, and the version before goes on.

    Raises Refused once it is public, and for a version with a correction, whose number stands.
    """
    edition = _locked(edition)
    check(by, edition.publication.kind.approve)
    if edition.public_from is None or edition.public_from <= clock.read():
        raise Refused("This version is public, or was never scheduled. Start the next version, or withdraw the text.")
    if edition.correction:
        raise Refused("This version carries a numbered correction, which cannot be taken back. Start the next version.")
    edition.state = moved(edition.state, Move.UNSCHEDULE)
    tell_holders(edition, embargo.taken_back(), "embargo-taken-back")
    begins, edition.public_during = edition.public_from, None
    edition.approved_hash, edition.approved_at, edition.approved_by = "", None, None
    if edition.number == 1:
        edition.first_public_at = edition.publication.first_public_at = None
    with because(reason):
        edition.save()
        edition.publication.save()
        _go_on(edition.publication, begins)
    return edition


@transaction.atomic
def publish_now(*, edition: Edition, by: User, reason: str) -> Edition:
    """Make a scheduled version public at once: its words are approved, only their time changes.

    Raises Refused once it is public, without a reason, and while the version before it waits for its own time.
    """
    edition = _locked(edition)
    check(by, edition.publication.kind.approve)
    now = clock.read()
    if not reason.strip():
        raise Refused("Say why it cannot wait: colleagues will ask.")
    if edition.public_from is None or edition.public_from <= now:
        raise Refused("This version is public already, or was never scheduled. Reload the page to see where it stands.")
    _check_not_removed(edition.publication)
    with because(reason):
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
    with pgtrigger.ignore("publishing.Correction:append_only"):
        Correction.objects.filter(edition=edition).update(at=begins)


def _go_on(publication: Publication, ends: datetime) -> None:
    """Let the version that was to end at a moment stay public."""
    for former in publication.editions.filter(public_during__endswith=ends):
        former.public_during = DateTimeTZRange(former.public_from, None)
        former.save(update_fields=["public_during"])


def _publish(edition: Edition, begins: datetime) -> None:
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


def _check_not_removed(publication: Publication) -> None:
    if publication.removed_at:
        raise Refused("This text was removed, so it can have no new version. Start another text.")


def _check_lasts(edition: Edition, begins: datetime) -> None:
    if edition.expires_on and edition.expires_on < localtime(begins).date():
        raise Refused("The day until which it may be used comes before that. Send it back for a later one.")


def _locked(edition: Edition) -> Edition:
    return (
        Edition.objects.select_for_update(of=("self", "publication")).select_related("publication").get(pk=edition.pk)
    )


def _cleaned(content: dict) -> dict:
    return content | {name: clean(with_figures(content[name])) for name in RICH if name in content}


def _follow_headline(edition: Edition, topic: Topic | None) -> None:
    publication = edition.publication
    publication.topic = topic
    if publication.first_public_at is None and not fits(publication, edition.title):
        publication.path = free_path(publication.kind_name, edition.title)
    publication.save()
