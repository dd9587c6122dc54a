from django.conf import settings
from django.db import models
from django.db.models import Q

# Mails with a key in them, and the last one to an address, of which no copy is kept once they went out or are void.
WITH_A_KEY = ("account", "account-code", "invitation", "erased")
# Mails with words for one person alone, of which that they were sent is kept, and nothing that they said.
IN_CONFIDENCE = ("complaint-told", "complaint-outcome")


class OutboxMessageQuerySet(models.QuerySet):
    def unsent(self):
        """Mails that wait: neither sent nor dropped."""
        return self.filter(sent_at=None, dropped_at=None)

    def with_a_key(self):
        """Mails of which no copy is kept."""
        return self.filter(key__regex=f"^({'|'.join(WITH_A_KEY)}):")


class OutboxMessage(models.Model):
    """One mail that the portal owes one person: the outbox.

    Written in the transaction that causes it and sent by a sweep, so it survives a dead broker. `key` names the cause
    (`renewal-reminder:42`), so a night that was missed is caught up and a second run sends nothing.
    """

    key = models.CharField(max_length=120, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="outbox_messages"
    )
    email = models.EmailField(max_length=254, blank=True)  # of someone who has no account
    # Whose request it came of, who sees when it cannot be sent; none of a job. Looked for among the unsent alone.
    caused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    subject = models.CharField(max_length=160)
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_reason = models.CharField(max_length=120, blank=True)

    objects = OutboxMessageQuerySet.as_manager()
    is_new = False  # whether `queue_email` made it just now

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, email="") | (Q(user=None) & ~Q(email="")),
                name="outbox_message_to_an_account_or_an_address",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at=None, dropped_reason="")
                | (Q(dropped_at__isnull=False, sent_at=None) & ~Q(dropped_reason="")),
                name="outbox_message_dropped_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(sent_at=None, dropped_at=None), name="outbox_message_unsent")
        ]

    def __str__(self):
        return self.subject

    @property
    def address(self) -> str:
        return self.user.email if self.user else self.email

    @property
    def kind(self) -> str:
        """What it is about, from its key: `renewal-reminder`."""
        return self.key.split(":", 1)[0]

    @property
    def kind_in_words(self) -> str:
        return self.kind.replace("-", " ").capitalize()

    @property
    def text_once_sent(self) -> str:
        """What is kept of its words once it is out of the outbox."""
        return "" if self.kind in (*WITH_A_KEY, *IN_CONFIDENCE) else self.text

    @property
    def system_name(self) -> str:
        """Whom it is for and what kind of mail it is; its subject may name what is not for those who run the portal."""
        return f"{self.kind_in_words}, mail to {self.user or self.email}"
