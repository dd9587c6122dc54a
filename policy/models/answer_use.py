"""Where words of answers stand in texts of ours: consent follows the words, not the row."""

from django.db import models
from django.db.models import Q

from history import track
from people.access import Permission, can
from policy.models.evidence import Answer


class AnswerUseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For those who read the evidence."""
        return self if can(user, Permission.EVIDENCE_VIEW) else self.none()

    def public(self):
        """Those in texts that anyone may read now, or whose former version anyone may."""
        from publishing.models import Edition  # noqa: PLC0415 - nothing else here needs it

        return self.filter(Q(edition__in=Edition.objects.public()) | Q(edition__in=Edition.objects.replaced()))


@track()
class AnswerUse(models.Model):
    """An approved version of a text carries eight or more consecutive words of an answer: found, never typed."""

    class As(models.TextChoices):
        NAMED = "named", "Quoted, with the provider’s name"
        UNNAMED = "unnamed", "Quoted without a name"

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="uses")
    edition = models.ForeignKey("publishing.Edition", models.CASCADE, related_name="answer_uses")
    used_as = models.CharField("used as", max_length=7, choices=As)

    objects = AnswerUseQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "edition"], name="answer_use_once"),
            models.CheckConstraint(condition=Q(used_as__in=["named", "unnamed"]), name="answer_use_known"),
        ]

    def __str__(self):
        return f"{self.answer_id} in {self.edition_id}"
