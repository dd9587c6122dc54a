from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.access import Permission, can
from people.history import track


class ReleaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff who write or approve releases see all of them."""
        return self if can(user, Permission.RELEASE_WRITE) or can(user, Permission.RELEASE_APPROVE) else self.none()


class Release(models.Model):
    """A publication of ours that the press page shows, and the enquiry that it answers if there was one."""

    publication = models.OneToOneField("publishing.Publication", models.CASCADE, related_name="release")
    enquiry = models.ForeignKey("Enquiry", models.SET_NULL, null=True, blank=True, related_name="releases")

    objects = ReleaseQuerySet.as_manager()

    def __str__(self):
        return str(self.publication)


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


class LineToTakeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The press desk and the people who approve releases."""
        return self if can(user, Permission.PRESS_DESK) or can(user, Permission.RELEASE_APPROVE) else self.none()

    def current(self, on=None):
        """Lines that have not expired on a date (default: today in London)."""
        return self.filter(expires_on__gte=on or timezone.localdate())


@track()
class LineToTake(models.Model):
    """What we say when asked about something, until it expires. For the press desk, never public."""

    topic = models.ForeignKey("publishing.Topic", models.PROTECT, related_name="lines_to_take")
    question = models.CharField("when they ask", max_length=200)
    line = models.TextField("we say")
    expires_on = models.DateField("use until")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = LineToTakeQuerySet.as_manager()

    class Meta:
        ordering = ["topic__name", "question", "pk"]
        verbose_name_plural = "lines to take"

    def __str__(self):
        return self.question


class OnCallQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if can(user, Permission.PRESS_DESK) or can(user, Permission.RELEASE_APPROVE) else self.none()

    def now(self):
        """Whoever is on call at this moment."""
        moment = timezone.now()
        return self.filter(starts_at__lte=moment, ends_at__gt=moment).select_related("user")


@track()
class OnCall(models.Model):
    """Who can approve a text, by which telephone, during which hours."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="on_call")
    telephone = models.CharField(max_length=30)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = OnCallQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name_plural = "on call"
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="on_call_ends_after_start")
        ]

    def __str__(self):
        return f"{self.user}, {self.telephone}"
