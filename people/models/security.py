import pgtrigger
from django.conf import settings
from django.db import models


class SecurityEventQuerySet(models.QuerySet):
    def with_person(self, pk: int):
        """Events of what a person did, and of what was done about them."""
        return self.filter(models.Q(user=pk) | models.Q(about=pk))


class SecurityEvent(models.Model):
    """What history by triggers cannot see or should not be searched for: who signed in, was refused, read or took out
    private things, and who gave whom which role. Append-only; people by reference, so that erasing one takes the name.
    """

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", "Signed in"
        SIGN_IN_FAILED = "sign_in_failed", "Sign-in failed"
        SECOND_FACTOR_CHANGED = "second_factor_changed", "Second factor changed"
        PASSWORD_CHANGED = "password_changed", "Password changed"
        EMAIL_CHANGED = "email_changed", "Email address changed"
        INVITED = "invited", "Invited"
        OWN_ROLE_ASKED = "own_role_asked", "Own role asked for"
        OWN_ROLE_CONFIRMED = "own_role_confirmed", "Own role of a colleague confirmed"
        ROLE_GIVEN = "role_given", "Role given"
        ROLE_ENDED = "role_ended", "Role ended"
        RULE_CHANGED = "rule_changed", "Rule of a provider changed"
        ADDRESS_READ = "address_read", "Address read"
        EXPORTED = "exported", "Exported"
        CALENDAR_MADE = "calendar_made", "Address of a calendar made"
        CALENDAR_CLOSED = "calendar_closed", "Address of a calendar closed"
        CALENDAR_READ = "calendar_read", "Calendar read by its address"
        PREVIEW_MADE = "preview_made", "Preview link made"
        PREVIEW_STOPPED = "preview_stopped", "Preview link stopped"
        PREVIEW_READ = "preview_read", "Preview read by its link"
        EMBARGO_LIFTED = "embargo_lifted", "Embargo lifted"
        PUBLISHED_URGENTLY = "published_urgently", "Published without a second person"
        ERASED = "erased", "Person erased"
        MERGED = "merged", "Two accounts of one person merged"
        MERGE_UNDONE = "merge_undone", "Merge of two accounts taken back"
        ACCESS_REFUSED = "access_refused", "Access refused"
        PURGE = "purge", "Removal of words about a child"
        DEMO_SIGN_IN = "demo_sign_in", "Signed in by the demo"

    kind = models.CharField(max_length=30, choices=Kind)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="security_events")
    # Whom it was about, where that is someone else.
    about = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    subject = models.CharField(max_length=120, blank=True)  # what it was about, by id or alias: never a name or address
    reason = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = SecurityEventQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        triggers = [
            # A user's erasure sets `user` and `about` to NULL; nothing else of the row may change.
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="no_update",
                operation=pgtrigger.UpdateOf("kind", "subject", "reason", "created_at"),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.subject}".strip()

    @property
    def nobody(self) -> str:
        """Who did it, where no account stands beside it."""
        unknown = {
            self.Kind.SIGN_IN_FAILED: "Not known",
            self.Kind.CALENDAR_READ: "Whoever has the address",
            self.Kind.PREVIEW_READ: "Whoever has the link",
        }
        return unknown.get(self.kind, "The portal, or an account that was erased")
