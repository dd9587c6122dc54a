from django.db import models
from django.db.models import Exists, OuterRef

from people.access import permissions_of
from people.history import track
from publishing.kinds import KINDS, Kind, kinds_with


class PublicationQuerySet(models.QuerySet):
    def public(self):
        """What anyone may see now, by the database's clock: publications with an edition that is public."""
        from publishing.models.edition import Edition  # noqa: PLC0415 - the two models name each other

        return self.filter(Exists(Edition.objects.public().filter(publication=OuterRef("pk"))))

    def visible_to(self, user):
        """For staff: the publications of kinds that they may write or approve, in any state."""
        return self.filter(kind_name__in=kinds_with(permissions_of(user)))


@track()
class Publication(models.Model):
    """A text's lasting identity: its kind and address. The words are its editions."""

    class Audience(models.TextChoices):
        PUBLIC = "public", "Everyone"
        MEMBERS = "members", "Members"

    kind_name = models.CharField("kind", max_length=30, choices=[(kind.name, kind.label) for kind in KINDS.values()])
    path = models.CharField(max_length=200, unique=True)  # absolute, with its slashes; never reused
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.PUBLIC)
    topic = models.ForeignKey("publishing.Topic", models.PROTECT, null=True, blank=True, related_name="publications")
    first_public_at = models.DateTimeField(null=True, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.path

    def get_absolute_url(self):
        return self.path

    @property
    def kind(self) -> Kind:
        return KINDS[self.kind_name]

    @property
    def slug(self) -> str:
        return self.path.removeprefix(self.kind.prefix).strip("/")
