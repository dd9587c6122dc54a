from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cleaning.constraint import shows
from history import track
from people.access import Permission, can


class EnquiryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The press desk sees all enquiries; nobody else any."""
        return self if can(user, Permission.PRESS_DESK) else self.none()

    def search(self, words: str):
        """Enquiries with all of the words in whatever was written about them."""
        fields = ("journalist", "outlet", "asked", "answer")
        for word in words.split():
            self = self.filter(Q.create([(f"{field}__icontains", word) for field in fields], Q.OR))
        return self

    def answered(self):
        """Answered, the latest first."""
        return self.exclude(answered_at=None).order_by("-answered_at", "-pk")

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
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.TextField("what they were told", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    # The version of the line to take that was used: its words stay as they were approved.
    answered_with = models.ForeignKey(
        "publishing.Edition", models.SET_NULL, null=True, blank=True, related_name="enquiries"
    )

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name_plural = "enquiries"
        constraints = [
            shows("journalist", name="enquiry_journalist"),
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

    @property
    def is_for_today(self) -> bool:
        """Open, and needed before London's day is over."""
        due = timezone.localtime(self.deadline).date() == timezone.localdate()
        return due and self.answered_at is None and not self.is_late
