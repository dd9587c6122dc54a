from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone


class FailedItemQuerySet(models.QuerySet):
    def on_hold(self):
        """Items that their job leaves alone now: they wait for their time, or for a person."""
        return self.filter(Q(failed_at__isnull=False) | Q(next_attempt_at__gt=timezone.now()))

    def open(self):
        """All that nobody has put aside, those that need a person first."""
        return self.filter(dismissed_at=None).order_by(models.F("failed_at").asc(nulls_last=True), "pk")

    def needing_a_person(self):
        return self.open().filter(failed_at__isnull=False)


class FailedItem(models.Model):
    """One item of a job that failed: when it is tried again, or that a person must look at it.

    The row is there only while there is trouble: it goes as soon as the work is done. An item is a row of any model, or
    a thing that has no row, by its name.
    """

    job = models.CharField(max_length=80)
    content_type = models.ForeignKey(ContentType, models.CASCADE, null=True, blank=True)
    item = models.CharField(max_length=200)  # the row's primary key, or the thing's name
    row = GenericForeignKey("content_type", "item")
    attempts = models.PositiveSmallIntegerField(default=0)
    first_failed_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)  # given up, until a person says "try again"
    last_error = models.CharField(max_length=255)  # our own words: no name, no address
    dismissed_at = models.DateTimeField(null=True, blank=True)
    dismissed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = FailedItemQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["job", "item"], name="failed_item_once"),
            models.CheckConstraint(
                condition=Q(next_attempt_at=None, failed_at__isnull=False)
                | Q(next_attempt_at__isnull=False, failed_at=None),
                name="failed_item_waits_for_a_time_or_a_person",
            ),
            models.CheckConstraint(
                condition=Q(dismissed_at=None) | Q(failed_at__isnull=False), name="failed_item_dismissed_has_failed"
            ),
        ]

    def __str__(self):
        return f"{self.job}, {self.label}"

    @property
    def label(self) -> str:
        """What it is, for whoever runs the portal. A row's own `system_name`, or its kind and number: a title may be
        for other eyes."""
        if self.content_type_id is None:
            return self.item
        kind = self.content_type.model_class()._meta.verbose_name
        return getattr(self.row, "system_name", "") or f"{kind.capitalize()} {self.item}"
