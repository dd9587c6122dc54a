"""Files of the public register as they were published, and which of them are in use."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from cache_version.models import bumps_cache_version
from register.lists.column_report import ColumnUse
from register.lists.kinds import ListKind


class RegisterFileQuerySet(models.QuerySet):
    def in_use(self):
        """Those that a person released, that nobody took back, and that no corrected edition replaces."""
        return self.filter(released_at__isnull=False, withdrawn_at=None, superseded_by=None)

    def with_list(self, kind: ListKind):
        """Those whose list of a kind is in use: a later edition of their date replaces the lists that it holds too."""
        released = self.filter(released_at__isnull=False, withdrawn_at=None, counts__has_key=kind)
        later = released.filter(as_at=OuterRef("as_at"), released_at__gt=OuterRef("released_at"))
        return released.filter(~Exists(later))

    def waiting(self):
        """Those that a person has still to release or to set aside."""
        return self.filter(released_at=None, withdrawn_at=None)

    def as_at_lists(self):
        """Lists in use of who is registered "as at" a date."""
        return self.in_use().filter(kind=ListKind.AS_AT)

    def current(self):
        """The newest list in use: at most one file."""
        return self._newest(self.as_at_lists())

    def whole(self):
        """Those that print every provider, and not only those that had been inspected."""
        return self.filter(covers=RegisterFile.Coverage.ALL)

    def current_whole(self):
        """The newest list in use that prints every provider: what may be counted."""
        return self._newest(self.as_at_lists().whole())

    def _newest(self, files):
        return self.filter(pk__in=files.order_by("-as_at", "-pk").values("pk")[:1])


KINDS = [
    (ListKind.AS_AT, "Providers on the register"),
    (ListKind.PLACES, "Providers and places, without inspections"),
    (ListKind.IN_YEAR, "Inspections of a year"),
    (ListKind.MOVES, "Joiners and leavers"),
    (ListKind.PREMISES, "Supported accommodation premises"),
]


@bumps_cache_version
class RegisterFile(models.Model):
    """A file as it was loaded, with one list or several. The same bytes are never loaded twice.

    `kind` is that of the first in the order of ListKind: a workbook with the list "as at" a date is of that kind,
    whatever else is in it. Nothing of it is read elsewhere before a person has released it, nor after it is taken back.
    """

    class Coverage(models.TextChoices):
        ALL = "all", "Every provider on the register"
        INSPECTED = "inspected", "Only those that had been inspected"

    kind = models.CharField(max_length=10, choices=KINDS, default=ListKind.AS_AT)
    as_at = models.DateField()
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, unique=True)
    original = models.BinaryField()
    loaded_at = models.DateTimeField(auto_now_add=True)
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    covers = models.CharField("which providers it prints", max_length=10, choices=Coverage, blank=True, db_default="")
    # A list that is unlike the one before needs two: who asked for its release, and who released it.
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField("why it was taken back", blank=True, db_default="")
    # A corrected edition of the same date takes the earlier one's place.
    superseded_by = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="supersedes")
    unknown_headings = models.JSONField(default=list)
    columns = models.JSONField(default=list, db_default=[])  # what became of each: `ColumnReport`, and its sheet
    decided = models.JSONField(default=dict, db_default={})  # what a person said of guessed columns, by heading
    missing_columns = models.JSONField(default=list, db_default=[])  # what such a list prints and this one does not
    unreadable_rows = models.JSONField(default=list)  # sentences, each with the number of its row
    unknown_words = models.JSONField(default=list)  # sentences
    counts = models.JSONField(default=dict)  # what was read and what of it was new, by what it is called

    objects = RegisterFileQuerySet.as_manager()

    class Meta:
        ordering = ["-as_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(released_at=None) | ~models.Q(covers=""), name="register_file_released_with_coverage"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawn_why="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_why="")),
                name="register_file_withdrawn_with_reason",
            ),
        ]

    def __str__(self):
        return f"{self.name}, as at {self.as_at}"

    @property
    def waits(self) -> bool:
        """Whether a person has still to release it or to set it aside."""
        return self.released_at is None and self.withdrawn_at is None

    @property
    def can_be_released(self) -> bool:
        """Whether nothing reads it: it waits, or was taken back."""
        return self.released_at is None or self.withdrawn_at is not None

    @property
    def state_in_words(self) -> str:
        """Whether it is read: `In use`, or why not."""
        if self.withdrawn_at:
            return "Taken back"
        if not self.released_at:
            return "Waits for release"
        return "Replaced" if self.superseded_by_id else "In use"

    @property
    def guessed(self) -> list[dict]:
        """The columns of which nobody has said yet that they hold what was guessed."""
        return [column for column in self.columns if column["use"] == ColumnUse.GUESSED]

    @property
    def lists(self) -> list[dict]:
        """The lists in the file, with how many rows of each were read."""
        return [{"label": label, "rows": self.counts[kind]} for kind, label in KINDS if kind in self.counts]

    @property
    def rows_read(self) -> int:
        return sum(each["rows"] for each in self.lists)
