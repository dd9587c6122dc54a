from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from cleaning.constraint import shows
from encryption import EncryptedTextField
from history import track
from people.access import Permission, can
from people.models import Invitation, Role
from people.models.faults import FaultsByField
from people.models.role import PROVIDER_SIDE

LONGEST_NAME = 150
ROLES_OFFERED = [(name, label) for name, label in Invitation._meta.get_field("role").choices if name in PROVIDER_SIDE]


class ContactQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Membership staff alone: a provider's owners keep their own people."""
        return self if can(user, Permission.MEMBERSHIP_MANAGE) else self.none()

    def without_account(self):
        """Those whose address nobody with a role at the provider has."""
        holders = Role.objects.current().filter(
            provider=models.OuterRef("provider"), user__email=models.OuterRef("email")
        )
        return self.exclude(~Q(email="") & models.Exists(holders))


@track()
class Contact(FaultsByField):
    """Somebody at a provider whom the association knows, without an account: staff keep them, and may invite them."""

    provider = models.ForeignKey("people.Provider", models.CASCADE, related_name="contacts")
    name = EncryptedTextField(max_length=LONGEST_NAME, blank=True)
    email = models.EmailField("e-mail address", max_length=254, blank=True)  # lower case
    job_title = models.CharField(max_length=100, blank=True)
    role = models.CharField("role", max_length=30, choices=ROLES_OFFERED)  # what they would be invited to
    source = models.ForeignKey(
        "members.ProviderImport", models.SET_NULL, null=True, blank=True, editable=False, related_name="contacts"
    )
    invitation = models.ForeignKey(
        Invitation, models.SET_NULL, null=True, blank=True, editable=False, related_name="contacts"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(email=""),
                name="contact_name_or_address",
                violation_error_code="name",
                violation_error_message="Write a name or an e-mail address.",
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="contact_email_in_lower_case"),
            shows("job_title", name="contact_job_title", may_be_empty=True),
        ]

    def __str__(self):
        return self.name or self.email
