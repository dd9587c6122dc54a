import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from cleaning.constraint import shows
from history import track
from members.models.payment import Payment
from people.access import Permission, can


class StatementLineQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if can(user, Permission.MEMBERSHIP_MANAGE) else self.none()

    def waiting(self):
        """Those of which nobody has said yet what they are."""
        return self.filter(payment=None, set_aside_at=None)


@track()
class StatementLine(models.Model):
    """Money that a bank's statement says has arrived, until a person says what it was: a payment, or none of ours.

    A statement that is loaded again finds its lines by `key`, and changes nothing.
    """

    key = models.CharField(max_length=64, unique=True)
    received_on = models.DateField()
    amount = models.DecimalField(max_digits=9, decimal_places=2)  # pounds
    words = models.CharField(max_length=300, blank=True)  # who paid and for what, as the bank has it
    loaded_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
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
        ]
        triggers = [
            pgtrigger.Protect(name="no_update", operation=pgtrigger.UpdateOf("key", "received_on", "amount", "words"))
        ]

    def __str__(self):
        return self.words or f"line of {self.received_on}"
