"""Who complained about how their personal data are used, and what was done about it."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone

from encryption import EncryptedTextField
from history import track
from people.access import Permission, can
from people.complaints.clock import due_on

PRIVATE = ["name", "email", "reach", "words", "wanted"]


class ComplaintQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever answers them, and nobody else."""
        return self if can(user, Permission.COMPLAINT_ANSWER) else self.none()

    def open(self):
        """Of which no outcome was told yet, the oldest first."""
        return self.filter(closed_on=None).order_by("received_on", "pk")

    def closed(self):
        """The latest first."""
        return self.filter(closed_on__isnull=False).order_by("-closed_on", "-pk")

    def with_last_word(self):
        """Each with its mail of acknowledgement, when its complainant was last told something, and opened again.

        An outcome counts where no mail carries it, which may be called off: then it says what they were told already.
        """
        heard = Q(steps__kind=ComplaintStep.Kind.TOLD) | Q(steps__kind=ComplaintStep.Kind.CLOSED, email="")
        return self.select_related("receipt").annotate(
            told_last_on=Max("steps__happened_on", filter=heard),
            reopened_last_on=Max("steps__happened_on", filter=Q(steps__kind=ComplaintStep.Kind.REOPENED)),
        )


@track(exclude=PRIVATE)
class Complaint(models.Model):
    """What somebody says is wrong with how their personal data are used.

    What they wrote is encrypted and never changed, and stands in no history: once a complaint is deleted, it is gone.
    """

    class About(models.TextChoices):
        ACCESS = "access", "I asked for my data and did not get them, or not all"
        WRONG = "wrong", "What you hold about me is wrong or out of date"
        ERASURE = "erasure", "I want my data erased, or no longer used"
        MAIL = "mail", "I get mail that I did not want"
        DISCLOSED = "disclosed", "Somebody saw my data who should not have"
        OTHER = "other", "Something else"

    class Way(models.TextChoices):
        FORM = "form", "By the form"
        EMAIL = "email", "By email"
        LETTER = "letter", "By letter"
        TELEPHONE = "telephone", "By telephone"
        IN_PERSON = "in_person", "In person"

    class Outcome(models.TextChoices):
        UPHELD = "upheld", "They are right, and it is put right"
        PARTLY = "partly", "They are right in part"
        NOT_UPHELD = "not_upheld", "Nothing was wrong"
        WITHDRAWN = "withdrawn", "They took it back"

    about = models.CharField("what it is about", max_length=20, choices=About)
    words = EncryptedTextField("what happened")
    wanted = EncryptedTextField("what would put it right", blank=True)
    name = EncryptedTextField("name")
    email = EncryptedTextField("email address", blank=True)
    reach = EncryptedTextField("how else to reach them", blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    way = models.CharField("how it came", max_length=10, choices=Way, default=Way.FORM)
    received_on = models.DateField("received on", default=timezone.localdate)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    # The mail that acknowledges it: done once it has left, and not before.
    receipt = models.ForeignKey("outbox.OutboxMessage", models.SET_NULL, null=True, blank=True, related_name="+")
    acknowledged_on = models.DateField(null=True, blank=True)  # in another way than by that mail
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(email="") | ~Q(reach=""), name="complaint_can_be_answered"),
            models.CheckConstraint(
                condition=Q(closed_on=None, outcome="") | (Q(closed_on__isnull=False) & ~Q(outcome="")),
                name="complaint_closed_with_outcome",
            ),
        ]
        triggers = [pgtrigger.Protect(name="no_update", operation=pgtrigger.UpdateOf(*PRIVATE, "received_on", "way"))]

    def __str__(self):
        return f"Complaint {self.pk}"

    def get_absolute_url(self):
        return reverse("people:complaint_detail", args=[self.pk])

    @property
    def acknowledged(self) -> date | None:
        """The day on which its receipt was acknowledged, by the mail or in another way."""
        if self.acknowledged_on or not self.receipt or not self.receipt.sent_at:
            return self.acknowledged_on
        return timezone.localdate(self.receipt.sent_at)

    @property
    def told_on(self) -> date | None:
        """The day on which they last heard from us. Of a row `with_last_word`."""
        days = [day for day in (self.acknowledged, self.told_last_on) if day]
        return max(days, default=None)

    @property
    def due_on(self) -> date:
        """By when they hear from us next. Of a row `with_last_word`."""
        return due_on(self.received_on, self.told_on, self.reopened_last_on)

    @property
    def days_left(self) -> int:
        return (self.due_on - timezone.localdate()).days

    @property
    def is_late(self) -> bool:
        return self.closed_on is None and self.days_left < 0

    @property
    def state(self) -> str:
        if self.closed_on:
            return self.get_outcome_display()
        return "To be answered" if self.told_on else "To be acknowledged"


class ComplaintStep(models.Model):
    """One thing that was done about a complaint. Append-only: what was wrong is followed by what is right."""

    class Kind(models.TextChoices):
        NOTED = "noted", "Looked into"
        TOLD = "told", "Told how it stands"
        ACKNOWLEDGED = "acknowledged", "Receipt acknowledged"
        NOT_ACKNOWLEDGED = "unacknowledged", "Not acknowledged after all"
        CLOSED = "closed", "Outcome told"
        REOPENED = "reopened", "Opened again"

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20, choices=Kind)
    words = EncryptedTextField("what was done", blank=True)
    happened_on = models.DateField(default=timezone.localdate)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["made_at", "pk"]
        triggers = [
            pgtrigger.Protect(
                name="no_update",
                operation=pgtrigger.UpdateOf("complaint_id", "kind", "words", "happened_on", "made_at"),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.happened_on}"
