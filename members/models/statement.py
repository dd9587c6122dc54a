import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Count, Q

from cleaning.constraint import shows
from history import track
from members.models.payment import Payment
from members.models.taken_back import taken_back_with_reason
from people.access import Permission, can


class KeptByStaffQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if can(user, Permission.MEMBERSHIP_MANAGE) else self.none()


class BankStatementQuerySet(KeptByStaffQuerySet):
    def with_counts(self):
        """With `waits`, `noted` and `aside`: how many of its lines are what."""
        counts = self.annotate(
            waits=Count("lines", filter=Q(lines__payment=None, lines__set_aside_at=None)),
            noted=Count("lines", filter=Q(lines__payment__isnull=False)),
            aside=Count("lines", filter=Q(lines__set_aside_at__isnull=False)),
        )
        return counts.order_by("-loaded_at", "-pk")


@track()
class BankStatement(models.Model):
    """That somebody loaded a bank's statement, which brought lines. Taken back, its lines are gone, and why stays."""

    class Format(models.TextChoices):
        SHEET = "sheet", "CSV or sheet"
        CAMT = "camt", "CAMT.053"

    file_format = models.CharField(max_length=10, choices=Format)
    first_on = models.DateField()
    last_on = models.DateField()
    added = models.PositiveIntegerField()  # lines that were new
    known = models.PositiveIntegerField(default=0)  # lines that an earlier one had brought
    loaded_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    why_taken_back = models.CharField(max_length=200, blank=True)

    objects = BankStatementQuerySet.as_manager()

    class Meta:
        ordering = ["-loaded_at", "-pk"]
        constraints = [
            *taken_back_with_reason("bank_statement"),
        ]

    def __str__(self):
        return f"{self.first_on:%-d %B %Y} to {self.last_on:%-d %B %Y}, {self.get_file_format_display()}"


class StatementLineQuerySet(KeptByStaffQuerySet):
    def waiting(self):
        """Those of which nobody has said yet what they are."""
        return self.filter(payment=None, set_aside_at=None)


@track()
class StatementLine(models.Model):
    """Money that a bank's statement says has arrived, until a person says what it was: a payment, or none of ours.

    A statement that is loaded again finds its lines by `key`, and changes nothing. In another format a bank words a
    line otherwise: one that may be there already says which (`looks_like`), and a person says whether it is.
    """

    key = models.CharField(max_length=64, unique=True)
    received_on = models.DateField()
    amount = models.DecimalField(max_digits=9, decimal_places=2)  # pounds
    words = models.CharField(max_length=300, blank=True)  # who paid and for what, as the bank has it
    loaded_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    statement = models.ForeignKey(BankStatement, models.PROTECT, null=True, related_name="lines")
    looks_like = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    payment = models.OneToOneField(Payment, models.PROTECT, null=True, blank=True, related_name="statement_line")
    set_aside_at = models.DateTimeField(null=True, blank=True)
    why_set_aside = models.CharField(max_length=200, blank=True)

    objects = StatementLineQuerySet.as_manager()

    class Meta:
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="statement_line_amount"),
            shows("words", "why_set_aside", name="statement_line_words", may_be_empty=True),
            models.CheckConstraint(
                condition=Q(set_aside_at=None, why_set_aside="")
                | (Q(set_aside_at__isnull=False, payment=None) & ~Q(why_set_aside="")),
                name="statement_line_payment_or_set_aside",
            ),
            models.CheckConstraint(
                condition=Q(payment=None) | Q(looks_like=None), name="statement_line_asked_before_payment"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="no_update", operation=pgtrigger.UpdateOf("key", "received_on", "amount", "words"))
        ]

    def __str__(self):
        return self.words or f"line of {self.received_on}"
