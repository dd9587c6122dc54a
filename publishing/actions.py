"""What is done to a publication: started, edited, submitted, sent back, approved with a time."""

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.text import slugify

from people.access import check
from people.history import because
from people.models import User
from publishing import clock
from publishing.kinds import KINDS
from publishing.models import Edition, Publication, Topic
from publishing.richtext import clean
from publishing.workflow import Approval, Move, Refused, check_approval, moved

RICH = ["body", "notes"]


@transaction.atomic
def start(*, kind: str, by: User, topic: Topic | None = None, **content) -> Edition:
    """Start a publication with its first draft. Raises PermissionDenied unless `by` may write this kind."""
    check(by, KINDS[kind].write)
    publication = Publication.objects.create(kind_name=kind, topic=topic, path=_free_path(kind, content["title"]))
    edition = Edition.objects.create(publication=publication, **_cleaned(content))
    edition.authors.add(by)
    return edition


@transaction.atomic
def edit(*, edition: Edition, by: User, topic: Topic | None = None, **content) -> Edition:
    """Replace the words of a draft or submitted edition; it is a draft again.

    The address follows the headline until the text has been public. Raises Refused for an approved edition.
    """
    edition = _locked(edition)
    check(by, edition.publication.kind.write)
    edition.state = moved(edition.state, Move.EDIT)
    for name, value in _cleaned(content).items():
        setattr(edition, name, value)
    edition.save()
    edition.authors.add(by)
    _follow_headline(edition, topic)
    return edition


@transaction.atomic
def submit(*, edition: Edition, by: User) -> Edition:
    """Ask for approval. Raises Refused unless it is a draft."""
    edition = _locked(edition)
    check(by, edition.publication.kind.write)
    edition.state = moved(edition.state, Move.SUBMIT)
    edition.save()
    return edition


@transaction.atomic
def send_back(*, edition: Edition, by: User, reason: str) -> Edition:
    """Make a submitted edition a draft again, with a reason that its author sees."""
    edition = _locked(edition)
    check(by, edition.publication.kind.approve)
    edition.state = moved(edition.state, Move.SEND_BACK)
    with because(reason):
        edition.save()
    return edition


@transaction.atomic
def approve(*, edition: Edition, by: User, seen: str, public_from: datetime | None) -> Edition:
    """Approve the words whose hash is `seen`; they are public from `public_from` (UTC, whole minutes; None: now).

    Approving the same words twice changes nothing. Raises Refused for an author, for words that changed since they
    were seen, and for a time that has passed.
    """
    edition = _locked(edition)
    check(by, edition.publication.kind.approve)
    if edition.state == "approved" and edition.approved_hash == seen:
        return edition
    authors = frozenset(edition.authors.values_list("pk", flat=True))
    check_approval(Approval(by.pk, authors, seen, edition.content_hash))
    edition.state = moved(edition.state, Move.APPROVE)
    now = _database_now()
    if public_from and public_from < now.replace(second=0, microsecond=0):
        raise Refused("That time has passed. Choose a later one, or publish now.")
    begins = public_from or now
    edition.approved_hash, edition.approved_at, edition.approved_by = seen, now, by
    edition.public_during = DateTimeTZRange(begins, None)
    edition.first_public_at = edition.publication.first_public_at = begins
    edition.publication.save()
    edition.save()
    return edition


def _locked(edition: Edition) -> Edition:
    return (
        Edition.objects.select_for_update(of=("self", "publication")).select_related("publication").get(pk=edition.pk)
    )


def _database_now() -> datetime:
    return Publication.objects.annotate(now=clock.now()).values_list("now", flat=True)[0]


def _cleaned(content: dict) -> dict:
    return content | {name: clean(content[name]) for name in RICH if name in content}


def _follow_headline(edition: Edition, topic: Topic | None) -> None:
    publication = edition.publication
    publication.topic = topic
    if publication.first_public_at is None and not _fits(publication, edition.title):
        publication.path = _free_path(publication.kind_name, edition.title)
    publication.save()


def _fits(publication: Publication, title: str) -> bool:
    return publication.slug.rstrip("-0123456789") == _slug(title).rstrip("-0123456789")


def _slug(title: str) -> str:
    return slugify(title)[:80].strip("-") or "text"


def _free_path(kind: str, title: str) -> str:
    """An address that no publication has: the headline's words, with a number where they are taken."""
    stem = KINDS[kind].prefix + _slug(title)
    taken = set(Publication.objects.filter(path__startswith=stem).values_list("path", flat=True))
    numbered = (f"{stem}-{number}/" for number in range(2, len(taken) + 3))
    return next(path for path in [f"{stem}/", *numbered] if path not in taken)
