"""Reading under embargo: who was given what, on which terms, and each time that they opened it."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils import timezone

from history import track
from people.access import Permission, can, permissions_of
from publishing import clock
from publishing.embargo import TERMS_VERSION, readers
from publishing.kinds import KINDS, RELEASE_KINDS

RELEASES = [kind.name for kind in RELEASE_KINDS]


class TermsAcceptanceQuerySet(models.QuerySet):
    def in_force(self):
        """Acceptances of the terms as they are now."""
        return self.filter(version=TERMS_VERSION)

    def own(self, user):
        return self.filter(user=user)


class TermsAcceptance(models.Model):
    """Someone accepted one version of the embargo terms. Append-only; a person's erasure takes the name off."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="terms_acceptances")
    version = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    objects = TermsAcceptanceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "version"], name="terms_accepted_once")]
        triggers = [
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
            pgtrigger.Protect(name="no_update", operation=pgtrigger.UpdateOf("version", "at")),
        ]

    def __str__(self):
        return f"Terms {self.version}"


class EmbargoGrantQuerySet(models.QuerySet):
    def in_force(self):
        """Given and not ended, by the database's clock."""
        return self.filter(during__contains=clock.now())

    def opening_for(self, user):
        """A reader's grants that open texts now: in force, while they are accredited and keep to the present terms."""
        accepted = TermsAcceptance.objects.in_force().own(user)
        holder = self.in_force().filter(user=user, user__in=readers().values("user"))
        return holder.filter(user__in=accepted.values("user"))

    def covering(self, edition):
        """Grants on an edition's text or, for a release, on its topic."""
        on_topic = edition.topic_id and edition.publication.kind_name in RELEASES
        topic = Q(topic=edition.topic_id) if on_topic else Q(pk=None)
        return self.filter(Q(publication=edition.publication_id) | topic)

    def visible_to(self, user):
        """For staff: grants on texts that they may approve, and on topics for who may approve releases."""
        names = [kind.name for kind in KINDS.values() if kind.approve in permissions_of(user)]
        texts = Q(publication__kind_name__in=names)
        return self.filter(texts | Q(topic__isnull=False) if can(user, Permission.RELEASE_APPROVE) else texts)


@track()
class EmbargoGrant(models.Model):
    """A journalist may read one text, or every release on one topic, before it is public.

    Their job and outlet are kept as they were: they are published afterwards.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="embargo_grants")
    publication = models.ForeignKey(
        "publishing.Publication", models.PROTECT, null=True, blank=True, related_name="grants"
    )
    topic = models.ForeignKey("publishing.Topic", models.PROTECT, null=True, blank=True, related_name="grants")
    job = models.CharField(max_length=120)
    outlet = models.CharField(max_length=120)
    during = DateTimeRangeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = EmbargoGrantQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(publication__isnull=False, topic=None) | Q(publication=None, topic__isnull=False),
                name="grant_is_on_a_text_or_a_topic",
            ),
            *(
                ExclusionConstraint(
                    name=f"grant_on_a_{name}_once_at_a_time",
                    expressions=[
                        ("user", RangeOperators.EQUAL),
                        (name, RangeOperators.EQUAL),
                        ("during", RangeOperators.OVERLAPS),
                    ],
                )
                for name in ("publication", "topic")
            ),
        ]

    def __str__(self):
        return f"{self.job}, {self.outlet}"

    @property
    def openings(self) -> list:
        """Its readings of a text or a file. No query with `reads` at hand."""
        return [read for read in self.reads.all() if read.what != EmbargoRead.What.LIST]

    @property
    def sightings(self) -> list:
        """When its holder saw a headline in a list. No query with `reads` at hand."""
        return [read for read in self.reads.all() if read.what == EmbargoRead.What.LIST]

    def covers(self, edition) -> bool:
        """Whether it is on an edition's text or, for a release, on its topic: `covering`, for a row at hand."""
        if self.publication_id:
            return self.publication_id == edition.publication_id
        return self.topic_id == edition.topic_id and edition.publication.kind_name in RELEASES

    @property
    def has_ended(self) -> bool:
        """For a label on staff pages only, as `in_force()` decides what opens."""
        return self.during.isempty or (self.during.upper is not None and self.during.upper <= timezone.now())


class EmbargoReadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For staff: readings by the grants that they may give."""
        return self.filter(grant__in=EmbargoGrant.objects.visible_to(user))

    def public(self):
        """Readings of what has been published since, and is not removed: anyone may know of them.

        Who saw no more than the headline, in a list, has not read it.
        """
        published = Q(edition__public_during__startswith__lte=clock.now(), edition__publication__removed_at=None)
        return self.opened().filter(published, edition__publication__audience="public")

    def opened(self):
        """Of the text itself or a file of it."""
        return self.exclude(what=EmbargoRead.What.LIST)


class EmbargoRead(models.Model):
    """One opening of one version under embargo: its page, a file of it, or a list that names it. Append-only."""

    class What(models.TextChoices):
        PAGE = "page", "the text"
        FILE = "file", "a file of it"
        LIST = "list", "its headline, in the list"

    grant = models.ForeignKey("publishing.EmbargoGrant", models.PROTECT, related_name="reads")
    edition = models.ForeignKey("publishing.Edition", models.PROTECT, related_name="embargo_reads")
    what = models.CharField(max_length=4, choices=What, default=What.PAGE)
    at = models.DateTimeField(default=timezone.now)

    objects = EmbargoReadQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"Version {self.edition_id}, {self.at:%d %B %Y %H:%M}"
