"""What is recorded with its day: rows are never changed or deleted, not even by a slip of ours.

A correction is a later row that says which one it corrects.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from policy.models.body import HTTPS, StaffQuerySet

LONGEST = 2000
TRIGGERS = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
HAS_SOURCE = Q(source__isnull=False) | Q(link__startswith="https://")


class DatedQuerySet(StaffQuerySet):
    def public(self):
        """Those of what everyone sees."""
        subjects = self.model._meta.get_field(self.model.OF).related_model
        return self.filter(**{f"{self.model.OF}__in": subjects.objects.public()})

    def uncorrected(self):
        """Those that no later row corrects."""
        return self.filter(~Exists(self.model._base_manager.filter(corrects=OuterRef("pk"))))

    def newest(self):
        """Of each thing the newest that no later row corrects: what counts now."""
        of = f"{self.model.OF}_id"
        each = self.uncorrected().order_by(of, "-on", "-pk").distinct(of)
        return self.model.objects.filter(pk__in=each.values("pk"))

    def with_source(self):
        """The newest first, with what they name and whether they were corrected: `is_corrected`."""
        corrected = Exists(self.model._base_manager.filter(corrects=OuterRef("pk")))
        return self.annotate(is_corrected=corrected).order_by("-on", "-pk")


class Dated(models.Model):
    """What all have: a day, words, who recorded it and when, and which row of the same it corrects.

    `OF` is the name of the field that says what it is recorded of.
    """

    OF: str

    on = models.DateField("on which day")
    words = models.TextField(max_length=LONGEST, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def anchor(self) -> str:
        """Its place on the page of what it is recorded of."""
        return f"{self._meta.model_name}-{self.pk}"


class Sourced(Dated):
    """A day and words that rest on a document of ours, or on a page elsewhere."""

    source = models.ForeignKey("policy.Document", models.PROTECT, null=True, blank=True, related_name="%(class)s_rows")
    link = models.URLField("or a link to it", max_length=500, validators=[HTTPS], blank=True)

    class Meta:
        abstract = True
