"""The public register as it was published: who is registered, and what each file says of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cache_version.models import bumps_cache_version
from people.access import Permission, can
from register.lists.codes import ProvisionType
from register.lists.kinds import ListKind


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


class RegisterFileQuerySet(models.QuerySet):
    def as_at_lists(self):
        """Files with a whole list "as at" a date that no other replaces."""
        return self.filter(kind=ListKind.AS_AT, superseded_by=None)

    def current(self):
        """The newest list: at most one file."""
        newest = self.as_at_lists().order_by("-as_at", "-pk").values("pk")[:1]
        return self.filter(pk__in=newest)


KINDS = [
    (ListKind.AS_AT, "Providers as at a date"),
    (ListKind.PLACES, "Providers and places, without inspections"),
    (ListKind.IN_YEAR, "Inspections of a year"),
    (ListKind.MOVES, "Joiners and leavers"),
    (ListKind.PREMISES, "Supported accommodation premises"),
]


@bumps_cache_version
class RegisterFile(models.Model):
    """A file as it was loaded, with one list or several. The same bytes are never loaded twice.

    `kind` is that of the first in the order of ListKind: a workbook with the list "as at" a date is of that kind,
    whatever else is in it.
    """

    kind = models.CharField(max_length=10, choices=KINDS, default=ListKind.AS_AT)
    as_at = models.DateField()
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, unique=True)
    original = models.BinaryField()
    loaded_at = models.DateTimeField(auto_now_add=True)
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    # A corrected edition of the same date takes the earlier one's place.
    superseded_by = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="supersedes")
    unknown_headings = models.JSONField(default=list)
    unreadable_rows = models.JSONField(default=list)  # sentences, each with the number of its row
    unknown_words = models.JSONField(default=list)  # sentences
    counts = models.JSONField(default=dict)  # what was read and what of it was new, by what it is called

    objects = RegisterFileQuerySet.as_manager()

    class Meta:
        ordering = ["-as_at", "-pk"]

    def __str__(self):
        return f"{self.name}, as at {self.as_at}"

    @property
    def lists(self) -> list[dict]:
        """The lists in the file, with how many rows of each were read."""
        return [{"label": label, "rows": self.counts[kind]} for kind, label in KINDS if kind in self.counts]

    @property
    def rows_read(self) -> int:
        return sum(each["rows"] for each in self.lists)


class RegisterEntryQuerySet(models.QuerySet):
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
