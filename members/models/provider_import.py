from django.conf import settings
from django.db import models
from django.db.models import Q

from encryption import EncryptedTextField
from history import track
from people.access import Permission, can


class ProviderImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Membership staff: whoever uploaded it may be away when it has to be taken back."""
        return self if can(user, Permission.MEMBERSHIP_MANAGE) else self.none()

    def accepted(self):
        return self.filter(state=ProviderImport.State.ACCEPTED)


class ProviderImport(models.Model):
    """A sheet of providers and people that somebody uploaded: its rows, what its columns mean, and what came of it.

    Its rows are encrypted, without history, and deleted after a week; what was made of them stays, to be taken back.
    """

    class State(models.TextChoices):
        READ = "read", "Columns to be said"
        CHECKED = "checked", "Checked"
        ACCEPTED = "accepted", "Being imported"
        CHANGED = "changed", "Not imported"
        IMPORTED = "imported", "Imported"
        UNDONE = "undone", "Taken back"

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = EncryptedTextField()  # of the file
    content = EncryptedTextField(blank=True)  # JSON: a sheet
    heading_at = models.PositiveSmallIntegerField(default=0)  # which of its rows has the headings
    columns = models.JSONField(default=dict)  # by field: the place of its column
    unsaid = models.JSONField(default=dict)  # by field: what holds where no row says it
    choices = EncryptedTextField(blank=True)  # JSON, by the row of an organisation: the provider that it is, or none
    is_inviting = models.BooleanField(default=False)
    seal = models.CharField(max_length=64, blank=True)  # of what was shown to whoever accepted it
    why_not = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.READ)
    created_at = models.DateTimeField(auto_now_add=True)
    imported_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ProviderImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(imported_at__isnull=False) | ~Q(state__in=["imported", "undone"]),
                name="provider_import_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=False, state="undone") | (Q(undone_at=None) & ~Q(state="undone")),
                name="provider_import_undone_has_its_time",
            ),
        ]

    def __str__(self):
        return f"Import {self.pk}"


class ImportedProvider(models.Model):
    """That an import made a provider."""

    source = models.ForeignKey(ProviderImport, models.CASCADE, related_name="made")
    provider = models.OneToOneField("people.Provider", models.CASCADE, related_name="imported")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.provider} by {self.source}"


@track()
class RememberedColumns(models.Model):
    """What a person said that the columns of a sheet with these headings mean."""

    headings = models.CharField(max_length=64, unique=True)  # a digest of them
    columns = models.JSONField()  # by field: the heading, in letters alone
    unsaid = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"Columns {self.pk}"
