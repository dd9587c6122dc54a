"""What providers tell us about a consultation: the provider's alone until it is sent, then the policy desk's too."""

from decimal import Decimal
from typing import NamedTuple

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from history import track
from members.membership import with_full_access
from people.access import Permission, can, providers_with
from people.models import Provider
from policy.models.consultation import Consultation
from policy.models.question import Question
from policy.models.question_rules import ANSWERS_ITS_QUESTION, is_given

LONGEST_ANSWER = 10_000


class Given(NamedTuple):
    """What was given to one question: words, options or steps that were chosen, or a number; and how we may use it."""

    text: str = ""
    consent: str = ""
    chosen: tuple[int, ...] = ()
    amount: Decimal | None = None

    @property
    def is_given(self) -> bool:
        return bool(self.text or self.chosen) or self.amount is not None


class GivenFields(models.Model):
    """What a row keeps of an answer. Chosen options by their place from 1 on, steps of a scale by their number."""

    text = models.CharField("answer", max_length=LONGEST_ANSWER, blank=True)
    chosen = ArrayField(models.IntegerField(), default=list, db_default=[], blank=True)
    amount = models.DecimalField("number", max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def given(self) -> Given:
        return Given(self.text, self.consent, tuple(self.chosen), self.amount)

    @property
    def is_given(self) -> bool:
        return self.given.is_given

    @property
    def given_fields(self) -> dict:
        """Its fields without the consent, for another row that keeps the same."""
        return {"text": self.text, "chosen": self.chosen, "amount": self.amount}


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
        ordering = ["provider", "pk"]
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
        return {answer.question_id: answer.given for answer in self.answers.all()}

    @property
    def agreed(self) -> dict[int, int]:
        """Which of our drafts the provider agrees with, by the question's id."""
        return {each.question_id: each.draft_id for each in self.agreements.all() if each.draft_id}


class AnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the submission sees its answers."""
        return self.filter(submission__in=Submission.objects.visible_to(user))

    def sent(self):
        """Those that were sent to us and are not empty."""
        return self.filter(is_given(), submission__submitted_at__isnull=False)

    def with_themes_of(self, consultation: Consultation):
        """Those to questions of a consultation whose answers are told by themes."""
        themed = {"question__consultation": consultation, "question__answer_themes__is_current": True}
        return self.filter(**themed).distinct()

    def by_question(self):
        return self.order_by("question__place", "question", "submission__provider", "pk")


@track()
class Answer(GivenFields):
    """A provider's answer to one question, and how we may use it. Emptied, never deleted: its history stays."""

    class Consent(models.TextChoices):
        ATTRIBUTED = "attributed", "Quote it with our name"
        ANONYMOUS = "anonymous", "Quote it without our name"
        NOT_PUBLIC = "not_public", "Do not quote it: let it inform what you say"

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    consent = models.CharField("how we may use it", max_length=10, choices=Consent, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "question__place"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "question"], name="answer_once"),
            models.CheckConstraint(
                condition=Q(consent__in=["", "attributed", "anonymous", "not_public"]), name="answer_consent_known"
            ),
        ]
        triggers = [ANSWERS_ITS_QUESTION]

    def __str__(self):
        return f"{self.submission_id}: {self.question_id}"

    @property
    def in_words(self) -> str:
        """What was given, as people read it."""
        return self.question.in_words(**self.given_fields)

    @property
    def in_history(self) -> dict:
        """How its history says what was chosen: `history` asks for it."""
        return {"chosen": lambda chosen: self.question.in_words(text="", chosen=chosen, amount=None)}
