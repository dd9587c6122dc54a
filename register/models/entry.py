"""What each list says of each number."""

from django.db import models
from django.db.models import Q

from cache_version.models import bumps_cache_version
from people.access import Permission, can
from register.lists.codes import ProvisionType
from register.models.file import RegisterFile
from register.models.registration import Registration


class RegisterEntryQuerySet(models.QuerySet):
    def in_use(self):
        """What files in use print."""
        return self.filter(file__in=RegisterFile.objects.in_use())

    def visible_to(self, user):
        return self if can(user, Permission.REGISTER_VIEW) else self.none()

    def saying(self, words: str):
        """Those whose URN, owner or local authority holds the words."""
        fields = ("registration__number", "owner", "local_authority")
        return self.filter(Q.create([(f"{field}__icontains", words) for field in fields], Q.OR))

    def current(self):
        """Entries of the newest list."""
        return self.filter(file__in=RegisterFile.objects.current())

    def owned_by(self, provider):
        """Those whose owner's name is the provider's, as a person has confirmed (OwnerName)."""
        return self.filter(owner_key__in=provider.owner_names.values("key"))

    def childrens_homes(self):
        """Registered children's homes of all kinds, as the regulator counts them."""
        return self.filter(is_childrens_home=True, on_register=True)

    def can_be_added(self):
        """Those that a provider can add to its homes: see the property of that name."""
        supported = Q(provision_type=ProvisionType.SUPPORTED_ACCOMMODATION)
        return self.filter(Q(is_childrens_home=True) | supported, on_register=True)


@bumps_cache_version
class RegisterEntry(models.Model):
    """What one list says of one registration. Append-only, and without name or address: those are private."""

    file = models.ForeignKey(RegisterFile, models.CASCADE, related_name="entries")
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="entries")
    provision_type = models.CharField(max_length=80)
    is_childrens_home = models.BooleanField()
    status = models.CharField(max_length=20)
    on_register = models.BooleanField()
    registered_on = models.DateField(null=True, blank=True)
    region = models.CharField(max_length=40, blank=True)
    local_authority = models.CharField(max_length=60, blank=True)
    sector = models.CharField(max_length=30, blank=True)
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    premises = models.PositiveSmallIntegerField(null=True, blank=True)  # of supported accommodation
    short_breaks = models.BooleanField(default=False)
    multi_building = models.BooleanField(default=False)
    owner = models.CharField("owner as printed", max_length=200, blank=True)
    owner_key = models.CharField(max_length=200, blank=True, db_index=True)  # the same for all spellings of a name
    inspection = models.ForeignKey("register.Inspection", models.PROTECT, null=True, blank=True, related_name="entries")

    objects = RegisterEntryQuerySet.as_manager()

    class Meta:
        ordering = ["registration__number"]
        verbose_name_plural = "register entries"
        constraints = [models.UniqueConstraint(fields=["file", "registration"], name="register_entry_once")]

    def __str__(self):
        return f"{self.registration_id} in {self.file_id}"

    @property
    def can_be_added(self) -> bool:
        """Whether a provider can add it to its homes: a registered children's home, or supported accommodation."""
        is_suitable = self.is_childrens_home or self.provision_type == ProvisionType.SUPPORTED_ACCOMMODATION
        return is_suitable and self.on_register
