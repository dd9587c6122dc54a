"""Words about a child that were taken out of everything the portal keeps: what is left is that it happened."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from encryption import EncryptedTextField
from people.access import Permission, can

# A tombstone stays as it is; a person's erasure may only set the person to nothing.
CARVED = ["id", "reason", "words_sha256", "proposed_at", "done_at", "places", "files"]
IS_OPEN = Q(done_at=None, dropped_at=None)


class PurgeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What was proposed, for all who may purge; a search that nobody proposed, for who asked for it."""
        if not can(user, Permission.PURGE):
            return self.none()
        return self.filter(Q(proposed_at__isnull=False) | Q(proposed_by=user))

    def open(self):
        """Neither done nor dropped."""
        return self.filter(IS_OPEN)

    def searches(self):
        """Open, and proposed by nobody yet."""
        return self.open().filter(proposed_at=None)

    def waiting(self):
        """Proposed, and neither confirmed nor dropped."""
        return self.open().filter(proposed_at__isnull=False, confirmed_at=None)

    def waiting_for(self, user):
        """Those of them that the user may confirm: somebody else proposed them."""
        return self.waiting().exclude(proposed_by=user)

    def agreed(self):
        """Confirmed by a second person, and waiting for a worker or in its hands."""
        return self.open().filter(confirmed_at__isnull=False)

    def done(self):
        return self.filter(done_at__isnull=False)


class Purge(models.Model):
    """A search for words in everything, then a proposal to take them out, then a tombstone without them.

    `words` is what was looked for and `found` where it stands, both encrypted, until it is done or dropped. Afterwards
    the words stand nowhere in the database: an encrypted copy beside the files lets a restore of an older backup do the
    same again.
    """

    class Reason(models.TextChoices):
        NAMES = "names", "It names a child"
        TELLS_APART = "tells_apart", "A child can be told from it without a name"
        ASKED = "asked", "Someone with parental responsibility, or the child, asked for it"
        COURT = "court", "A court or a law forbids it to be kept"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    words = EncryptedTextField(blank=True)
    words_sha256 = models.CharField(max_length=64)  # of the pattern made of them: what the database's function checks
    asked_at = models.DateTimeField(default=timezone.now)  # by who may propose it then: proposed_by
    found = EncryptedTextField(blank=True)  # a Result as JSON
    found_at = models.DateTimeField(null=True, blank=True)  # empty until a worker has looked everywhere
    progress = models.CharField(max_length=60, blank=True)  # how far the worker is
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    chosen = models.JSONField(default=list, blank=True)  # files that go too, as `kind:number`
    fault = models.CharField(max_length=255, blank=True)  # why it could not be done when it was confirmed last
    done_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    places = models.JSONField(default=dict)  # table → how many values were changed
    files = models.PositiveIntegerField(default=0)  # how many were deleted
    replayed = models.BooleanField(default=False)  # by a restore, from the list beside the files

    objects = PurgeQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(confirmed_by=F("proposed_by")), name="purge_by_two_people"),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(dropped_at=None), name="purge_is_done_or_dropped_not_both"
            ),
            models.CheckConstraint(condition=IS_OPEN | Q(words="", found=""), name="purge_forgets_the_words"),
            models.CheckConstraint(
                condition=Q(proposed_at=None, confirmed_by=None, confirmed_at=None, done_at=None)
                | (Q(proposed_at__isnull=False) & ~Q(reason="")),
                name="purge_is_proposed_first",
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
        return f"{self.get_reason_display() or 'Search'}, {self.asked_at:%-d %B %Y}"

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.dropped_at is None

    @property
    def how_many(self) -> int:
        """How many values were changed."""
        return sum(self.places.values())
