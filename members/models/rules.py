"""What members promise: dated texts, and who declared what against which version."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from encryption import EncryptedTextField
from history import track
from members.models.application import Application
from people.access import Permission, can, providers_with
from people.models import Provider
from people.models.faults import FaultsByField
from people.templatetags.people import day

HAS_BEGUN = pgtrigger.Condition("OLD.starts_on <= (now() AT TIME ZONE 'Europe/London')::date")


class RulesVersionQuerySet(models.QuerySet):
    def public(self):
        """All of them: what members promise is for everyone to read, also before its first day."""
        return self

    def editable_by(self, user):
        return self if can(user, Permission.MEMBERSHIP_MANAGE) else self.none()

    def in_force(self, on=None):
        """Of each kind the newest that has begun on a day (default: today in London)."""
        begun = self.filter(starts_on__lte=on or timezone.localdate())
        return begun.order_by("kind", "-starts_on").distinct("kind")

    def to_come(self):
        return self.filter(starts_on__gt=timezone.localdate())


@track()
class RulesVersion(FaultsByField):
    """The criteria of membership, or the Code of Practice, as they are from a day on. Public once it is kept.

    Never changed: another version follows. One that has not begun can be taken back.
    """

    class Kind(models.TextChoices):
        CRITERIA = "criteria", "Membership criteria"
        CODE = "code", "Code of Practice"

    kind = models.CharField("which text", max_length=10, choices=Kind)
    starts_on = models.DateField("first day")
    text = models.TextField(max_length=60_000)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(auto_now_add=True)

    objects = RulesVersionQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "starts_on"],
                name="rules_version_once",
                violation_error_code="starts_on",
                violation_error_message="A version of this text begins on that day already. Choose another day.",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="rules_version_text"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="no_update", operation=pgtrigger.UpdateOf("kind", "starts_on", "text", "published_at")
            ),
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete, condition=HAS_BEGUN),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {day(self.starts_on)}"

    def get_absolute_url(self):
        return reverse("members:rules_version", args=[self.pk])


class DeclarationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A provider's owners see theirs, the membership manager all."""
        if can(user, Permission.MEMBERSHIP_MANAGE):
            return self
        return self.of(providers_with(user, Permission.MEMBERSHIP_OWN))

    def of(self, providers):
        """Those that were made for some providers, or in the applications that made them members."""
        return self.filter(Q(provider__in=providers) | Q(application__provider__in=providers))


@track()
class Declaration(models.Model):
    """Somebody's word, for a provider or in an application, that they keep to a version of a text."""

    version = models.ForeignKey(RulesVersion, models.PROTECT, related_name="declarations")
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, blank=True, related_name="declarations")
    application = models.ForeignKey(Application, models.PROTECT, null=True, blank=True, related_name="declarations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = EncryptedTextField()  # as it was then; of an applicant, who has no account
    declared_at = models.DateTimeField(auto_now_add=True)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["-declared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(provider__isnull=False, application=None) | Q(provider=None, application__isnull=False),
                name="declaration_for_provider_or_in_application",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="no_update",
                operation=pgtrigger.UpdateOf("version_id", "provider_id", "application_id", "name", "declared_at"),
            ),
        ]

    def __str__(self):
        return f"{self.version}, declared on {day(self.declared_at)}"
