"""The ledger: one row a person, the parts in which a worker takes them, and what happened beside plain success."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from bulletins.tokens import delivery_id_of
from people.access import Permission, can

PART_SIZE = 200


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who write or approve bulletins see who got which; nobody else any."""
        seen = can(user, Permission.BULLETIN_WRITE) or can(user, Permission.BULLETIN_APPROVE)
        return self if seen else self.none()

    def with_token(self, token: str):
        """The row that an unsubscribe link is for: the link is the permission."""
        return self.filter(pk=delivery_id_of(token))

    def pending(self):
        return self.filter(state=Delivery.State.PENDING)

    def unsettled(self):
        """Rows that have no final state yet."""
        return self.filter(state__in=[Delivery.State.PENDING, Delivery.State.RETRY])

    def due(self):
        """Rows to be tried again by now."""
        return self.filter(next_attempt_at__lte=Now())

    def to_try_again(self):
        """Rows that failed, of which another attempt makes sense: the address did not fail, and no copy arrived."""
        return self.filter(state=Delivery.State.FAILED, bounced_at=None)

    def uncertain(self):
        """Rows of which a copy may have arrived although nobody told us so."""
        return self.filter(uncertain_at__isnull=False)


class Delivery(models.Model):
    """What happened to one person's copy of a bulletin. Written when the audience is frozen, and never removed.

    `state` has no index and is in no index's condition, so that an update of it stays within its page (HOT).
    """

    class State(models.IntegerChoices):
        PENDING = 0, "Waiting"
        ACCEPTED = 1, "Handed to their mail server"
        RETRY = 2, "Not taken yet: we try again"
        FAILED = 3, "Could not be sent"
        SUPPRESSED = 4, "Not sent: asked us to stop, or the address fails"
        CANCELLED = 5, "Not sent: the bulletin was cancelled"
        HELD = 6, "Held: sent twice without an answer"
        LEFT = 7, "Not sent: no longer among those who get it"

    bulletin = models.ForeignKey("Bulletin", models.PROTECT, related_name="deliveries", db_index=False)
    seq = models.PositiveIntegerField()  # the order of sending, from 1; excluded rows come last
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="deliveries")
    email = models.EmailField(max_length=254)
    email_norm = models.CharField(max_length=254)
    merge = models.JSONField(default=dict)  # what differs in this person's mail
    variant = models.ForeignKey("BulletinVariant", models.PROTECT, related_name="+", db_index=False)
    state = models.SmallIntegerField(choices=State, default=State.PENDING)
    uncertain_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    smtp_code = models.PositiveSmallIntegerField(null=True, blank=True)
    enhanced = models.CharField(max_length=11, blank=True, default="", db_default="")  # RFC 3463, such as 5.1.1
    reply = models.CharField(max_length=255, blank=True, default="", db_default="")  # theirs, or why we did not send
    accepted_at = models.DateTimeField(null=True, blank=True)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    bounce_class = models.CharField(max_length=10, blank=True, default="", db_default="")  # hard: the address fails
    unsubscribed_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["bulletin", "seq"]
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=Q(next_attempt_at__isnull=False), name="delivery_next_attempt"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "seq"], name="delivery_seq_once"),
            models.UniqueConstraint(fields=["bulletin", "email_norm"], name="delivery_one_copy_an_address"),
            models.CheckConstraint(
                condition=Q(state=2, next_attempt_at__isnull=False) | (~Q(state=2) & Q(next_attempt_at__isnull=True)),
                name="delivery_retry_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state=1, accepted_at__isnull=False) | (~Q(state=1) & Q(accepted_at__isnull=True)),
                name="delivery_accepted_has_time",
            ),
        ]

    def __str__(self):
        return f"{self.bulletin_id}, {self.seq}"

    @property
    def name(self) -> str:
        return self.merge["name"]


class DeliveryPartQuerySet(models.QuerySet):
    def ready(self):
        return self.filter(state=DeliveryPart.State.READY)

    def open(self):
        return self.filter(state=DeliveryPart.State.OPEN)

    def undone(self):
        return self.exclude(state=DeliveryPart.State.DONE)


class DeliveryPart(models.Model):
    """A run of rows that one worker takes and sends in the order of `seq`.

    Each result is recorded before the next message, so of the part of a worker that died only the first waiting row
    is in doubt.
    """

    class State(models.TextChoices):
        READY = "ready", "Ready"
        OPEN = "open", "Open"
        DONE = "done", "Done"

    bulletin = models.ForeignKey("Bulletin", models.PROTECT, related_name="parts")
    route = models.ForeignKey("MailRoute", models.PROTECT, related_name="+")
    seq_lo = models.PositiveIntegerField()
    seq_hi = models.PositiveIntegerField()
    state = models.CharField(max_length=5, choices=State, default=State.READY)
    opened_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryPartQuerySet.as_manager()

    class Meta:
        ordering = ["bulletin", "seq_lo", "pk"]
        indexes = [models.Index(fields=["bulletin", "seq_lo"], condition=Q(state="ready"), name="part_ready")]
        constraints = [
            models.CheckConstraint(condition=Q(seq_hi__gte=F("seq_lo")), name="part_from_low_to_high"),
            # A row is in one worker's hands at most.
            ExclusionConstraint(
                name="part_rows_once",
                expressions=[
                    ("bulletin", RangeOperators.EQUAL),
                    (
                        Func(
                            F("seq_lo"),
                            F("seq_hi"),
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="int8range",
                            output_field=BigIntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=~Q(state="done"),
            ),
        ]

    def __str__(self):
        return f"{self.bulletin_id}, {self.seq_lo} to {self.seq_hi}"

    @property
    def pending(self):
        """The rows of the part that wait, in order of sending."""
        rows = Delivery.objects.pending().filter(bulletin=self.bulletin_id)
        return rows.filter(seq__range=(self.seq_lo, self.seq_hi)).order_by("seq")


class DeliveryEvent(models.Model):
    """What happened to a delivery beside plain success. Append-only; holds codes, never an address."""

    class Kind(models.TextChoices):
        DEFERRED = "deferred", "Their server asked us to wait"
        REFUSED = "refused", "Their server refused the mail"
        BOUNCED = "bounced", "The address fails"
        UNCERTAIN = "uncertain", "We do not know whether it arrived, so a second copy goes out"
        HELD = "held", "Still no answer after a second copy"
        UNSUBSCRIBED = "unsubscribed", "Asked us to stop"

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="happened")
    kind = models.CharField(max_length=20, choices=Kind)
    detail = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.get_kind_display()} {self.detail}".strip()
