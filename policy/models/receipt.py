"""That a provider was told what became of its answers: once of our response, once of what was decided."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from policy.models.evidence import Submission
from policy.models.outcome import QuestionOutcome
from publishing.models import Edition


class Receipt(models.Model):
    """The owners of a provider were told where its words went, in a mail."""

    class About(models.TextChoices):
        RESPONSE = "response", "Our response"
        OUTCOME = "outcome", "What was decided"

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="receipts")
    about = models.CharField(max_length=8, choices=About)
    notified_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["submission", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "about"], name="receipt_once"),
            models.CheckConstraint(condition=Q(about__in=["response", "outcome"]), name="receipt_known"),
        ]

    def __str__(self):
        return f"{self.submission_id}: {self.about}"


def untold():
    """Answers that were sent and of which there is news that their provider was not told yet: of our response
    (`response_is_news`), of what was decided (`outcome_is_news`), or of both.
    """
    of_it = OuterRef("consultation")
    responses = Edition.objects.public().filter(publication__consultation_response__consultation=of_it)
    by_question = QuestionOutcome.objects.filter(question__consultation=of_it)
    decided = Q(consultation__outcome_on__isnull=False) | Exists(by_question)
    notified = {
        about: Exists(Receipt.objects.filter(submission=OuterRef("pk"), about=about)) for about in Receipt.About
    }
    news = Submission.objects.sent().annotate(
        response_is_news=Exists(responses) & ~notified[Receipt.About.RESPONSE],
        outcome_is_news=decided & ~notified[Receipt.About.OUTCOME],
    )
    return news.filter(Q(response_is_news=True) | Q(outcome_is_news=True)).order_by("pk")
