"""Who asks to be one of a provider's people, without naming it, and whose owner may say yes."""

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.core.signing import TimestampSigner
from django.db import models
from django.db.models import Q
from django.utils import timezone

from encryption import EncryptedTextField
from history import track
from people.access import Permission, providers_with
from people.links import key_in, link_to

SIGNER = TimestampSigner(salt="people.access_request", sep=".")


class AccessRequestQuerySet(models.QuerySet):
    def with_token(self, token: str):
        """The one whose link has this token, however old."""
        key = key_in(token, SIGNER)
        return self.filter(key=key) if key else self.none()


@track(exclude=["key"])
class AccessRequest(models.Model):
    """Somebody who wants to be one of a provider's people. It names no provider: their proven address does."""

    name = EncryptedTextField("your name")
    email = models.EmailField("your work email address", max_length=254)
    key = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    asked_on = models.DateField(default=timezone.localdate)
    proven_at = models.DateTimeField(null=True, blank=True)  # when the link in the mail was confirmed

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=Q(proven_at=None), name="access_request_one_unproven")
        ]

    def __str__(self):
        return f"Request {self.pk}"

    @property
    def link(self) -> str:
        """What the mail leads to."""
        return link_to("people:access_confirm", SIGNER.sign(self.key.hex))


class AccessAnswerQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(answered_at=None)

    def editable_by(self, user):
        """Those that the user may answer: of their own providers."""
        return self.filter(provider__in=providers_with(user, Permission.PROVIDER_MANAGE))


@track()
class AccessAnswer(models.Model):
    """What a provider's owner says to somebody who asks, once for each provider whose people have such addresses."""

    request = models.ForeignKey(AccessRequest, models.CASCADE, related_name="answers")
    provider = models.ForeignKey("people.Provider", models.CASCADE, related_name="access_answers")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    is_granted = models.BooleanField(null=True, blank=True)

    objects = AccessAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "provider"], name="access_answer_once"),
            models.CheckConstraint(
                condition=Q(answered_at=None, is_granted=None) | Q(answered_at__isnull=False, is_granted__isnull=False),
                name="access_answer_with_time",
            ),
        ]

    def __str__(self):
        return f"{self.request} of {self.provider}"
