from django.conf import settings
from django.db import models


class MailTest(models.Model):
    """A mail that somebody sent to themselves to see whether mail arrives."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    is_proven = models.BooleanField(default=False)  # its link was opened; otherwise somebody said so

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_proven=False) | models.Q(arrived_at__isnull=False),
                name="mail_test_arrived",
            )
        ]

    def __str__(self):
        return f"mail test {self.pk}"
