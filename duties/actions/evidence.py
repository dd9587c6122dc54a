"""Files that show that an own duty was done."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.module_loading import import_string

from duties.models import DutyDone, EvidenceFile
from history import audit_reason
from homes.locks import editable
from people.models import User

MOST_FILES = 5  # of one day
OF_LAW = "Files are taken for your own duties alone: reports of visits and reviews speak about children."


@transaction.atomic
def add_evidence(*, done: DutyDone, raw: bytes, names_no_child: bool, by: User) -> tuple[EvidenceFile, tuple[str, ...]]:
    """Keep a file of a day, made anew, and say what of it was taken out.

    Raises PermissionDenied, and ValidationError for a file that is not taken, one that nobody says to name no child,
    and for a duty from law.
    """
    editable(done.home, by)
    if done.own_id is None:
        raise ValidationError(OF_LAW)
    if not names_no_child:
        raise ValidationError({"names_no_child": "Look through the file, and say that it names no child."})
    if done.files.count() >= MOST_FILES:
        raise ValidationError(f"There are {MOST_FILES} files of this day. Remove one first.")
    file = import_string(settings.PRIVATE_FILES)(raw)
    about = {"media_type": file.media_type, "ending": file.ending, "size": len(file.raw), "raw": file.raw}
    return EvidenceFile.objects.create(done=done, by=by, **about), file.taken_out


@transaction.atomic
def remove_evidence(*, file: EvidenceFile, by: User) -> None:
    """Delete a file; that it was there stays in the history. Twice changes nothing."""
    editable(file.done.home, by)
    with audit_reason("Removed"):
        EvidenceFile.objects.filter(pk=file.pk).delete()
