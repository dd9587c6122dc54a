"""What a consultation asks: once the first provider began to answer, each question stays as it was asked."""

import pgtrigger
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from history import track
from policy.models.consultation import Consultation

# Answers must never stand under other words than they were given to (docs/decisions/0044).
STAYS_AS_ASKED = """
    IF EXISTS (SELECT 1 FROM policy_submission s WHERE s.consultation_id = OLD.consultation_id AND s.version > 0) THEN
        IF TG_OP = 'DELETE' OR NEW.text IS DISTINCT FROM OLD.text OR NEW.number IS DISTINCT FROM OLD.number
            OR NEW.consultation_id IS DISTINCT FROM OLD.consultation_id THEN
            RAISE EXCEPTION 'question % stays as it was asked: a provider began to answer', OLD.id;
        END IF;
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


class QuestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the consultation sees what it asks."""
        return self.filter(consultation__in=Consultation.objects.visible_to(user))

    def asked(self):
        """Those that are asked now: neither corrected nor withdrawn since."""
        return self.filter(withdrawn_at=None)

    def with_sent_answers(self):
        """In their order, annotated with `answers_sent`: how many providers answered it and sent it."""
        sent = Q(answers__submission__submitted_at__isnull=False) & ~Q(answers__text="")
        counted = self.annotate(answers_sent=Count("answers", filter=sent))
        return counted.order_by("consultation", "number", "-withdrawn_at", "pk")

    def with_correction(self):
        """Annotated with `is_corrected`: whether another question stands in its place."""
        return self.annotate(is_corrected=Exists(Question.objects.filter(replaces=OuterRef("pk"))))


@track()
class Question(models.Model):
    """One question of a consultation, with our own words of help."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField("question")
    help = models.TextField("what would help us", blank=True)
    withdrawn_at = models.DateTimeField("no longer asked since", null=True, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="corrects"
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "number"], condition=Q(withdrawn_at=None), name="question_asked_number_once"
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stays_as_asked",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=STAYS_AS_ASKED,
            )
        ]

    def __str__(self):
        return f"{self.number}. {self.text}"
