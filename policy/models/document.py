"""What others publish, and who they are. Our own texts are publications, never documents."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows
from history import track
from people.access import Permission, can
from people.models import Listed, ListedQuerySet
from publishing import clock

HTTPS_SENTENCE = "Write a link that begins with https://, such as https://www.gov.uk/government."
NAMED = "This name is in the list already, or one very like it, offered or retired. Use that one, or bring it back."
HTTPS = RegexValidator(r"^https://", HTTPS_SENTENCE, code="https")


class StaffQuerySet(models.QuerySet):
    """Rows of the policy desk: for those who write or approve policy, and nobody else."""

    def visible_to(self, user):
        return self if can(user, Permission.POLICY_WRITE) or can(user, Permission.POLICY_APPROVE) else self.none()


class PublicBodyQuerySet(ListedQuerySet, StaffQuerySet):
    pass


@bumps_cache_version
@track()
class PublicBody(Listed):
    """A department, regulator or parliament that publishes and consults."""

    KEEPER = Permission.POLICY_WRITE

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60)

    objects = PublicBodyQuerySet.as_manager()

    class Meta(Listed.Meta):
        verbose_name_plural = "public bodies"
        constraints = [
            shows("name", name="public_body_name"),
            models.UniqueConstraint(
                Lower("name"),
                name="public_body_name_once",
                violation_error_code="name",
                violation_error_message=NAMED,
            ),
            models.UniqueConstraint(
                fields=["slug"],
                name="public_body_slug_once",
                violation_error_code="name",
                violation_error_message=NAMED,
            ),
        ]

    def __str__(self):
        return self.name


class DocumentQuerySet(StaffQuerySet):
    def new(self):
        """Not read and sorted yet."""
        return self.filter(triaged_at=None)

    def published(self):
        """Those that their publisher has published: no secret to anyone."""
        return self.filter(published_on__lte=clock.today())


@bumps_cache_version
@track()
class Document(models.Model):
    """A paper by someone else that matters to our members. New until someone at the policy desk has sorted it."""

    class Kind(models.TextChoices):
        REVIEW = "review", "Review"
        REPORT = "report", "Report"
        STRATEGY = "strategy", "Strategy"
        GUIDANCE = "guidance", "Guidance"
        BILL = "bill", "Bill"

    body = models.ForeignKey(
        PublicBody, models.PROTECT, related_name="documents", verbose_name="public body that published it"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    published_on = models.DateField()
    link = models.URLField(max_length=500, validators=[HTTPS])
    summary = models.TextField("what it says", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    triaged_at = models.DateTimeField(null=True, blank=True)
    triaged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-pk"]
        constraints = [
            shows("title", name="document_title"),
            models.CheckConstraint(condition=Q(link__startswith="https://"), name="document_link_is_https"),
            models.CheckConstraint(
                condition=Q(triaged_by__isnull=True) | Q(triaged_at__isnull=False), name="document_triaged_has_time"
            ),
        ]

    def __str__(self):
        return self.title
