from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows
from encryption import EncryptedTextField
from history import track
from people.access import Permission, can, providers_with
from people.models import UncheckedWrite, unchecked_when_written
from people.models.faults import FaultsByField

# What an owner writes, in the order in which it is shown.
WORDS = ("description", "website", "office", "telephone", "email")


def waiting(provider: str = "pk") -> Exists:
    """Whether something was written of the provider that nobody has looked at yet: see DirectoryCheck."""
    return Exists(UncheckedWrite.objects.filter(provider=OuterRef(provider)))


class DirectoryEntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A provider's owners see theirs. The membership manager sees those that tell of no home: what does is as
        private as the home. Others see what is shown of it."""
        own = Q(provider__in=providers_with(user, Permission.PROVIDER_MANAGE))
        if can(user, Permission.MEMBERSHIP_MANAGE):
            return self.filter(own | Q(~waiting("provider"), provider__directory_check__is_clear=True))
        return self.filter(own)

    def taken_out(self):
        return self.exclude(taken_out_at=None)


@bumps_cache_version
@unchecked_when_written("{row}.provider_id")
@track()
class DirectoryEntry(FaultsByField):
    """What a provider says of itself in the directories, and in which of them it stands.

    Without a row it stands in that for members, with no words of its own, and not in the public one.
    """

    provider = models.OneToOneField("people.Provider", models.CASCADE, related_name="directory_entry")
    description = models.CharField("what you do", max_length=300, blank=True)
    website = models.URLField("website", max_length=200, blank=True)
    office = models.CharField("registered office", max_length=200, blank=True)
    telephone = models.CharField("office’s telephone", max_length=30, blank=True)
    email = models.EmailField("office’s e-mail address", max_length=254, blank=True)
    for_members = models.BooleanField("in the members’ directory", default=True, db_default=True)
    for_public = models.BooleanField("in the public directory", default=False, db_default=False)
    taken_out_at = models.DateTimeField("taken out by the association", null=True, blank=True)
    taken_out_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    why_taken_out = models.CharField(max_length=300, blank=True)

    objects = DirectoryEntryQuerySet.as_manager()

    class Meta:
        ordering = ["provider", "pk"]
        verbose_name_plural = "directory entries"
        constraints = [
            *(shows(name, name=f"directory_{name}", may_be_empty=True) for name in ("description", "office")),
            shows("why_taken_out", name="directory_why_taken_out", may_be_empty=True),
            models.CheckConstraint(
                condition=Q(taken_out_at__isnull=True, why_taken_out="")
                | (Q(taken_out_at__isnull=False) & ~Q(why_taken_out="")),
                name="directory_taken_out_why",
                violation_error_code="why_taken_out",
                violation_error_message="Say why: its owners are told.",
            ),
        ]

    def __str__(self):
        return str(self.provider)


@bumps_cache_version
class DirectoryCheck(models.Model):
    """Whether anything that the directories would show of a provider tells of one of its homes.

    It counts while there is no UncheckedWrite of the provider: see `members/directory/checking.py`.
    """

    provider = models.OneToOneField("people.Provider", models.CASCADE, primary_key=True, related_name="directory_check")
    is_clear = models.BooleanField(default=False)
    revealing = EncryptedTextField(blank=True)  # which facts of it tell: their names, for its owners alone
    checked_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"Check {self.pk}"

    @property
    def facts(self) -> list[str]:
        return self.revealing.split()
