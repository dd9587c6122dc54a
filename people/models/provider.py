from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.urls import reverse

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows
from cleaning.search_key import holding, stored_search_key
from history import track
from people.access import Permission, can
from people.models.faults import FaultsByField
from people.models.unchecked_write import unchecked_when_written

CALLED = Coalesce(NullIf("trading_name", Value("")), "legal_name")  # what lists show of it: `str` of a provider


class ProviderQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff who may see every provider see all; anyone else the providers that they have a role for."""
        if can(user, Permission.PROVIDER_VIEW):
            return self
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=[role.provider_id for role in user.current_roles if role.provider_id])

    def by_name(self):
        """In the order of the names that lists show."""
        return self.order_by(Lower(CALLED), "pk")

    def unmerged(self):
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def holding(self, words: str):
        """Those whose names, parent's names, company or charity number hold each word, however it is spelt."""
        return holding(self, words, "search_key", "parent__search_key")


@bumps_cache_version
@unchecked_when_written("{row}.id")
@track(exclude=["search_key"])
class Provider(FaultsByField):
    """An organisation that runs homes: the member. People hang off it by roles."""

    class Sector(models.TextChoices):
        PRIVATE = "private", "Private"
        VOLUNTARY = "voluntary", "Voluntary"
        LOCAL_AUTHORITY = "local_authority", "Local authority"
        HEALTH = "health", "Health authority"

    class Nation(models.TextChoices):
        ENGLAND = "england", "England"
        WALES = "wales", "Wales"
        BOTH = "both", "England and Wales"

    class MemberKind(models.TextChoices):
        """What it is a member as: each kind has bands of its own."""

        PROVIDER = "provider", "Provider of homes"
        LOCAL_AUTHORITY = "local_authority", "Local authority"
        ASSOCIATE = "associate", "Associate"

    legal_name = models.CharField(max_length=160)
    trading_name = models.CharField(max_length=160, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="subsidiaries")
    # Once it turned out to be the same organisation: its row stays, for what was agreed and paid under its name.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )
    sector = models.CharField(max_length=20, choices=Sector)
    nation = models.CharField(max_length=10, choices=Nation)
    member_kind = models.CharField(
        "kind of member",
        max_length=20,
        choices=MemberKind,
        default=MemberKind.PROVIDER,
        db_default=MemberKind.PROVIDER,
    )
    company_number = models.CharField(max_length=8, blank=True)
    charity_number = models.CharField(max_length=10, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    member_since = models.DateField(null=True, blank=True)  # before its first term here
    requires_second_factor = models.BooleanField("second factor required of its people", default=False)
    run_by_parent = models.BooleanField("run by its parent’s owners", default=False, db_default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    search_key = stored_search_key("legal_name", "trading_name", "company_number", "charity_number")

    objects = ProviderQuerySet.as_manager()

    class Meta:
        ordering = [Lower(CALLED), "pk"]  # the order of the names that lists and selects show
        constraints = [
            shows("legal_name", name="provider_legal_name"),
            shows("trading_name", name="provider_trading_name", may_be_empty=True),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="provider_merged_into_another"),
            models.CheckConstraint(
                condition=Q(run_by_parent=False) | Q(parent__isnull=False), name="provider_run_by_a_parent"
            ),
            models.UniqueConstraint(
                fields=["company_number"],
                condition=~Q(company_number=""),
                name="provider_company_number_once",
                violation_error_code="company_number",
                violation_error_message="Another provider has this company number. Find it under Providers.",
            ),
        ]

    def __str__(self):
        return self.trading_name or self.legal_name

    @property
    def system_name(self) -> str:
        """What whoever runs the portal calls it."""
        return str(self)

    def check_unmerged(self) -> None:
        """Raise ValidationError where it was merged into another: what is to come is that one's."""
        if self.merged_into_id:
            raise ValidationError(f"{self} was merged into {self.merged_into}. Do this there.")

    def get_absolute_url(self):
        return reverse("people:provider_detail", args=[self.pk])
