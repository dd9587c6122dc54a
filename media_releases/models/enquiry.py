from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.access import Permission, can
from people.history import track


class EnquiryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The press desk sees all enquiries; nobody else any."""
        return self if can(user, Permission.PRESS_DESK) else self.none()

    def open(self):
        """Not answered yet, the nearest deadline first."""
        return self.filter(answered_at=None).order_by("deadline", "pk")


@track()
class Enquiry(models.Model):
    """What a journalist asked, by when they need it, and what they were told."""

    journalist = models.CharField(max_length=120)
    outlet = models.CharField(max_length=120)
    telephone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    asked = models.TextField("what they ask")
    asked_at = models.DateTimeField(default=timezone.now)
    deadline = models.DateTimeField()
    answer = models.TextField("what they were told", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name_plural = "enquiries"
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="enquiry_answered_with_answer"
            ),
            models.CheckConstraint(condition=Q(telephone__gt="") | Q(email__gt=""), name="enquiry_can_be_answered"),
        ]

    def __str__(self):
        return f"{self.journalist}, {self.outlet}"

    @property
    def is_late(self) -> bool:
        return self.answered_at is None and self.deadline < timezone.now()
