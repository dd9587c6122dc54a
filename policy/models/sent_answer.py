"""Each answer as it was sent: its words and its consent stay what they were, whatever is sent after it."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, GeneratedField, Q
from django.db.models.expressions import RawSQL

from policy.models.evidence import Answer, GivenFields, Submission
from policy.word_runs import NAME

SHARING = """
    SELECT sent.id FROM unnest(policy_word_runs(%s)) AS run JOIN policy_sentanswer sent ON sent.runs @> ARRAY[run]
"""
RUNS_FIELD = ArrayField(models.BigIntegerField())


class SentAnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the answers that were sent sees each as it was."""
        return self.filter(answer__submission__in=Submission.objects.visible_to(user))

    def sharing_words_with(self, text: str):
        """Those that have eight consecutive words in common with a text: looked up run by run in an index.

        With one overlap of all runs PostgreSQL expects half of the table, and reads the whole of it.
        """
        return self.filter(pk__in=RawSQL(SHARING, [text]))  # noqa: S611 - the text is a parameter

    def latest(self):
        """Of each answer the one that was sent last: what we may use, and how."""
        return self.order_by("answer_id", "-pk").distinct("answer_id")

    def latest_of(self, answers) -> dict[int, "SentAnswer"]:
        """The one that was sent last of each of some answers, by the answer's id. One query."""
        return {sent.answer_id: sent for sent in self.filter(answer__in=answers).latest()}


class SentAnswer(GivenFields):
    """An answer as it was sent, or as its consent was changed afterwards. An empty one was taken back."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="sent_versions")
    consent = models.CharField("how we may use it", max_length=10, choices=Answer.Consent)
    sent_at = models.DateTimeField("sent", auto_now_add=True)
    runs = GeneratedField(expression=Func(F("text"), function=NAME), output_field=RUNS_FIELD, db_persist=True)

    objects = SentAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [GinIndex(fields=["runs"], name="sent_answer_runs")]
        constraints = [
            models.CheckConstraint(
                condition=Q(consent__in=["attributed", "anonymous", "not_public"]), name="sent_answer_consent_known"
            )
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.answer_id} as sent"

    @property
    def in_words(self) -> str:
        """What was given, as people read it."""
        return self.answer.question.in_words(**self.given_fields)
