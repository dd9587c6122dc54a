"""Who publishes and consults; and the rule of rows that are the policy desk's alone."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows
from history import track
from people.access import Permission, can_any
from people.models import Listed, ListedQuerySet

HTTPS_SENTENCE = "Write a link that begins with https://, such as https://www.gov.uk/government."
NAMED = "This name is in the list already, or one very like it, offered or retired. Use that one, or bring it back."
HTTPS = RegexValidator(r"^https://", HTTPS_SENTENCE, code="https")
DESK = (Permission.POLICY_WRITE, Permission.POLICY_APPROVE)


class StaffQuerySet(models.QuerySet):
    """Rows of the policy desk: for those who write or approve policy, and nobody else."""

    def visible_to(self, user):
        return self if can_any(user, DESK) else self.none()


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
