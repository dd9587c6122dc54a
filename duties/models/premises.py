"""The premises of supported accommodation: one registration covers many, and the law asks for each of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from duties.models.duty import OfAHomeQuerySet
from encryption import EncryptedTextField
from history import track
from homes.models.home import Home


@track()
class HomePremises(models.Model):
    """One of the premises, by its number within the registration. What its people call it is private, and encrypted."""

    home = models.ForeignKey(Home, models.CASCADE, related_name="premises")
    number = models.PositiveSmallIntegerField()
    label = EncryptedTextField(blank=True)
    used_from = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = OfAHomeQuerySet.as_manager()

    class Meta:
        ordering = ["home", "number"]
        verbose_name_plural = "home premises"
        constraints = [
            models.UniqueConstraint(fields=["home", "number"], name="premises_numbered_once"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("used_from")), name="premises_end_after_start"
            ),
        ]

    def __str__(self):
        return f"Premises {self.number}"


class OfPremisesQuerySet(models.QuerySet):
    def editable_by(self, user):
        return self.filter(premises__home__in=Home.objects.editable_by(user))


@track()
class PremisesAssessment(models.Model):
    """A day on which the location of premises was assessed. Taking it back deletes it; its history stays."""

    premises = models.ForeignKey(HomePremises, models.CASCADE, related_name="assessments")
    assessed_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = OfPremisesQuerySet.as_manager()

    class Meta:
        ordering = ["-assessed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["premises", "assessed_on"], name="premises_assessed_once_a_day"),
        ]

    def __str__(self):
        return f"{self.premises_id}, {self.assessed_on}"
