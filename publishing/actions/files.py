"""Keeping files and letting go of them. A file lies in the storage before its row is there, and until after it is gone:
whatever a crash leaves between is a file without a row, which `clear_strays` finds."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from jobs.retry import Outcome, attempt, forget_settled, is_due
from people.models import User
from publishing.models import Attachment
from publishing.models.attachment import FOLDER, new_place
from publishing.uploads import RebuiltFile, read_document, read_image

JOB = "clear-files"
READ = {Attachment.Kind.IMAGE: read_image, Attachment.Kind.DOCUMENT: read_document}


def read_file(kind: Attachment.Kind, raw: bytes) -> RebuiltFile:
    """What is kept of a file. Raises Unusable."""
    return READ[kind](raw)


def save_file(*, kind: Attachment.Kind, file: RebuiltFile, name: str, by: User) -> Attachment:
    """Keep a file that was read, an image with its smaller copies. The caller has checked that `by` may upload."""
    place = new_place()
    for suffix, part in [("", file.raw), *((f"-{width}", part) for width, part in file.copies.items())]:
        default_storage.save(f"{place}{suffix}", ContentFile(part))
    return Attachment.objects.create(
        kind=kind,
        media_type=file.media_type,
        stored_as=place,
        sha256=file.sha256,
        size=len(file.raw),
        width=file.width,
        height=file.height,
        copies=list(file.copies),
        name=name[-255:],
        uploaded_by=by,
    )


@transaction.atomic
def forget_unused(*, before: datetime) -> int:
    """Delete the rows of files uploaded before a moment that nothing holds on to. Gives how many."""
    _, by_model = Attachment.objects.unused().filter(uploaded_at__lt=before).delete()
    return by_model.get(Attachment._meta.label, 0)


def clear_strays(*, before: datetime) -> Outcome:
    """Delete what was put into the storage before a moment and belongs to no row. The outcome counts the files."""
    strays = sorted(set(_in_storage()) - _places())
    forget_settled(JOB, strays)
    outcome = Outcome()
    for place in strays:
        if is_due(JOB, place):
            attempt(JOB, place, lambda place=place: _clear(place, before), outcome)
    return outcome


def _clear(place: str, before: datetime) -> int:
    if default_storage.get_modified_time(place) >= before:
        return 0
    default_storage.delete(place)
    return 1


def _in_storage() -> list[str]:
    try:
        _, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:  # nothing was uploaded yet
        return []
    return [f"{FOLDER}/{name}" for name in names]


def _places() -> set[str]:
    return {place for attachment in Attachment.objects.iterator() for place in attachment.places.values()}
