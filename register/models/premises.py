"""What lists say beside the entries: the addresses of supported accommodation by area, and who joined or left."""

import pgtrigger
from django.db import models

from register.lists.kinds import ListKind
from register.models.file import RegisterFile


class PremisesQuerySet(models.QuerySet):
    def current(self):
        """Those of the newest list of them in use."""
        newest = RegisterFile.objects.with_list(ListKind.PREMISES).order_by("-as_at", "-pk").values("pk")[:1]
        return self.filter(file__in=newest)


class Premises(models.Model):
    """One address of a provider of supported accommodation, as a file prints it: by its area only. Append-only."""

    file = models.ForeignKey("register.RegisterFile", models.CASCADE, related_name="premises")
    registration = models.ForeignKey("register.Registration", models.PROTECT, related_name="premises")
    category = models.CharField("service category", max_length=80, blank=True)
    region = models.CharField(max_length=40, blank=True)
    local_authority = models.CharField(max_length=60)
    places = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = PremisesQuerySet.as_manager()

    class Meta:
        ordering = ["registration", "pk"]
        verbose_name_plural = "premises"
        triggers = [pgtrigger.Protect(name="no_update", operation=pgtrigger.Update)]

    def __str__(self):
        return f"{self.local_authority}, {self.category}"


class RegisterMoveQuerySet(models.QuerySet):
    def in_use(self):
        """What lists of them in use print."""
        return self.filter(file__in=RegisterFile.objects.with_list(ListKind.MOVES))


class RegisterMove(models.Model):
    """That a provider joined or left the register, in the words of a list of those that did. Append-only."""

    file = models.ForeignKey("register.RegisterFile", models.CASCADE, related_name="moves")
    registration = models.ForeignKey("register.Registration", models.PROTECT, related_name="moves")
    effective_on = models.DateField()
    joined = models.CharField(max_length=80, blank=True)
    left = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=255, blank=True)
    provision_type = models.CharField(max_length=80)
    local_authority = models.CharField(max_length=60, blank=True)
    places = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = RegisterMoveQuerySet.as_manager()

    class Meta:
        ordering = ["effective_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "registration", "effective_on", "joined", "left"], name="register_move_once"
            ),
            models.CheckConstraint(condition=~models.Q(joined="", left=""), name="register_move_joined_or_left"),
        ]
        triggers = [pgtrigger.Protect(name="no_update", operation=pgtrigger.Update)]

    def __str__(self):
        return f"{self.joined or self.left}, {self.effective_on}"
