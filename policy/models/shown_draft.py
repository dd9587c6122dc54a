"""Drafts of our answers that members are shown while they can answer, and who agreed with which (decision 0050)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, Q

from cleaning.constraint import shows_lines
from history import track
from members.membership import with_full_access
from people.access import Permission, can_any, providers_with
from people.models import Provider
from people.templatetags.people import day
from policy.models.body import DESK
from policy.models.consultation import Consultation
from policy.models.evidence import Submission
from policy.models.question import Question

LONGEST_DRAFT = 20_000
OF_ITS_QUESTION = pgtrigger.Trigger(
    name="of_its_question",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
    IF NEW.draft_id IS NOT NULL AND NEW.question_id
        IS DISTINCT FROM (SELECT question_id FROM policy_showndraft WHERE id = NEW.draft_id)
    THEN
        RAISE EXCEPTION 'draft % is not of question %', NEW.draft_id, NEW.question_id;
    END IF;
    RETURN NEW;
""",
)


class ShownDraftQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the desk; for who answers for a member while members can; and what their providers agreed with."""
        if can_any(user, (*DESK, Permission.EVIDENCE_VIEW)):
            return self
        if not (own := providers_with(user, Permission.EVIDENCE_GIVE)):
            return self.none()
        members = with_full_access(Provider.objects.filter(pk__in=own))
        calling = Consultation.objects.visible_to(user).calling()
        shown_now = Q(Exists(members), ended_at=None, question__consultation__in=calling)
        return self.filter(shown_now | Q(agreements__submission__provider__in=own)).distinct()

    def current(self):
        """Those that are shown until we show another, or none."""
        return self.filter(ended_at=None)


@track()
class ShownDraft(models.Model):
    """A draft of our answer to a question as members were shown it, from when to when. Its words never change."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="shown_drafts")
    number = models.PositiveSmallIntegerField()  # of those of its question
    text = models.TextField("our draft", max_length=LONGEST_DRAFT)
    shown_at = models.DateTimeField("shown", auto_now_add=True)
    shown_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField("shown until", null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ShownDraftQuerySet.as_manager()

    class Meta:
        ordering = ["question", "-number"]
        constraints = [
            shows_lines("text", name="shown_draft_text"),
            models.UniqueConstraint(fields=["question", "number"], name="shown_draft_number_once"),
            models.UniqueConstraint(fields=["question"], condition=Q(ended_at=None), name="shown_draft_once"),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ended_at__isnull=False), name="shown_draft_ended_has_time"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="as_shown", operation=pgtrigger.UpdateOf("question_id", "number", "text", "shown_at")
            ),
        ]

    def __str__(self):
        return f"Draft {self.number}, {day(self.shown_at)}"


class AgreementQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the submission sees what it agrees with."""
        return self.filter(submission__in=Submission.objects.visible_to(user))

    def live(self):
        """Those that stand."""
        return self.filter(draft__isnull=False)

    def sent(self):
        """Those that stand and were sent to us."""
        return self.live().filter(submission__submitted_at__isnull=False)


@track()
class Agreement(models.Model):
    """That a provider agrees with our draft answer to a question, as it was shown. Emptied, never deleted."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="agreements")
    question = models.ForeignKey(Question, models.PROTECT, related_name="agreements")
    draft = models.ForeignKey(ShownDraft, models.PROTECT, null=True, related_name="agreements")

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "question", "pk"]
        constraints = [models.UniqueConstraint(fields=["submission", "question"], name="agreement_once")]
        triggers = [OF_ITS_QUESTION]

    def __str__(self):
        return f"{self.submission_id}: {self.draft_id}"
