"""What a text leaves behind once it has been public: corrections, and addresses that it had."""

import pgtrigger
from django.db import models

from cache_version.models import bumps_cache_version


@bumps_cache_version
class Correction(models.Model):
    """What readers are told that former versions had wrong: numbered within a publication, frozen once public."""

    publication = models.ForeignKey("publishing.Publication", models.PROTECT, related_name="corrections")
    edition = models.OneToOneField("publishing.Edition", models.PROTECT, related_name="corrected")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["publication", "number"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="correction_number_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="correction_says_something"),
        ]
        # Until then nobody has read it, and it goes, or comes earlier, with its version.
        triggers = [
            pgtrigger.Protect(
                name="append_only",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.at <= clock_timestamp()"),
            )
        ]

    def __str__(self):
        return f"Correction {self.number}"


class Redirect(models.Model):
    """An address that a public text had. It leads to the text for ever, and no other text may have it."""

    path = models.CharField(max_length=200, unique=True)
    publication = models.ForeignKey("publishing.Publication", models.CASCADE, related_name="redirects")

    class Meta:
        ordering = ["path"]

    def __str__(self):
        return self.path
