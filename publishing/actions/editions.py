"""A text is written: started, edited, followed by the next version."""

from django.db import transaction

from people.access import check
from people.models import User
from publishing.actions.addresses import fits, free_path
from publishing.actions.figure_uses import save_figure_uses, with_figures
from publishing.actions.quotations import copy, sync
from publishing.actions.unsaved import forget_unsaved
from publishing.kinds import KINDS
from publishing.models import Edition, PressContact, Publication
from publishing.models.edition import WORDS
from publishing.richtext.markup import clean
from publishing.workflow import (
    EditionState,
    Move,
    Refused,
    Window,
    check_unchanged,
    moved,
)

RICH = ["body", "notes"]


@transaction.atomic
def start(*, kind: str, by: User, **content) -> Edition:
    """Start a publication with its first draft. Raises PermissionDenied unless `by` may write this kind.

    Where nothing is said of whom to ring, it names the usual contact.
    """
    check(by, KINDS[kind].write)
    publication = Publication.objects.create(
        kind_name=kind, path=free_path(kind, content["title"]), audience=KINDS[kind].audience
    )
    if "contact" in KINDS[kind].asks:
        content.setdefault("contact", PressContact.objects.usual())
    edition = Edition.objects.create(publication=publication, **_cleaned(content))
    edition.authors.add(by)
    save_figure_uses(edition)
    sync(edition)
    return edition


@transaction.atomic
def start_next(*, publication: Publication, by: User) -> Edition:
    """Start the next version with the words and files of the last one, which stays until the next takes its place.

    Raises Refused while a version waits to be approved, and for a removed text.
    """
    check(by, publication.kind.write)
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    last = publication.editions.latest_numbered()
    if last is None:
        raise Refused("All of this text was discarded. Start a draft again with the words of a discarded one.")
    return draft_from(last, publication=publication, by=by)


def draft_from(former: Edition, *, publication: Publication, by: User) -> Edition:
    """A draft with the words and files of another version of the same text, locked: the next in the line of versions.

    Raises Refused while a version is open, and for a removed text.
    """
    check_not_removed(publication)
    last = publication.editions.latest_numbered()
    if last and last.state != EditionState.APPROVED:
        raise Refused("The next version has been started. Open it in the list of versions.")
    words = {name: getattr(former, name) for name in WORDS}
    edition = Edition.objects.create(publication=publication, number=last.number + 1 if last else 1, **words)
    edition.authors.add(by)
    former.shown.all().copy_to(edition)
    former.about.all().copy_to(edition)
    save_figure_uses(edition)
    copy(former=former, following=edition)
    return edition


@transaction.atomic
def edit(*, edition: Edition, by: User, window: Window | None = None, **content) -> Edition:
    """Replace the words of a draft or submitted edition; it is a draft again.

    The address follows the headline until the text has been public. Raises Refused for an approved edition, and
    ChangedMeanwhile when it is not what the typing in `window` began from.
    """
    check_unchanged(window, locked(edition).words_hash)
    edition = reopened(edition=edition, by=by)
    for name, value in _cleaned(content).items():
        setattr(edition, name, value)
    edition.save()
    save_figure_uses(edition)
    sync(edition)
    _follow_headline(edition)
    if window:
        forget_unsaved(edition.autosaves, by=by, window=window)
    return edition


def reopened(*, edition: Edition, by: User) -> Edition:
    """A draft or submitted edition, locked, for `by` to change: a draft again, with `by` among its authors.

    Inside a transaction. Raises PermissionDenied, and Refused for any other edition and for a removed text.
    """
    edition = locked(edition)
    check(by, edition.publication.kind.write)
    check_not_removed(edition.publication)
    edition.state = moved(edition.state, Move.EDIT)
    edition.save()
    edition.authors.add(by)
    return edition


def locked(edition: Edition) -> Edition:
    """The row as it is now, with its publication, until the transaction ends: one hand at a text at a time."""
    rows = Edition.objects.select_for_update(of=("self", "publication")).select_related("publication")
    return rows.get(pk=edition.pk)


def check_not_removed(publication: Publication) -> None:
    if publication.removed_at:
        raise Refused("This text was removed. Restore it first: its versions are as they were.")


def _cleaned(content: dict) -> dict:
    return content | {name: clean(with_figures(content[name])) for name in RICH if name in content}


def _follow_headline(edition: Edition) -> None:
    publication = edition.publication
    if publication.first_public_at is None and not fits(publication, edition.title):
        publication.path = free_path(publication.kind_name, edition.title)
        publication.save()
