import json

from django.conf import settings
from django.db import models
from django.db.models import Q

from encryption import EncryptedTextField


class HomeSheetQuerySet(models.QuerySet):
    def own(self, user):
        """Those that a person uploaded; while they look at one provider alone, only those of that time."""
        mine = self.filter(by=user)
        return mine.filter(provider=user.chosen_provider) if user.chosen_provider else mine

    def accepted(self):
        return self.filter(state=HomeSheet.State.ACCEPTED)


class HomeSheet(models.Model):
    """A sheet that someone uploaded, as its dry run understood it: changes, faults, unknown headings.

    Encrypted, seen by that person only, without history, and deleted after a week.
    """

    class State(models.TextChoices):
        CHECKED = "checked", "Checked"
        ACCEPTED = "accepted", "Being applied"
        CHANGED = "changed", "Not applied: someone changed these homes meanwhile"
        APPLIED = "applied", "Applied"

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="home_sheets")
    # What they looked at alone when they uploaded it: its homes are of no other provider.
    provider = models.ForeignKey("people.Provider", models.CASCADE, null=True, related_name="home_sheets")
    name = EncryptedTextField()
    content = EncryptedTextField()  # JSON
    conflicts = EncryptedTextField(blank=True)  # JSON: sentences
    state = models.CharField(max_length=10, choices=State, default=State.CHECKED)
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    objects = HomeSheetQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="applied", applied_at__isnull=False)
                | (~Q(state="applied") & Q(applied_at__isnull=True)),
                name="home_sheet_applied_has_its_time",
            )
        ]

    def __str__(self):
        return f"Sheet {self.pk}"

    @property
    def conflict_sentences(self) -> list[str]:
        return json.loads(self.conflicts) if self.conflicts else []
