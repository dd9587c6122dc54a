"""What the regulator must be told of, beside what comes again and again: a manager's absence, changes, events."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from duties.law import BY_KEY, EVENTS, Absence, LegalNotice, notices_of
from duties.models.duty import OfAHomeQuerySet
from history import track
from homes.models.home import Home


def change_choices() -> list[tuple[str, str]]:
    """A function, so that another kind of change needs no migration."""
    return [(change.key, change.words) for change in BY_KEY.values()]


def event_choices() -> list[tuple[str, str]]:
    return [(event.key, event.words) for event in EVENTS.values()]


@track()
class ManagerAbsence(models.Model):
    """The person in charge of a home is away, and when Ofsted was told of that and of the return."""

    home = models.ForeignKey(Home, models.CASCADE, related_name="absences")
    starts_on = models.DateField()
    expected_back = models.DateField(null=True, blank=True)  # the first day back; None: nobody knows
    foreseen = models.BooleanField()
    came_back = models.DateField(null=True, blank=True)
    notified_on = models.DateField(null=True, blank=True)
    return_notified_on = models.DateField(null=True, blank=True)
    noted_at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = OfAHomeQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(expected_back__gt=F("starts_on")), name="absence_expected_after_start"),
            models.CheckConstraint(condition=Q(came_back__gt=F("starts_on")), name="absence_back_after_start"),
            models.CheckConstraint(
                condition=Q(return_notified_on=None) | Q(came_back__isnull=False), name="absence_return_after_return"
            ),
            models.UniqueConstraint(fields=["home"], condition=Q(came_back=None), name="absence_one_at_a_time"),
        ]

    def __str__(self):
        return f"Absence from {self.starts_on}"

    def notices(self, today: date) -> list[tuple[LegalNotice, date | None]]:
        """Each notice that the law asks for, with the day on which it was given or None."""
        absence = Absence(self.starts_on, self.expected_back, self.foreseen, self.came_back)
        given = {"absence": self.notified_on, "return": self.return_notified_on}
        return [(notice, given[notice.key]) for notice in notices_of(absence, today)]


@track()
class ChangeToNotify(models.Model):
    """A change of which the regulator must be told, and when it was."""

    home = models.ForeignKey(Home, models.CASCADE, related_name="changes_to_notify")
    kind = models.CharField(max_length=30, choices=change_choices)
    happens_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    notified_on = models.DateField(null=True, blank=True)
    noted_at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = OfAHomeQuerySet.as_manager()

    class Meta:
        ordering = [F("notified_on").desc(nulls_first=True), "-happens_on", "-pk"]
        verbose_name_plural = "changes to notify"
        constraints = [
            models.UniqueConstraint(fields=["home", "kind", "happens_on"], name="change_to_notify_once_a_day")
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.happens_on}"


@track()
class EventNotified(models.Model):
    """The day on which others were told of an event, by its kind: of the event itself nothing is kept, nor its day."""

    home = models.ForeignKey(Home, models.CASCADE, related_name="events_notified")
    kind = models.CharField(max_length=30, choices=event_choices)
    notified_on = models.DateField()
    noted_at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = OfAHomeQuerySet.as_manager()

    class Meta:
        ordering = ["-notified_on", "-pk"]
        verbose_name_plural = "events notified"
        constraints = [
            models.UniqueConstraint(fields=["home", "kind", "notified_on"], name="event_notified_once_a_day"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.notified_on}"
