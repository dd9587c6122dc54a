"""Files that texts show. Nobody reaches one by its address before a text that anyone may read shows it."""

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows
from history import track
from people.links import link_to
from publishing.models.edition import Edition

FOLDER = "attachments"
ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "application/pdf": "pdf",
    "text/csv": "csv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}


class AttachmentQuerySet(models.QuerySet):
    def public(self):
        """The files that anyone may fetch now: a text that anyone may read shows them, now or in a replaced version.

        Upper layers name what else shows files by dotted path in `settings.PUBLIC_FILES`: functions that give ids.
        """
        shown = Shown.objects.filter(attachment=OuterRef("pk"))
        rule = Exists(shown.filter(edition__in=Edition.objects.public()))
        rule |= Exists(shown.filter(edition__in=Edition.objects.replaced()))
        for path in settings.PUBLIC_FILES:
            rule |= Q(pk__in=import_string(path)())
        return self.filter(rule)

    def unused(self):
        """The files that no row of any table holds on to, on whichever layer."""
        relations = self.model._meta.get_fields(include_hidden=True)
        holding = [field for field in relations if getattr(field, "on_delete", None) is models.PROTECT]
        rows = [field.related_model.objects.filter(**{field.field.name: OuterRef("pk")}) for field in holding]
        return self.filter(*(~Exists(row) for row in rows))


@bumps_cache_version
class Attachment(models.Model):
    """A file as it is kept. Its address is a random key, its place in the storage another: neither tells the other."""

    class Kind(models.TextChoices):
        IMAGE = "image", "Image"
        DOCUMENT = "document", "Document"

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    media_type = models.CharField(max_length=100)
    stored_as = models.CharField(max_length=60, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()  # bytes
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    copies = ArrayField(models.PositiveIntegerField(), default=list, blank=True)  # their widths, made once
    name = models.CharField("name of the file that was chosen", max_length=255)  # for staff only
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="document", width=None, height=None) | Q(kind="image", width__gt=0, height__gt=0),
                name="attachment_image_has_pixels",
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="bytes_stay",
                fields=["key", "kind", "media_type", "stored_as", "sha256", "size", "width", "height", "copies"],
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}"

    @property
    def is_image(self) -> bool:
        return self.kind == self.Kind.IMAGE

    @property
    def ending(self) -> str:
        return ENDINGS[self.media_type]

    @property
    def full_name(self) -> str:
        """The last part of its address: `full.jpg`. It tells nothing but the type."""
        return f"full.{self.ending}"

    @property
    def folder(self) -> str:
        """The first part of its address below wherever a reader finds files."""
        return f"{self.key}/"

    @property
    def public_address(self) -> str:
        """The whole address of its full size: where anyone finds it once a text that anyone may read shows it."""
        return link_to("attachment_file", self.key, self.full_name)

    @property
    def places(self) -> dict[str, str]:
        """Where in the storage lies what each last part of its address names: `640.jpg`, `full.jpg`."""
        smaller = {f"{width}.{self.ending}": f"{self.stored_as}-{width}" for width in self.copies}
        return smaller | {self.full_name: self.stored_as}

    @property
    def widths(self) -> list[tuple[int, str]]:
        """The widths in which an image is to be had, with the last part of each address."""
        return [*((width, f"{width}.{self.ending}") for width in self.copies), (self.width, self.full_name)]

    @property
    def preview_name(self) -> str:
        """The last part of the address of a middling size."""
        return self._at_least(640)

    @property
    def print_name(self) -> str:
        """The last part of the address of a size that is sharp on a sheet of A4."""
        return self._at_least(1280)

    def _at_least(self, pixels: int) -> str:
        return next((name for width, name in self.widths if width >= pixels), self.full_name)

    def read(self, name: str) -> bytes:
        """The bytes that a last part of its address names, 20 MB at most. Raises KeyError for none of its own."""
        with default_storage.open(self.places[name]) as file:
            return file.read()


def new_place() -> str:
    """A place in the storage that nobody can guess."""
    return f"{FOLDER}/{get_random_string(40)}"


class ShownQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For staff: what the texts show that they may write or approve."""
        return self.filter(edition__in=Edition.objects.visible_to(user))

    def copy_to(self, edition):
        """The same files in another version, with the same words."""
        rows = list(self)
        for row in rows:
            row.pk, row._state.adding, row.edition = None, True, edition
        return self.bulk_create(rows)


class ShownManager(models.Manager.from_queryset(ShownQuerySet)):
    def get_queryset(self):
        return super().get_queryset().select_related("attachment")


@bumps_cache_version
@track()
class Shown(models.Model):
    """A file in a version of a text, with what readers are told about it."""

    class Licence(models.TextChoices):
        WITH_NEWS = "with_news", "Free to use with this news, with the credit"
        CC_BY = "cc_by", "Creative Commons Attribution 4.0"
        OGL = "ogl", "Open Government Licence v3.0"
        RESERVED = "reserved", "All rights reserved: ask us first"

    edition = models.ForeignKey("publishing.Edition", models.CASCADE, related_name="shown")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="shown")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160, blank=True)  # of a document
    alt = models.CharField("what the image shows", max_length=300, blank=True)
    caption = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=160, blank=True)
    licence = models.CharField(max_length=10, choices=Licence, blank=True)

    taken_out: tuple[str, ...] = ()  # of the file when it was added: said once to who added it, and not kept

    objects = ShownManager()

    class Meta:
        ordering = ["edition", "position"]
        verbose_name_plural = "shown"
        constraints = [
            shows("title", name="shown_title", may_be_empty=True),
            models.UniqueConstraint(fields=["edition", "attachment"], name="shown_once"),
            models.UniqueConstraint(
                fields=["edition", "position"], name="shown_position_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=(Q(title="") & ~Q(alt="") & ~Q(credit="") & ~Q(licence="")) | (~Q(title="") & Q(alt="")),
                name="shown_image_is_described_or_document_named",
            ),
        ]

    def __str__(self):
        return self.title or self.alt

    @property
    def in_one_line(self) -> str:
        """The file and what readers are told of it, in one line."""
        file = f"{self} ({self.attachment.ending.upper()}, {self.attachment.size:,} bytes)"
        return ". ".join(filter(None, [file, self.caption, self.credit, self.get_licence_display()]))

    @property
    def content(self) -> list:
        """What readers get of it, apart from its place: part of what an approval is bound to."""
        return [self.attachment.sha256, self.title, self.alt, self.caption, self.credit, self.licence]
