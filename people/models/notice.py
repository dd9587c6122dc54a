from django.conf import settings
from django.db import models


class NoticeQuerySet(models.QuerySet):
    def unsent(self):
        return self.filter(sent_at=None, failed_at=None)


class Notice(models.Model):
    """One mail that the portal owes one person: the outbox.

    Written in the transaction that causes it and sent by a sweep, so it survives a dead broker. `key` names the cause
    (`renewal-reminder:42`), so a night that was missed is caught up and a second run sends nothing.
    """

    key = models.CharField(max_length=120, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="notices")
    email = models.EmailField(max_length=254, blank=True)  # of someone who has no account
    subject = models.CharField(max_length=160)
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, email="") | (models.Q(user=None) & ~models.Q(email="")),
                name="notice_to_an_account_or_an_address",
            )
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=models.Q(sent_at=None, failed_at=None), name="notice_unsent")
        ]

    def __str__(self):
        return self.subject

    @property
    def address(self) -> str:
        return self.user.email if self.user else self.email
