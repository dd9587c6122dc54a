from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from history import track
from members.models.owned import OwnedQuerySet
from members.models.term import Term


@track()
class Invoice(models.Model):
    """What a provider was asked to pay for a term, and when it paid."""

    number = models.CharField(max_length=20, unique=True)
    provider = models.ForeignKey("people.Provider", models.PROTECT, related_name="invoices")
    term = models.ForeignKey(Term, models.PROTECT, related_name="invoices")
    amount = models.DecimalField(max_digits=9, decimal_places=2)  # pounds
    sent_on = models.DateField()
    due_on = models.DateField()
    paid_on = models.DateField(null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(due_on__gte=F("sent_on")), name="invoice_due_after_sent")]

    def __str__(self):
        return self.number

    @property
    def is_late(self) -> bool:
        return self.paid_on is None and self.due_on < timezone.localdate()
