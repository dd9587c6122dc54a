import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from cleaning.constraint import shows
from history import track
from members.models.payment import GIVES_NO_MORE, Payment
from members.models.taken_back import taken_back_with_reason

NOT_BEFORE_IT_ARRIVED = """
    IF NEW.paid_on < (SELECT received_on FROM members_payment WHERE id = NEW.payment_id)
    THEN RAISE EXCEPTION 'paid back before it arrived' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'refund_after_payment';
    END IF;
    RETURN NULL;
"""


class RefundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As their payments are."""
        return self.filter(payment__in=Payment.objects.visible_to(user))

    def in_force(self):
        """Those that nobody took back."""
        return self.filter(taken_back_at=None)


@track()
class Refund(models.Model):
    """How much of a payment was paid back. One that was noted by mistake is taken back, and stays to be read."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="refunds")
    amount = models.DecimalField(max_digits=9, decimal_places=2)  # pounds
    paid_on = models.DateField()
    method = models.CharField(max_length=10, choices=Payment.Method, default=Payment.Method.TRANSFER)
    reference = models.CharField(max_length=140, blank=True)  # as it was given to the bank
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    why_taken_back = models.CharField(max_length=200, blank=True)

    objects = RefundQuerySet.as_manager()

    class Meta:
        ordering = ["paid_on", "pk"]
        constraints = [
            shows("reference", name="refund_reference", may_be_empty=True),
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_amount"),
            *taken_back_with_reason("refund"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="gives_no_more",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=GIVES_NO_MORE,
            ),
            pgtrigger.Trigger(
                name="not_before_it_arrived",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=NOT_BEFORE_IT_ARRIVED,
            ),
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
            pgtrigger.Protect(name="no_update", operation=pgtrigger.UpdateOf("payment_id", "amount", "paid_on")),
        ]

    def __str__(self):
        return f"refund of {self.amount}"
