"""What the regulators found, in the words of their time."""

from django.db import models
from django.db.models import Q

from cache_version.models import bumps_cache_version
from register.lists.grades import Grade, Scale, Theme
from register.lists.kinds import ListKind
from register.models.file import KINDS, RegisterFile


def _choices(enum):
    return [(member.value, member.value.replace("_", " ").capitalize()) for member in enum]


class InspectionQuerySet(models.QuerySet):
    def in_use(self):
        """What lists in use print, and what people entered."""
        files = RegisterFile.objects
        of_year = Q(list_kind=ListKind.IN_YEAR, file__in=files.with_list(ListKind.IN_YEAR))
        of_providers = Q(list_kind__in=[ListKind.AS_AT, ListKind.PLACES], file__in=files.in_use())
        return self.filter(Q(file=None) | of_year | of_providers)


@bumps_cache_version
class Inspection(models.Model):
    """A visit of the regulator as one list prints it, or as people entered it where no list is published (Wales).

    What a list printed stays with that list, so no other changes it: `register.timeline` reads them together. Event
    numbers are not unique and sometimes blank, so the whole of it identifies it.
    """

    file = models.ForeignKey(RegisterFile, models.CASCADE, null=True, blank=True, related_name="inspections")
    list_kind = models.CharField("kind of the list", max_length=10, choices=KINDS, blank=True, db_default="")
    registration = models.ForeignKey("register.Registration", models.PROTECT, related_name="inspections")
    date = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=60)
    event_number = models.CharField(max_length=20, null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "list_kind", "registration", "date", "kind", "event_number"],
                nulls_distinct=False,
                name="inspection_once_a_file",
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
