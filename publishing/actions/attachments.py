"""What a version of a text shows: images and documents, each described, in an order. Only until it is approved."""

from django.db import transaction
from django.db.models import Max

from people.access import check
from people.models import User
from publishing.actions.editions import reopened
from publishing.actions.files import read_file, save_file
from publishing.models import Attachment, Edition, Shown
from publishing.workflow import Refused

MOST = 20


@transaction.atomic
def show(
    *, edition: Edition, kind: Attachment.Kind, raw: bytes, name_of_file: str, by: User, **described: str
) -> Shown:
    """Keep a file and show it last in a version, with what readers are told of it (`Shown`'s fields).

    Raises Unusable for a file that is not taken; Refused for an approved version, for one that shows twenty, and for
    one that shows this very file.
    """
    check(by, edition.publication.kind.write)
    if not edition.publication.kind.shows_files:
        raise Refused(f"A {edition.publication.kind.label.lower()} shows no images or documents.")
    file = read_file(kind, raw)  # before anything is locked: a large picture takes seconds
    edition = reopened(edition=edition, by=by)
    if edition.shown.count() >= MOST:
        raise Refused(f"This version shows {MOST} files, which is the most. Remove one first.")
    if edition.shown.filter(attachment__sha256=file.sha256).exists():
        raise Refused("This version shows this very file already.")
    attachment = save_file(kind=kind, file=file, name=name_of_file, by=by)
    last = edition.shown.aggregate(last=Max("position"))["last"] or 0
    shown = Shown.objects.create(edition=edition, attachment=attachment, position=last + 1, **described)
    shown.taken_out = file.taken_out
    return shown


@transaction.atomic
def describe(*, shown: Shown, by: User, **described: str) -> Shown:
    """Change what readers are told of a file. Raises Refused for an approved version."""
    shown = _reopened(shown, by)
    for name, value in described.items():
        setattr(shown, name, value)
    shown.save()
    return shown


@transaction.atomic
def show_earlier(*, shown: Shown, by: User) -> Shown:
    """Let a file and the one before it change places; the first stays. Raises Refused for an approved version."""
    shown = _reopened(shown, by)
    before = shown.edition.shown.filter(position__lt=shown.position).last()
    if before:
        before.position, shown.position = shown.position, before.position
        before.save()
        shown.save()
    return shown


@transaction.atomic
def show_no_more(*, shown: Shown, by: User) -> None:
    """Take a file off a version; other versions go on showing it. Raises Refused for an approved version."""
    _reopened(shown, by).delete()


def _reopened(shown: Shown, by: User) -> Shown:
    edition = reopened(edition=shown.edition, by=by)
    found = edition.shown.filter(pk=shown.pk).first()
    if found is None:
        raise Refused("Someone took this file off meanwhile. Reload the page.")
    return found
