"""Visits that are planned, and actions that were raised at visits. A visit itself is a day that is marked as done."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import ExtractMonth, ExtractYear, Now

from cleaning.constraint import shows
from duties.law import VISITS
from duties.models.duty import DutyDone, OfAHomeQuerySet
from history import track
from homes.models.home import Home


class PlannedVisitQuerySet(OfAHomeQuerySet):
    def open(self):
        """Those whose month has no visit: whichever day was marked in it, the plan is fulfilled."""
        done = DutyDone.objects.filter(home=OuterRef("home"), rule__in=VISITS)
        planned_on = OuterRef("planned_on")
        same = {"done_on__year": ExtractYear(planned_on), "done_on__month": ExtractMonth(planned_on)}
        return self.filter(~Exists(done.filter(**same)))

    def in_month(self, first):
        return self.filter(planned_on__year=first.year, planned_on__month=first.month)


@track()
class PlannedVisit(models.Model):
    """The day on which somebody means to visit a home. Taking it away deletes it; its history stays."""

    home = models.ForeignKey(Home, models.CASCADE, related_name="planned_visits")
    planned_on = models.DateField()
    visitor = models.CharField(max_length=80)  # a name: an independent person often has no account here
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = PlannedVisitQuerySet.as_manager()

    class Meta:
        ordering = ["planned_on", "pk"]
        constraints = [
            shows("visitor", name="planned_visit_visitor"),
            models.UniqueConstraint(
                "home", ExtractYear("planned_on"), ExtractMonth("planned_on"), name="planned_visit_once_a_month"
            ),
        ]

    def __str__(self):
        return f"Visit of {self.planned_on}"


class VisitActionQuerySet(models.QuerySet):
    """Seen and edited as the home of the visit is: see `OfAHomeQuerySet`."""

    def visible_to(self, user):
        return self.filter(visit__home__in=Home.objects.own(user).had())

    def editable_by(self, user):
        return self.filter(visit__home__in=Home.objects.editable_by(user))


@track()
class VisitAction(models.Model):
    """What is to be done after a visit, by whom and until when; and when it was. Never anything about a child."""

    visit = models.ForeignKey(DutyDone, models.CASCADE, related_name="actions")
    what = models.CharField(max_length=200)
    responsible = models.CharField(max_length=80)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    raised_at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = VisitActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [shows("what", "responsible", name="visit_action")]

    def __str__(self):
        return f"Action until {self.due_on}"
