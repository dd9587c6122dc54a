import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from cleaning.constraint import shows
from history import track
from members.models.term import Term
from people.access import Permission, can


class OfStaffQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if can(user, Permission.MEMBERSHIP_MANAGE) else self.none()


class RenewalRunQuerySet(OfStaffQuerySet):
    def sending(self):
        return self.filter(state=RenewalRun.State.SENDING)


@track()
class RenewalRun(models.Model):
    """Members whose terms end by a day, renewed together. Nothing is sent before somebody has looked at all of it."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned: nothing is sent yet"
        SENDING = "sending", "Sending"
        PAUSED = "paused", "Paused"
        DONE = "done", "Done"

    until = models.DateField("terms that end by")
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    # In whose name the terms begin: who started it, or resumed it last.
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = RenewalRunQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"Renewal of terms that end by {self.until:%-d %B %Y}"


class RenewalQuerySet(OfStaffQuerySet):
    def to_send(self):
        """Those that are to get an invoice, or got it."""
        return self.filter(is_chosen=True, why_not="")

    def waiting(self):
        """Those of runs that send now whose turn has not come."""
        return self.to_send().filter(term=None, run__state=RenewalRun.State.SENDING)


@track()
class Renewal(models.Model):
    """One member in a run: what it was shown to cost, or why it gets no invoice; and the term that came of it."""

    run = models.ForeignKey(RenewalRun, models.CASCADE, related_name="renewals")
    provider = models.ForeignKey("people.Provider", models.CASCADE, related_name="renewals")
    follows = models.ForeignKey(Term, models.CASCADE, related_name="renewals")  # the term that ends
    starts_on = models.DateField()
    band = models.CharField(max_length=40, blank=True)
    dues = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)  # pounds, without VAT
    why_not = models.CharField("why it gets no invoice", max_length=255, blank=True)
    remark = models.CharField(max_length=255, blank=True)
    is_chosen = models.BooleanField("chosen", default=True)
    term = models.OneToOneField(Term, models.PROTECT, null=True, blank=True, related_name="renewed_by")

    objects = RenewalQuerySet.as_manager()

    class Meta:
        ordering = ["provider", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "provider"], name="renewal_once_a_run"),
            models.CheckConstraint(condition=~Q(why_not="") | Q(dues__isnull=False), name="renewal_dues_or_why_not"),
            models.CheckConstraint(condition=Q(term=None) | Q(why_not="", is_chosen=True), name="renewal_of_chosen"),
            shows("band", "why_not", "remark", name="renewal_words", may_be_empty=True),
        ]
        triggers = [
            pgtrigger.Protect(
                name="sent_once",
                operation=pgtrigger.UpdateOf("term_id"),
                condition=pgtrigger.Q(old__term__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.provider}, {self.starts_on}"

    @property
    def system_name(self) -> str:
        """Whose it is, for whoever runs the portal."""
        return f"Renewal of {self.provider}"

    @property
    def gets_invoice(self) -> bool:
        """Whether one is sent for it, or was. Of a row with its run."""
        is_in_it = self.is_chosen and not self.why_not
        return self.term_id is not None or (is_in_it and self.run.state != RenewalRun.State.DONE)

    @property
    def is_of_another_band(self) -> bool:
        return bool(self.band) and self.band != self.follows.band
