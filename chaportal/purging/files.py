"""Files that say words: looked into one by one, and deleted as a whole."""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.files.storage import Storage, default_storage
from django.db import transaction
from django.db.models import QuerySet
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from chaportal.purging.pattern import Words
from duties.models import EvidenceFile
from members.models import ApplicationFile
from publishing.models import Attachment
from register.models import RegisterFile, RegisterUpload

TAGS = re.compile(r"<[^<>]*>")
MOST_BYTES = 200 * 1024 * 1024  # of one file, unpacked
SAYS, UNREAD = "says it", "could not be read"
UNREADABLE = (PyPdfError, zipfile.BadZipFile, ValueError, KeyError, RecursionError, NotImplementedError)


@dataclass(frozen=True)
class Found:
    """A file that the portal keeps. `kind:pk` names it in a form."""

    kind: str
    pk: int
    name: str
    raw: bytes
    row: object

    @property
    def reference(self) -> str:
        return f"{self.kind}:{self.pk}"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()


def files(using: str = "default", storage: Storage = default_storage, only: list[str] | None = None) -> Iterator[Found]:
    """Every file that the portal keeps, one after the other, or those that references name; no other is read.

    A test fails on a column of bytes that is not here.
    """
    for attachment in _named("attachment", Attachment.objects.using(using), only).iterator():
        with storage.open(attachment.stored_as) as file:
            yield Found("attachment", attachment.pk, attachment.name, file.read(), attachment)
    originals = RegisterFile.objects.using(using).exclude(original=b"")
    for file in _named("register", originals, only).iterator(chunk_size=1):
        yield Found("register", file.pk, file.name, bytes(file.original), file)
    evidence = EvidenceFile.objects.using(using)
    for file in _named("evidence", evidence, only).iterator(chunk_size=1):
        yield Found("evidence", file.pk, str(file), bytes(file.raw), file)
    of_applications = ApplicationFile.objects.using(using)
    for file in _named("application", of_applications, only).iterator(chunk_size=1):
        yield Found("application", file.pk, str(file), bytes(file.raw), file)
    waiting = RegisterUpload.objects.using(using).filter(raw__isnull=False)
    for upload in _named("upload", waiting, only).iterator(chunk_size=1):
        yield Found("upload", upload.pk, upload.name, bytes(upload.raw), upload)


@dataclass(frozen=True)
class FileFound:
    """A file that says the words, or that nobody could read (`says` is which of both); its size in bytes."""

    reference: str
    name: str
    says: str
    size: int


def look_into(words: Words, report: Callable[[str], None] = lambda how_far: None) -> list[FileFound]:
    """Files whose name or content says the words, and those that could not be read. `report` hears how far it is."""
    found = []
    for number, file in enumerate(files(), start=1):
        report(f"file {number}")
        if says := _says(file, words):
            found.append(FileFound(file.reference, file.name, says, len(file.raw)))
    return found


def _says(file: Found, words: Words) -> str:
    try:
        return SAYS if words.are_in(file.name) or words.are_in(text_of(file.raw)) else ""
    except UNREADABLE:
        return UNREAD


def chosen(references: list[str]) -> list[Found]:
    """The files that are still there of those that are named."""
    return list(files(only=references))


def _named(kind: str, rows: QuerySet, only: list[str] | None) -> QuerySet:
    if only is None:
        return rows
    named = (reference.partition(":") for reference in only)
    return rows.filter(pk__in=[pk for of_kind, _, pk in named if of_kind == kind])


def delete(found: list[Found], using: str = "default", storage: Storage = default_storage) -> None:
    """Delete files. Bytes in the storage go when the transaction is committed; a nightly sweep would find the rest."""
    for file in found:
        _DELETE[file.kind](file.row, using, storage)


def text_of(raw: bytes) -> str:
    """What a file says: pages of a PDF, parts of an office file, or plain text. Raises one of UNREADABLE."""
    if raw.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages)
    return TAGS.sub("", _unpacked(raw)) if raw.startswith(b"PK") else raw.decode(errors="replace")


def _unpacked(raw: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
            raise ValueError("too large")
        names = [name for name in packed.namelist() if name.endswith((".xml", ".rels", ".txt"))]
        # A word may be spelt in several pieces, so pieces of one paragraph are not parted.
        return "\n".join(packed.read(name).decode(errors="replace").replace("</w:p>", "\n") for name in names)


def _delete_attachment(attachment: Attachment, using: str, storage: Storage) -> None:
    """The file, and every row that shows it or at least that it does."""
    places = list(attachment.places.values())
    for relation in attachment._meta.related_objects:
        rows = relation.related_model.objects.using(using).filter(**{relation.field.name: attachment})
        if relation.field.null:
            rows.update(**{relation.field.name: None})
        else:
            rows.delete()
    attachment.delete(using=using)
    transaction.on_commit(lambda: [storage.delete(place) for place in places], using=using, robust=True)


def _empty_register_file(file: RegisterFile, using: str, storage: Storage) -> None:
    RegisterFile.objects.using(using).filter(pk=file.pk).update(original=b"")


def _delete_row(row: RegisterUpload | EvidenceFile | ApplicationFile, using: str, storage: Storage) -> None:
    row.delete(using=using)


_DELETE = {
    "attachment": _delete_attachment,
    "register": _empty_register_file,
    "upload": _delete_row,
    "evidence": _delete_row,
    "application": _delete_row,
}
