"""Previews for people without an account: who was sent which version, until when, and who looked."""

from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cleaning.constraint import shows
from history import track
from people.access import permissions_of
from publishing import clock
from publishing.kinds import kinds_with
from publishing.workflow import EditionState

MOST_DAYS = 30


class PreviewLinkQuerySet(models.QuerySet):
    def open(self):
        """Links that open something now: not ended, not stopped, and their version neither discarded nor removed."""
        links = self.filter(expires_at__gt=clock.now(), stopped_at=None, edition__publication__removed_at=None)
        return links.exclude(edition__state=EditionState.DISCARDED)

    def visible_to(self, user):
        """For staff: links to texts of the kinds that they may write or approve."""
        return self.filter(edition__publication__kind_name__in=kinds_with(permissions_of(user)))


@track(exclude=["token_hash"])
class PreviewLink(models.Model):
    """One person's way to read one version before it is public. Only a hash of the token is kept.

    A link opens the version that it was made for, as it stands, and no later one.
    """

    edition = models.ForeignKey("publishing.Edition", models.PROTECT, related_name="previews")
    name = models.CharField("who will read it", max_length=120)
    organisation = models.CharField(max_length=120, blank=True)
    reason = models.CharField("why they need it", max_length=255)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            shows("name", name="preview_name"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(reason=""), name="preview_is_for_a_person_and_a_reason"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at"), expires_at__lte=F("made_at") + timedelta(days=MOST_DAYS)),
                name="preview_ends_within_30_days",
            ),
            models.CheckConstraint(
                condition=Q(stopped_by=None) | Q(stopped_at__isnull=False), name="preview_stopped_at_a_time"
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.organisation}" if self.organisation else self.name

    @property
    def has_ended(self) -> bool:
        """For a label on staff pages only, as `open()` decides what is read."""
        return self.expires_at <= timezone.now()


class PreviewRead(models.Model):
    """One opening of a preview, and the hash of the words that were shown. Append-only.

    Programs that look at links in mails open them too, so the first may be no person's.
    """

    link = models.ForeignKey("publishing.PreviewLink", models.PROTECT, related_name="reads")
    at = models.DateTimeField(default=timezone.now)
    content_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-at", "-pk"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"Preview {self.link_id}, {self.at:%d %B %Y %H:%M}"
