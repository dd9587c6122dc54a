"""What providers tell us about a consultation: the provider's alone until it is sent, then the policy desk's too."""

from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Q

from history import track
from members.membership import with_full_access
from people.access import Permission, can, providers_with
from people.models import Provider
from policy.models.consultation import Consultation
from policy.models.question import Question

LONGEST_ANSWER = 10_000


class Given(NamedTuple):
    """What was given to one question: the words, and how we may use them."""

    text: str = ""
    consent: str = ""


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A provider's people see their own; staff who read evidence what was sent; nobody else any."""
        own = Q(provider__in=providers_with(user, Permission.EVIDENCE_GIVE))
        return self.filter(own | Q(submitted_at__isnull=False) if can(user, Permission.EVIDENCE_VIEW) else own)

    def own(self, user):
        """Those of the providers that the user answers for."""
        return self.filter(provider__in=providers_with(user, Permission.EVIDENCE_GIVE))

    def begun(self):
        """Those in which something was saved."""
        return self.filter(version__gt=0)

    def sent(self):
        return self.filter(submitted_at__isnull=False)

    def to_send(self, user):
        """Those that a colleague asks the user to send, and that can be sent now: our nearest deadline first."""
        own = Provider.objects.filter(pk__in=providers_with(user, Permission.EVIDENCE_SEND))
        waiting = self.filter(provider__in=with_full_access(own).values("pk"), asked_at__isnull=False)
        taking = waiting.filter(consultation__in=Consultation.objects.calling())
        return taking.order_by("consultation__internal_deadline", "pk")


@track()
class Submission(models.Model):
    """A provider's answers to a consultation: a draft until it is sent, and again when it is opened to change it.

    A colleague who may not send them asks the owners to. Answers that change after that are asked for anew.

    `version` goes up with every change, so that a form that was opened earlier cannot overwrite what it never showed.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="submissions")
    provider = models.ForeignKey("people.Provider", models.PROTECT, related_name="submissions")
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField("sent", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="sent by"
    )
    asked_at = models.DateTimeField("an owner was asked to send them", null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="asked by"
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["provider__legal_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "provider"], name="submission_once"),
            models.CheckConstraint(
                condition=Q(submitted_by__isnull=True) | Q(submitted_at__isnull=False), name="submission_sent_has_time"
            ),
            models.CheckConstraint(
                condition=Q(asked_at=None, asked_by=None) | Q(asked_at__isnull=False, submitted_at=None),
                name="submission_asked_is_not_sent",
            ),
        ]

    def __str__(self):
        return f"{self.provider}: {self.consultation}"

    @property
    def given(self) -> dict[int, Given]:
        """What was given, by the question's id."""
        return {answer.question_id: Given(answer.text, answer.consent) for answer in self.answers.all()}


class AnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the submission sees its answers."""
        return self.filter(submission__in=Submission.objects.visible_to(user))

    def sent(self):
        """Answers with words in them that were sent to us."""
        return self.filter(submission__submitted_at__isnull=False).exclude(text="")

    def by_question(self):
        return self.order_by("question__number", "question", "submission__provider__legal_name", "pk")


@track()
class Answer(models.Model):
    """A provider's answer to one question, and how we may use it. Emptied, never deleted: its history stays."""

    class Consent(models.TextChoices):
        ATTRIBUTED = "attributed", "Quote it with our name"
        ANONYMOUS = "anonymous", "Quote it without our name"
        NOT_PUBLIC = "not_public", "Do not quote it: let it inform what you say"

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.CharField("answer", max_length=LONGEST_ANSWER, blank=True)
    consent = models.CharField("how we may use it", max_length=10, choices=Consent, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "question__number"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "question"], name="answer_once"),
            models.CheckConstraint(
                condition=Q(consent__in=["", "attributed", "anonymous", "not_public"]), name="answer_consent_known"
            ),
        ]

    def __str__(self):
        return f"{self.submission_id}: {self.question_id}"
