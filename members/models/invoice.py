from decimal import ROUND_HALF_UP, Decimal

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cleaning.constraint import shows
from history import track
from members.models.owned import OwnedQuerySet
from members.models.term import Term, never_begins
from people.models.faults import FaultsByField

PENNY = Decimal("0.01")

# A credit note and what is matched come to no more than the invoice: `credit` frees first what was paid of it.
NEVER_MORE = """
    PERFORM 1 FROM members_invoice WHERE id = NEW.invoice_id FOR UPDATE;
    IF (SELECT sum(amount) FROM members_creditnote WHERE invoice_id = NEW.invoice_id)
        + (SELECT coalesce(sum(amount), 0) FROM members_allocation
            WHERE invoice_id = NEW.invoice_id AND undone_at IS NULL)
        > (SELECT amount FROM members_invoice WHERE id = NEW.invoice_id)
    THEN RAISE EXCEPTION 'more than the invoice asks for' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'credit_note_within_invoice';
    END IF;
    RETURN NULL;
"""


PREFIX = r"^[A-Z0-9][A-Z0-9/-]{0,8}[A-Z/-]$"


class NumberSeries(FaultsByField):
    """The last number that was given in a series; `members.invoices.numbers` gives the next one, without a gap.

    What stands before the numbers can be chosen until the first is given: a series is not renamed under its invoices.
    """

    name = models.CharField(max_length=20, primary_key=True)
    last = models.PositiveIntegerField(default=0)
    prefix = models.CharField(max_length=10, blank=True, db_default="")  # blank until it is chosen or used

    class Meta:
        verbose_name_plural = "number series"
        constraints = [
            models.CheckConstraint(
                condition=Q(prefix="") | Q(prefix__regex=PREFIX),
                name="number_series_prefix",
                violation_error_code="prefix",
                violation_error_message="Capital letters, digits, - and /, and no digit at the end. Such as CHA-",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="prefix_stays",
                operation=pgtrigger.UpdateOf("prefix"),
                condition=pgtrigger.Q(old__last__gt=0, old__prefix__df=pgtrigger.F("new__prefix"))
                & ~pgtrigger.Q(old__prefix=""),
            ),
            pgtrigger.Protect(
                name="never_back",
                operation=pgtrigger.UpdateOf("last"),
                condition=pgtrigger.Q(new__last__lt=pgtrigger.F("old__last")),
            ),
        ]

    def __str__(self):
        return self.name


class InvoiceQuerySet(OwnedQuerySet):
    def of_terms_that_never_begin(self):
        """Those for a term before which membership ended, or ends: `Term.never_begins`. A person credits them."""
        return self.filter(never_begins("term__"))

    def of_terms_that_begin(self):
        """All others."""
        return self.exclude(never_begins("term__"))


@track()
class Invoice(models.Model):
    """What a provider was asked to pay. It is never changed, but for the purchase order: see `CreditNote`.

    Nothing here says that it is paid: that follows from payments: see `members.balances`.
    """

    number = models.CharField(max_length=20, unique=True)
    provider = models.ForeignKey("people.Provider", models.PROTECT, related_name="invoices")
    term = models.ForeignKey(Term, models.PROTECT, related_name="invoices")
    billed_to = models.CharField(max_length=160, blank=True, db_default="")  # the legal name on that day
    purchase_order = models.CharField("purchase order number", max_length=40, blank=True, db_default="")
    amount = models.DecimalField(max_digits=9, decimal_places=2)  # pounds, with VAT: what its lines come to
    sent_on = models.DateField()
    due_on = models.DateField()

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_on", "-pk"]
        indexes = [models.Index(fields=["-sent_on", "-id"], name="invoice_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("sent_on")), name="invoice_due_after_sent"),
            shows("purchase_order", "billed_to", name="invoice_words", may_be_empty=True),
        ]
        triggers = [
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="no_update",
                operation=pgtrigger.UpdateOf(
                    "number", "provider_id", "term_id", "billed_to", "amount", "sent_on", "due_on"
                ),
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def is_late(self) -> bool:
        """Whether something is owed after its day; from `with_balance` only."""
        return self.balance > 0 and self.due_on < timezone.localdate()

    @property
    def asks_for(self) -> Decimal:
        """What it asks for less what was credited, paid or not; from `with_balance` only."""
        return self.amount - self.credited

    @property
    def is_to_credit(self) -> bool:
        """Whether a person has to look at it, as of those that `members.balances.to_credit` finds."""
        return self.term.never_begins and bool(self.balance or (self.asks_for and not self.credited))


class InvoiceLine(models.Model):
    """One thing that an invoice asks to pay for."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="lines")
    description = models.CharField(max_length=200)
    net = models.DecimalField(max_digits=9, decimal_places=2)  # pounds
    vat_rate = models.DecimalField(max_digits=4, decimal_places=2)  # per cent; 0: exempt or zero-rated

    class Meta:
        ordering = ["pk"]
        constraints = [
            shows("description", name="invoice_line_description"),
            models.CheckConstraint(condition=Q(net__gte=0), name="invoice_line_not_negative"),
            models.CheckConstraint(condition=Q(vat_rate__gte=0), name="invoice_line_vat_not_negative"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return self.description

    @property
    def vat(self) -> Decimal:
        """Pounds, to the nearest penny."""
        return vat_of(self.net, self.vat_rate)


@track()
class CreditNote(models.Model):
    """What an invoice, or a part of it, is not owed any more: invoices are credited, never changed."""

    number = models.CharField(max_length=20, unique=True)
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="credit_notes")
    amount = models.DecimalField(max_digits=9, decimal_places=2)  # pounds, with VAT
    reason = models.CharField(max_length=200)
    sent_on = models.DateField(default=timezone.localdate)
    by = models.ForeignKey("people.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            shows("reason", name="credit_note_reason"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="credit_note_amount"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(name="never_more", when=pgtrigger.After, operation=pgtrigger.Insert, func=NEVER_MORE),
        ]

    def __str__(self):
        return self.number


def vat_of(net: Decimal, rate: Decimal) -> Decimal:
    """The VAT on an amount at a rate in per cent, to the nearest penny."""
    return (net * rate / 100).quantize(PENNY, ROUND_HALF_UP)
