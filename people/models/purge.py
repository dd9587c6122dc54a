"""Words about a child that were taken out of everything the portal keeps: what is left is that it happened."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from people.encryption import EncryptedTextField

# A tombstone stays as it is; a person's erasure may only set the person to nothing.
CARVED = ["id", "reason", "words_sha256", "proposed_at", "done_at", "places", "files"]


class PurgeQuerySet(models.QuerySet):
    def open(self):
        """Proposed, and neither done nor dropped."""
        return self.filter(done_at=None, dropped_at=None)

    def done(self):
        return self.filter(done_at__isnull=False)


class Purge(models.Model):
    """A proposal to take words out of everything; once a second person confirmed it, a tombstone without them.

    `words` is what was looked for, encrypted, until it is done or dropped. Afterwards it stands nowhere in the
    database: an encrypted copy beside the files lets a restore of an older backup do the same again.
    """

    class Reason(models.TextChoices):
        NAMES = "names", "It names a child"
        TELLS_APART = "tells_apart", "A child can be told from it without a name"
        ASKED = "asked", "Someone with parental responsibility, or the child, asked for it"
        COURT = "court", "A court or a law forbids it to be kept"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reason = models.CharField(max_length=20, choices=Reason)
    words = EncryptedTextField(blank=True)
    words_sha256 = models.CharField(max_length=64)  # of the pattern made of them: what the database's function checks
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    # Files that say the words, as `kind:number`; null until a worker has looked into all of them.
    found_in = models.JSONField(null=True, blank=True)
    places = models.JSONField(default=dict)  # table → how many values were changed
    files = models.PositiveIntegerField(default=0)  # how many were deleted
    replayed = models.BooleanField(default=False)  # by a restore, from the list beside the files

    objects = PurgeQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(confirmed_by=F("proposed_by")), name="purge_by_two_people"),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(dropped_at=None), name="purge_is_done_or_dropped_not_both"
            ),
            models.CheckConstraint(
                condition=(Q(done_at=None) & Q(dropped_at=None)) | Q(words=""), name="purge_forgets_the_words"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="tombstone_stays",
                operation=pgtrigger.UpdateOf(*CARVED),
                condition=pgtrigger.Q(old__done_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_reason_display()}, {self.proposed_at:%-d %B %Y}"

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.dropped_at is None

    @property
    def how_many(self) -> int:
        """How many values were changed."""
        return sum(self.places.values())
