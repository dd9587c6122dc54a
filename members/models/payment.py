import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from cleaning.constraint import shows
from history import track
from members.models.invoice import Invoice
from members.models.owned import OwnedQuerySet
from members.models.taken_back import taken_back_with_reason

# A payment gives no more than it is: what is matched of it, and what was paid back. Its row is locked first, so that
# two who take of it at once wait for each other.
GIVES_NO_MORE = """
    PERFORM 1 FROM members_payment WHERE id = NEW.payment_id FOR UPDATE;
    IF (SELECT coalesce(sum(amount), 0) FROM members_allocation
            WHERE payment_id = NEW.payment_id AND undone_at IS NULL)
        + (SELECT coalesce(sum(amount), 0) FROM members_refund
            WHERE payment_id = NEW.payment_id AND taken_back_at IS NULL)
        > (SELECT CASE WHEN taken_back_at IS NULL THEN amount ELSE 0 END FROM members_payment WHERE id = NEW.payment_id)
    THEN RAISE EXCEPTION 'more than the payment is' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'payment_gives_no_more';
    END IF;
    RETURN NULL;
"""

# An invoice takes no more than it asks for. Triggers run by their names, so payments are locked before invoices.
TAKES_NO_MORE = """
    PERFORM 1 FROM members_invoice WHERE id = NEW.invoice_id FOR UPDATE;
    IF (SELECT sum(amount) FROM members_allocation WHERE invoice_id = NEW.invoice_id AND undone_at IS NULL)
        > (SELECT amount FROM members_invoice WHERE id = NEW.invoice_id)
            - (SELECT coalesce(sum(amount), 0) FROM members_creditnote WHERE invoice_id = NEW.invoice_id)
    THEN RAISE EXCEPTION 'more than the invoice asks for' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'allocation_within_invoice';
    END IF;
    RETURN NULL;
"""

NOTHING_IN_FORCE = """
    IF EXISTS (SELECT FROM members_allocation WHERE payment_id = NEW.id AND undone_at IS NULL)
    THEN RAISE EXCEPTION 'taken back and matched' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'payment_taken_back_without_match';
    END IF;
    IF EXISTS (SELECT FROM members_refund WHERE payment_id = NEW.id AND taken_back_at IS NULL)
    THEN RAISE EXCEPTION 'taken back and paid back' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'payment_taken_back_without_refund';
    END IF;
    RETURN NULL;
"""


class PaymentQuerySet(OwnedQuerySet):
    def in_force(self):
        """Those that nobody took back."""
        return self.filter(taken_back_at=None)


@track()
class Payment(models.Model):
    """Money that arrived from a provider. What no invoice took of it and nobody paid back is the provider's credit.

    One that was noted by mistake is taken back, with a reason, and stays to be read.
    """

    class Method(models.TextChoices):
        TRANSFER = "transfer", "Bank transfer"
        CARD = "card", "Card"
        CHEQUE = "cheque", "Cheque"
        OTHER = "other", "Other"

    provider = models.ForeignKey("people.Provider", models.PROTECT, related_name="payments")
    amount = models.DecimalField(max_digits=9, decimal_places=2)  # pounds
    received_on = models.DateField()
    method = models.CharField(max_length=10, choices=Method, default=Method.TRANSFER)
    reference = models.CharField(max_length=140, blank=True)  # as the bank has it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    why_taken_back = models.CharField(max_length=200, blank=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        indexes = [models.Index(fields=["-received_on", "-id"], name="payment_newest")]
        constraints = [
            shows("reference", name="payment_reference", may_be_empty=True),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_amount"),
            *taken_back_with_reason("payment"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="nothing_in_force",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("taken_back_at"),
                condition=pgtrigger.Q(new__taken_back_at__isnull=False),
                func=NOTHING_IN_FORCE,
            ),
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
            pgtrigger.Protect(name="no_update", operation=pgtrigger.UpdateOf("provider_id", "amount", "received_on")),
        ]

    def __str__(self):
        return self.reference or f"payment of {self.amount}"


class AllocationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As their payments are."""
        return self.filter(payment__in=Payment.objects.visible_to(user))


@track()
class Allocation(models.Model):
    """How much of a payment went to an invoice. A wrong one is undone, with a reason, and stays to be read."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="allocations")
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="allocations")
    amount = models.DecimalField(max_digits=9, decimal_places=2)  # pounds
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    why_undone = models.CharField(max_length=200, blank=True)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        # Whether an invoice was paid at once is asked of thousands: see `members.balances`.
        indexes = [
            models.Index(
                fields=["invoice"], include=["amount"], condition=Q(undone_at=None), name="allocation_in_force"
            )
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="allocation_amount"),
            shows("why_undone", name="allocation_why_undone", may_be_empty=True),
            models.CheckConstraint(
                condition=Q(undone_at=None, why_undone="") | (Q(undone_at__isnull=False) & ~Q(why_undone="")),
                name="allocation_undone_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="gives_no_more",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=GIVES_NO_MORE,
            ),
            pgtrigger.Trigger(
                name="takes_no_more",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=TAKES_NO_MORE,
            ),
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
            pgtrigger.Protect(name="no_update", operation=pgtrigger.UpdateOf("payment_id", "invoice_id", "amount")),
        ]

    def __str__(self):
        return f"{self.amount} of {self.payment} to {self.invoice}"
