from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from people.access import permissions_of
from publishing.kinds import KINDS
from publishing.workflow import Window

LATELY = timedelta(minutes=10)


class UnsavedQuerySet(models.QuerySet):
    def own(self, user):
        return self.filter(user=user)

    def of_others(self, user):
        return self.exclude(user=user).select_related("user")

    def lately(self):
        """Of people who are likely to be typing still."""
        return self.filter(saved_at__gt=timezone.now() - LATELY)


class Unsaved(models.Model):
    """What someone has typed into a form and not saved yet: one row for each of them and what the form is about.

    It has no history: every two seconds of typing would be a row. Saving what has one deletes it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    words = models.JSONField()  # the form's fields by name, as typed
    # The window that wrote it, and which of its writings this is: requests may arrive out of order.
    page = models.CharField(max_length=32)
    turn = models.PositiveBigIntegerField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def __str__(self):
        return f"Unsaved words {self.pk}"

    @property
    def is_recent(self) -> bool:
        return self.saved_at > timezone.now() - LATELY

    @property
    def mark(self) -> str:
        """By which a window knows later whether another has written meanwhile."""
        return f"{self.page}:{self.turn}"

    def is_of(self, window: Window) -> bool:
        """Whether a window wrote these words, or began with them."""
        return window.page == self.page or window.seen == self.mark


class AutosaveQuerySet(UnsavedQuerySet):
    def visible_to(self, user):
        """For those who may write texts of that kind: words that nobody has saved yet are no one else's to read."""
        allowed = permissions_of(user)
        return self.filter(edition__publication__kind_name__in=[k.name for k in KINDS.values() if k.write in allowed])


class Autosave(Unsaved):
    """What someone has typed into the form of an edition and not saved yet."""

    edition = models.ForeignKey("publishing.Edition", models.CASCADE, related_name="autosaves")
    base = models.CharField(max_length=64)  # `Edition.words_hash` as the typing began

    objects = AutosaveQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "user"], name="autosave_once")]

    def get_absolute_url(self) -> str:
        return reverse("publishing:autosave_detail", args=[self.pk])
