import json

from django.conf import settings
from django.db import models
from django.db.models import Q

from encryption import EncryptedTextField
from people.posting.filling import TYPED_OVER

NOT_WORDS = TYPED_OVER | {"page", "turn"}


class SentForm(models.Model):
    """A form that somebody sent, by its token: one that comes again is not done again. Forgotten after some days."""

    token = models.CharField(max_length=22)
    path = models.CharField(max_length=500)  # a page's forms may go to several addresses
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    content = models.CharField(max_length=64)  # a keyed digest of what was sent
    # Where the answer led; empty while it is being done, and for ever when the portal was killed meanwhile.
    location = models.CharField(max_length=2000, blank=True)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "path"], name="sent_form_once")]
        indexes = [models.Index(fields=["sent_at"])]

    def __str__(self):
        return f"form {self.pk}"


class KeptWords(models.Model):
    """What somebody typed into a form that could not be taken: given back to them alone, within two hours.

    `key_hash`: of the key in a cookie of the browser that they typed it in. Encrypted, without history.
    """

    key_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.CharField(max_length=2000)  # that shows the form
    path = models.CharField(max_length=500)  # that it was sent to
    fields = EncryptedTextField()  # JSON: lists of texts by name
    reason = models.CharField(max_length=20)
    result = models.CharField(max_length=2000, blank=True)  # of the same form, when it was sent before
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-kept_at", "-pk"]
        indexes = [models.Index(fields=["user", "kept_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=["signed_out", "token", "sent_before", "unknown", "gone"]),
                name="kept_words_reason",
            )
        ]

    def __str__(self):
        return f"kept words {self.pk}"

    @property
    def typed(self) -> dict[str, list[str]]:
        return json.loads(self.fields)

    @property
    def fields_in_words(self) -> list[tuple[str, str]]:
        """What was typed, with each field's name in words."""
        return [
            (name.replace("_", " ").capitalize(), "\n".join(values))
            for name, values in self.typed.items()
            if any(values) and name.rpartition("-")[2] not in NOT_WORDS and not name.startswith("initial-")
        ]
