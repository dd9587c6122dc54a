import pgtrigger
from django.conf import settings
from django.db import models


class SecurityEvent(models.Model):
    """What triggers cannot see: sign-ins, second factors, addresses read, refusals. Append-only."""

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", "Signed in"
        SIGN_IN_FAILED = "sign_in_failed", "Sign-in failed"
        SECOND_FACTOR_CHANGED = "second_factor_changed", "Second factor changed"
        PASSWORD_CHANGED = "password_changed", "Password changed"
        ADDRESS_READ = "address_read", "Address read"
        EXPORTED = "exported", "Exported"
        EMBARGO_LIFTED = "embargo_lifted", "Embargo lifted"
        PUBLISHED_URGENTLY = "published_urgently", "Published without a second person"
        ACCESS_REFUSED = "access_refused", "Access refused"
        PURGE = "purge", "Removal of words about a child"
        DEMO_SIGN_IN = "demo_sign_in", "Signed in by the demo"

    kind = models.CharField(max_length=30, choices=Kind)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="security_events")
    subject = models.CharField(max_length=120, blank=True)  # what it was about, by id or alias: never a name or address
    reason = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        triggers = [
            # A user's erasure sets `user` to NULL; nothing else of the row may change.
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="no_update",
                operation=pgtrigger.UpdateOf("kind", "subject", "reason", "created_at"),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.subject}".strip()
