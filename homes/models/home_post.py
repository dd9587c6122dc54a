from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils import timezone

from encryption import EncryptedTextField
from history import track
from homes.models.home import Home


class HomePostQuerySet(models.QuerySet):
    def own(self, user):
        """Those of the homes that the user works for or worked for, within the limits of their role."""
        return self.filter(home__in=Home.objects.own(user).had())

    def editable_by(self, user):
        return self.filter(home__in=Home.objects.editable_by(user))

    def current(self, on=None):
        """Who holds a post on a day (default: today in London)."""
        return self.filter(during__contains=on or timezone.localdate())


@track()
class HomePost(models.Model):
    """Who is registered manager or responsible individual of a home, from when to when.

    A person's name and a provider's own business: encrypted, and for the provider's own people only.
    """

    class Kind(models.TextChoices):
        MANAGER = "manager", "Registered manager"
        RESPONSIBLE = "responsible", "Responsible individual"

    home = models.ForeignKey(Home, models.CASCADE, related_name="people")
    kind = models.CharField(max_length=12, choices=Kind)
    name = EncryptedTextField()
    during = DateRangeField()

    objects = HomePostQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-during", "pk"]
        constraints = [
            ExclusionConstraint(
                name="home_post_one_at_a_time",
                expressions=[
                    ("home", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=models.Q(during__isempty=False, during__lower_inf=False), name="home_post_has_a_first_day"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of home {self.home_id}"

    @property
    def starts_on(self):
        return self.during.lower

    @property
    def last_day(self):
        """The last day in the post, or None."""
        return self.during.upper and self.during.upper - timedelta(days=1)
