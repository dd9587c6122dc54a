"""What the regulators found, in the words of their time."""

from django.db import models

from cache_version.models import bumps_cache_version
from register.lists.grades import Grade, Scale, Theme


def _choices(enum):
    return [(member.value, member.value.replace("_", " ").capitalize()) for member in enum]


@bumps_cache_version
class Inspection(models.Model):
    """A visit of the regulator. Event numbers are not unique and sometimes blank, so the whole of it identifies it."""

    registration = models.ForeignKey("register.Registration", models.PROTECT, related_name="inspections")
    date = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=60)
    event_number = models.CharField(max_length=20, null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-date", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "date", "kind", "event_number"], nulls_distinct=False, name="inspection_once"
            )
        ]

    def __str__(self):
        return f"{self.kind}, {self.date}"


@bumps_cache_version
class Judgement(models.Model):
    """One theme of an inspection: the words as printed, and the grade that they mean on the scale of their time."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="judgements")
    theme = models.CharField(max_length=40, choices=_choices(Theme))
    words = models.CharField(max_length=120)
    scale = models.CharField(max_length=40, choices=_choices(Scale))
    grade = models.CharField(max_length=40, choices=_choices(Grade))

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["inspection", "theme"], name="judgement_once")]

    def __str__(self):
        return f"{self.get_theme_display()}: {self.words}"
