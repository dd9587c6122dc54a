"""Numbers on the regulators' registers."""

from django.db import models
from django.db.models import Q

from people.access import Permission, can


class RegistrationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff who confirm homes see all, others who read the register Ofsted's, a provider's people their homes'.

        Wales publishes no list, so what is known here of a Welsh service is not public.
        """
        if can(user, Permission.HOME_CONFIRM):
            return self
        seen = Q(homes__in=homes_manager().own(user).confirmed())
        if can(user, Permission.REGISTER_VIEW):
            seen |= Q(regulator=Registration.Regulator.OFSTED)
        return self.filter(seen).distinct()

    def rateable_by(self, user):
        """Welsh ones, of which no ratings are published as a list: their homes' people keep them, or staff do."""
        welsh = self.filter(regulator=Registration.Regulator.CIW)
        if can(user, Permission.HOME_CONFIRM):
            return welsh
        return welsh.filter(homes__in=homes_manager().editable_by(user)).distinct()


def homes_manager():
    """`Home.objects`, of a layer above: read by the relation."""
    return Registration._meta.get_field("homes").related_model.objects


class Registration(models.Model):
    """A number on a regulator's register: identity only, what it means on a date stands in the entries."""

    class Regulator(models.TextChoices):
        OFSTED = "ofsted", "Ofsted"
        CIW = "ciw", "Care Inspectorate Wales"

    regulator = models.CharField(max_length=10, choices=Regulator)
    number = models.CharField(max_length=20)  # Ofsted: the URN
    succeeds = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="succeeded_by")

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["regulator", "number"]
        constraints = [models.UniqueConstraint(fields=["regulator", "number"], name="registration_once")]

    def __str__(self):
        return self.number

    @property
    def web_link(self) -> str:
        """The regulator's public page, or nothing: CIW publishes no page for a children's home."""
        if self.regulator != self.Regulator.OFSTED:
            return ""
        return f"https://reports.ofsted.gov.uk/provider/2/{self.number}"
