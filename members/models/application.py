from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.core.signing import TimestampSigner
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows
from encryption import EncryptedTextField
from history import track
from members.models.owned import OwnedQuerySet
from people.links import key_in, link_to
from people.models import Provider
from people.models.faults import FaultsByField
from register.models import Registration

SIGNER = TimestampSigner(salt="members.application", sep=".")
# Sent and not decided. One that looks like a repeat waits beside the other, for a person to look at both.
OPEN = Q(sent_at__isnull=False, decided_on=None, is_repeat=False)
WAITING = Q(decided_on=None) & (Q(sent_at__isnull=False) | Q(provider__isnull=False))


class ApplicationQuerySet(OwnedQuerySet):
    def drafts(self):
        """Begun and not sent."""
        return self.filter(sent_at=None, decided_on=None, provider=None)

    def waiting(self):
        """Those to decide, the oldest first; those that wait for the applicant's answer too."""
        return self.filter(WAITING).order_by("applied_on", "pk")

    def with_token(self, token: str):
        """The one whose link has this token, however old."""
        key = key_in(token, SIGNER)
        return self.filter(key=key) if key else self.none()


@bumps_cache_version
@track(exclude=["key"])
class Application(FaultsByField):
    """An organisation's wish to join, from the first word to what was decided.

    A provider's own wish to come back names the provider. Anyone else's needs none: it is written by whoever has its
    link, which the mail to `contact_email` holds, and its provider is made when it is approved.
    """

    provider = models.ForeignKey(Provider, models.CASCADE, null=True, blank=True, related_name="applications")
    applied_on = models.DateField(default=timezone.localdate)  # of a draft, when it was begun
    decided_on = models.DateField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField("why", max_length=500, blank=True, db_default="")

    key = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    begun_by = models.ForeignKey(  # of staff, on somebody's behalf; or a provider's owner
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    contact_name = EncryptedTextField("your name", blank=True, db_default="")
    contact_email = models.EmailField("your email address", max_length=254, blank=True, db_default="")
    saved_at = models.DateTimeField(null=True, blank=True)  # when something was last written by its link
    sent_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)  # while it waits for the applicant's answer
    is_repeat = models.BooleanField(default=False, db_default=False)

    legal_name = models.CharField(max_length=160, blank=True, db_default="")
    trading_name = models.CharField(max_length=160, blank=True, db_default="")
    kind = models.CharField("kind of member", max_length=20, choices=Provider.MemberKind, blank=True, db_default="")
    sector = models.CharField(max_length=20, choices=Provider.Sector, blank=True, db_default="")
    nation = models.CharField(max_length=10, choices=Provider.Nation, blank=True, db_default="")
    company_number = models.CharField(max_length=8, blank=True, db_default="")
    charity_number = models.CharField(max_length=10, blank=True, db_default="")
    telephone = models.CharField(max_length=30, blank=True, db_default="")
    owner_key = models.CharField(max_length=200, blank=True, db_default="")  # of its name, as the register has owners
    welsh_homes = models.PositiveSmallIntegerField("homes in Wales", default=0, db_default=0)

    owner_name = EncryptedTextField("owner’s name", blank=True, db_default="")
    owner_email = models.EmailField("owner’s email address", max_length=254, blank=True, db_default="")
    finance_name = EncryptedTextField("finance contact’s name", blank=True, db_default="")
    finance_email = models.EmailField("finance contact’s email address", max_length=254, blank=True, db_default="")

    ultimate_owner = EncryptedTextField("who owns it in the end", blank=True, db_default="")
    owned_in_uk = models.BooleanField("owned in the United Kingdom, up to its last owner", null=True, blank=True)
    taxed_in_uk = models.BooleanField("most of those who hold shares pay their taxes here", null=True, blank=True)
    no_haven = models.BooleanField("no loan and no investment from a tax haven", null=True, blank=True)
    explanation = models.TextField("what you want to add", max_length=2000, blank=True, db_default="")

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-applied_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, accepted__isnull=True)
                | Q(decided_on__isnull=False, accepted__isnull=False),
                name="application_decided_with_decision",
            ),
            models.UniqueConstraint(
                fields=["provider"], condition=Q(decided_on=None), name="application_one_undecided"
            ),
            models.CheckConstraint(
                condition=Q(provider__isnull=False) | ~Q(contact_email=""), name="application_of_somebody"
            ),
            models.CheckConstraint(
                condition=Q(asked_at=None) | Q(sent_at__isnull=False, decided_on=None),
                name="application_asked_once_sent",
            ),
            models.UniqueConstraint(
                fields=["contact_email"],
                condition=Q(sent_at=None, decided_on=None, provider=None, begun_by=None),
                name="application_one_draft_an_address",
            ),
            models.UniqueConstraint(
                fields=["company_number"], condition=OPEN & ~Q(company_number=""), name="application_company_once"
            ),
            models.UniqueConstraint(
                fields=["owner_key"], condition=OPEN & ~Q(owner_key=""), name="application_owner_once"
            ),
            shows("legal_name", "trading_name", "reason", name="application_names", may_be_empty=True),
        ]

    def __str__(self):
        return self.trading_name or self.legal_name or (str(self.provider) if self.provider else "Not named yet")

    def get_absolute_url(self):
        return reverse("members:application_detail", args=[self.pk])

    @property
    def applies_as(self) -> str:
        """In words: what it says, or what its provider is kept as."""
        return self.get_kind_display() or (self.provider.get_member_kind_display() if self.provider else "")

    @property
    def answered_no(self) -> list[str]:
        """What it is not, of what the association asks of its members' owners."""
        asked = [self._meta.get_field(name) for name in ("owned_in_uk", "taxed_in_uk", "no_haven")]
        return [field.verbose_name for field in asked if getattr(self, field.name) is False]

    @property
    def link(self) -> str:
        """What mails lead to: a key to the application, good for as long as `members.applications.links` says."""
        return link_to("members:application", self.token)

    @property
    def token(self) -> str:
        return SIGNER.sign(self.key.hex)

    @property
    def is_draft(self) -> bool:
        return self.sent_at is None and self.decided_on is None

    @property
    def is_open_to_applicant(self) -> bool:
        """Whether whoever has its link may change it: until it is sent, and while more is asked for."""
        return self.decided_on is None and (self.sent_at is None or self.asked_at is not None)

    @property
    def state(self) -> str:
        """In words, for staff."""
        if self.decided_on:
            return "Approved" if self.accepted else "Refused"
        if self.asked_at:
            return "Waits for their answer"
        return "Not sent yet" if self.sent_at is None and self.provider is None else "To decide"


@track()
class ApplicationHome(models.Model):
    """A home that an application names, by its number on the register."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="homes")
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["registration__number", "pk"]
        constraints = [models.UniqueConstraint(fields=["application", "registration"], name="application_home_once")]

    def __str__(self):
        return str(self.registration)
