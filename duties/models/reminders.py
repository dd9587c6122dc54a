"""How a person hears of their duties outside the portal: a calendar of their own, and mails."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from history import track


class DutyCalendarQuerySet(models.QuerySet):
    def own(self, user):
        return self.filter(user=user, revoked_at=None)

    def open(self):
        """Calendars that were not revoked. What is in one depends on what its person may see."""
        return self.filter(revoked_at=None)


@track(exclude=["token_hash", "read_on"])
class DutyCalendar(models.Model):
    """A secret address from which a person's calendar program reads their duties. Only a hash of it is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="duty_calendars")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    read_on = models.DateField(null=True, blank=True)  # the last day on which a program asked for it

    objects = DutyCalendarQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at=None), name="duty_calendar_once_a_person")
        ]

    def __str__(self):
        return f"Calendar of {self.user_id}"


class DutyReminderQuerySet(models.QuerySet):
    def own(self, user):
        return self.filter(user=user)


@track(exclude=["told_until"])
class DutyReminder(models.Model):
    """A person's own choice to be reminded by mail; without a row nobody writes to them."""

    class Frequency(models.TextChoices):
        WEEKLY = "weekly", "Every Monday, what falls due this week and next; a legal notice the next morning"
        WHEN_DUE = "when_due", "When something falls due soon, and when it is overdue"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="duty_reminder")
    frequency = models.CharField(max_length=10, choices=Frequency)
    told_until = models.DateField()  # the last day of which they were told

    objects = DutyReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(frequency__in=["weekly", "when_due"]), name="duty_reminder_frequency")
        ]

    def __str__(self):
        return f"{self.user_id}: {self.frequency}"

    @property
    def system_name(self) -> str:
        """Whose it is, for whoever runs the portal."""
        return f"Reminder of duties, for {self.user}"
