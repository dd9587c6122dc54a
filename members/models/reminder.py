from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cleaning.constraint import shows
from history import track
from members.models.renewal import OfStaffQuerySet
from people.access import ROLES, Permission, roles_allowing

REMINDED = roles_allowing(Permission.MEMBERSHIP_OWN)


class ReminderRuleQuerySet(OfStaffQuerySet):
    def on(self):
        return self.filter(is_on=True)


@track()
class ReminderRule(models.Model):
    """A mail that members get so many days before or after the end of their term, or the day an invoice is due."""

    class About(models.TextChoices):
        TERM = "term", "the end of a term"
        INVOICE = "invoice", "the day by which an invoice is due"

    class When(models.TextChoices):
        BEFORE = "before", "before"
        AFTER = "after", "after"

    about = models.CharField(max_length=10, choices=About)
    days = models.PositiveSmallIntegerField()
    when = models.CharField("before or after", max_length=10, choices=When)
    roles = ArrayField(models.CharField(max_length=30), verbose_name="to whom")
    subject = models.CharField(max_length=120)
    text = models.TextField("words")
    is_on = models.BooleanField("mails are sent by it", default=True)
    # What fell due before is nobody's to be told now: a rule that is new, or on again, does not write to everyone.
    counts_from = models.DateField(default=timezone.localdate, editable=False)

    objects = ReminderRuleQuerySet.as_manager()

    class Meta:
        ordering = ["about", "-when", "days", "pk"]
        constraints = [
            shows("subject", name="reminder_rule_subject"),
            models.CheckConstraint(condition=Q(days__lte=365), name="reminder_rule_within_a_year"),
            models.CheckConstraint(
                condition=Q(roles__contained_by=REMINDED, roles__len__gt=0), name="reminder_rule_to_who_sees_it"
            ),
        ]

    def __str__(self):
        days = "1 day" if self.days == 1 else f"{self.days} days"
        return f"{days} {self.when} {self.get_about_display()}"

    def falls_due(self, day: date) -> date:
        """The day of the mail about what ends, or is due, on a day."""
        return day + timedelta(days=self.days if self.when == self.When.AFTER else -self.days)

    @property
    def roles_in_words(self) -> str:
        return " and ".join(f"{ROLES[name].label.lower()}s" for name in self.roles)


class HeldReminder(models.Model):
    """A mail by its key that a person keeps from going, until somebody lets it go."""

    key = models.CharField(max_length=120, unique=True)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    held_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.key
