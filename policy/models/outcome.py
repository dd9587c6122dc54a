"""What became of what we asked for in answer to each question: dated rows, each with the paragraph that says so."""

from django.db import models
from django.db.models import Q

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows_lines
from history import track
from policy.models.dated import HAS_SOURCE, TRIGGERS, Sourced
from policy.models.question import Question


class Decided(models.TextChoices):
    ADOPTED = "adopted", "Adopted"
    PARTLY = "partly", "Adopted in part"
    REJECTED = "rejected", "Rejected"
    UNANSWERED = "unanswered", "Not answered"
    LAPSED = "lapsed", "Lapsed: the government changed"


SAID_NOTHING = (Decided.UNANSWERED, Decided.LAPSED)  # there is no paragraph to quote


@bumps_cache_version
@track()
class QuestionOutcome(Sourced):
    """What the public body did with our answer to a question; `words` are its own, as it wrote them."""

    OF = "question"

    question = models.ForeignKey(Question, models.PROTECT, related_name="outcomes")
    decided = models.CharField("what became of what we asked for", max_length=10, choices=Decided)

    class Meta:
        ordering = ["question", "on", "pk"]
        constraints = [
            shows_lines("words", name="question_outcome_words", may_be_empty=True),
            models.CheckConstraint(
                condition=Q(decided__in=SAID_NOTHING) | HAS_SOURCE & ~Q(words=""), name="question_outcome_quotes_source"
            ),
            models.CheckConstraint(condition=Q(decided__in=Decided.values), name="question_outcome_known"),
        ]
        triggers = TRIGGERS

    def __str__(self):
        return self.get_decided_display()
