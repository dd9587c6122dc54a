import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from cache_version.models import bumps_cache_version
from history import track
from people.access import permissions_of
from publishing import clock
from publishing.kinds import BRIEFING, KINDS, LINE_TO_TAKE, TextKind, kinds_with
from publishing.models.reasons import reason_with_time


class PublicationQuerySet(models.QuerySet):
    def public(self):
        """What anyone may see now, by the database's clock: publications with an edition that is public."""
        from publishing.models.edition import Edition  # noqa: PLC0415 - the two models name each other

        return self.filter(Exists(Edition.objects.public().filter(publication=OuterRef("pk"))))

    def once_public(self):
        """What anyone could read at some time until now, or until it was removed: its address was known."""
        until = Q(removed_at=None, first_public_at__lte=clock.now()) | Q(first_public_at__lte=F("removed_at"))
        return self.filter(until, audience="public")

    def proposed_for(self, user):
        """Those with another address proposed that the user may approve: by their role, and not their own proposal."""
        names = [kind.name for kind in KINDS.values() if kind.approve in permissions_of(user)]
        proposed = self.filter(kind_name__in=names, removed_at=None).exclude(proposed_path="")
        return proposed.exclude(proposed_by=user)

    def visible_to(self, user):
        """For staff: the publications of kinds that they may write or approve, in any state."""
        return self.filter(kind_name__in=kinds_with(permissions_of(user)))


# One slash, not two: "//elsewhere.example" is another site.
OWN_PATH = r"^/([^/\\\s][^\\\s]*)?$"


@bumps_cache_version
@track()
class Publication(models.Model):
    """A text's lasting identity: its kind and address. The words are its editions."""

    class Audience(models.TextChoices):
        PUBLIC = "public", "Everyone"
        MEMBERS = "members", "Members"
        DESK = "desk", "The press desk"

    kind_name = models.CharField("kind", max_length=30, choices=[(kind.name, kind.label) for kind in KINDS.values()])
    path = models.CharField(max_length=200, unique=True)  # absolute, with its slashes; never reused
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.PUBLIC)
    first_public_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_reason = models.CharField(max_length=255, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    redirect_to = models.CharField(max_length=200, blank=True)
    # Another address that waits for someone else's approval.
    proposed_path = models.CharField(max_length=200, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        # For lists of a kind of which there are few; those of many are met soon enough by the editions' times.
        indexes = [models.Index(fields=["kind_name"], name="publication_kind")]
        constraints = [
            reason_with_time("publication", "removed"),
            models.CheckConstraint(
                condition=Q(proposed_by=None) | ~Q(proposed_path=""), name="publication_proposes_an_address"
            ),
            models.CheckConstraint(
                condition=Q(kind_name=LINE_TO_TAKE.name, audience="desk")
                | (~Q(kind_name=LINE_TO_TAKE.name) & ~Q(audience="desk")),
                name="publication_lines_are_for_the_desk",
            ),
            models.CheckConstraint(
                condition=~Q(kind_name=BRIEFING.name) | Q(audience="members"),
                name="publication_briefings_are_for_members",
            ),
            models.CheckConstraint(
                condition=Q(redirect_to="") | Q(removed_at__isnull=False), name="publication_redirects_when_removed"
            ),
            models.CheckConstraint(
                condition=Q(redirect_to="") | Q(redirect_to__regex=OWN_PATH), name="publication_redirects_to_own_path"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="old_path_of_another",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("path"),
                func="""
                    IF EXISTS (
                        SELECT FROM publishing_redirect WHERE path = NEW.path AND publication_id <> NEW.id
                    ) THEN
                        RAISE unique_violation USING MESSAGE = 'publication_old_path_of_another';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self):
        return self.path

    def get_absolute_url(self):
        return self.path

    @property
    def has_been_public(self) -> bool:
        """For what staff pages offer; actions ask the database's clock."""
        return self.first_public_at is not None and self.first_public_at <= timezone.now()

    @property
    def discarded_path(self) -> str:
        """Where it is while all of it is discarded: nowhere that a headline could want to be."""
        return f"/discarded/{self.pk}/"

    @property
    def kind(self) -> TextKind:
        return KINDS[self.kind_name]

    @property
    def slug(self) -> str:
        return self.path.removeprefix(self.kind.prefix).strip("/")
