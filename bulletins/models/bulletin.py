from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from bulletins.workflow import BulletinState, Move, allowed
from cleaning.constraint import shows
from history import track
from people.access import Permission, can
from people.digest import digest_of
from publishing.models import Edition


class BulletinQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who write or approve bulletins see all; nobody else any."""
        seen = can(user, Permission.BULLETIN_WRITE) or can(user, Permission.BULLETIN_APPROVE)
        return self if seen else self.none()

    def awaiting_approval_by(self, user):
        """Submitted bulletins that the user may approve: none of their own."""
        if not can(user, Permission.BULLETIN_APPROVE):
            return self.none()
        return self.filter(state=BulletinState.SUBMITTED).exclude(authors=user)

    def with_work(self):
        """Those for a worker: to be made, to be sent, or cancelled with rows that still say they wait."""
        undone = Q(state=BulletinState.CANCELLED, parts__state__in=["ready", "open"])
        return self.filter(
            Q(state__in=[BulletinState.APPROVED, BulletinState.PREPARING, BulletinState.SENDING]) | undone
        ).distinct()


@track()
class Bulletin(models.Model):
    """One message to many people: its words, to whom, where it stands, and how many it was meant for."""

    class Audience(models.TextChoices):
        MEMBERS = "members", "Owners of providers in membership"
        MANAGERS = "managers", "Owners and home managers of providers in membership"
        SUBSCRIBERS = "subscribers", "Subscribers: people without a login who asked for bulletins"
        EVERYONE = "everyone", "All of these"

    subject = models.CharField(max_length=150)
    body = models.TextField()
    audience = models.CharField("who gets it", max_length=20, choices=Audience, default=Audience.MEMBERS)
    picks = models.ManyToManyField("publishing.Publication", blank=True, related_name="+")
    state = models.CharField(
        max_length=20, choices=[(s, s.label.capitalize()) for s in BulletinState], default=BulletinState.DRAFT
    )
    # Everyone whose words are in it: none of them may approve it.
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)
    approved_hash = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    # Counted at approval, when the audience is fixed.
    candidates = models.PositiveIntegerField(default=0)
    prepared = models.PositiveIntegerField("to be written to", default=0)
    excluded = models.PositiveIntegerField("not to be written to", default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    # A person said "go on" when none of the picked texts was public any more.
    goes_without_picks = models.BooleanField(default=False)

    objects = BulletinQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            shows("subject", name="bulletin_subject"),
            models.CheckConstraint(
                condition=Q(candidates=F("prepared") + F("excluded")), name="bulletin_counts_add_up"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[BulletinState.DRAFT, BulletinState.SUBMITTED], approved_at__isnull=True)
                | (~Q(state__in=[BulletinState.DRAFT, BulletinState.SUBMITTED]) & Q(approved_at__isnull=False)),
                name="bulletin_approved_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state=BulletinState.SENT, finished_at__isnull=False)
                | (~Q(state=BulletinState.SENT) & Q(finished_at__isnull=True)),
                name="bulletin_sent_has_time",
            ),
        ]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("bulletins:bulletin_detail", args=[self.pk])

    @property
    def content_hash(self) -> str:
        """SHA-256 of the words, the texts picked and who gets it: what an approval is bound to."""
        picks = sorted(self.picks.values_list("pk", flat=True))
        return digest_of([self.subject, self.body, self.audience, picks])

    @property
    def is_moving(self) -> bool:
        """Whether a worker is, or is about to be, at it."""
        return self.state in {BulletinState.APPROVED, BulletinState.PREPARING, BulletinState.SENDING}

    @property
    def moves(self) -> dict[str, bool]:
        """Which moves its state allows, for a template."""
        return {move.name.lower(): allowed(self.state, move) for move in Move}

    @property
    def last_reason(self) -> str:
        """The reason given with the last change, where there was one."""
        last = self.events.select_related("pgh_context").order_by("-pgh_id").first()
        return last.pgh_context.metadata.get("reason", "") if last and last.pgh_context else ""

    def public_picks(self):
        """The picked texts that anyone may read now and that were not withdrawn. Any other is left out of the mail."""
        picked = Edition.objects.public().filter(publication__in=self.picks.all(), withdrawn_at=None)
        return picked.select_related("publication").newest_first()

    @property
    def has_lost_its_picks(self) -> bool:
        """Whether it was to point to texts, none of which can be pointed to any more."""
        return self.picks.exists() and not self.public_picks().exists()


class BulletinVariant(models.Model):
    """The mail as frozen bytes, with a marker wherever it differs from one person to the next.

    Made by the worker, so that an edit of a template halfway changes nobody's mail. Another one is made only when what
    anyone may read of the picked texts has changed: what was removed must not go out any more.
    """

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="variants")
    skeleton = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    markers = models.JSONField(default=dict)  # what it stands for → the marker
    editions = models.JSONField(null=True)  # ids of those that it shows, in their order; null: not kept at that time

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(skeleton__isnull=True, sha256="") | Q(skeleton__isnull=False, sha256__gt=""),
                name="variant_frozen_has_hash",
            )
        ]

    def __str__(self):
        return f"{self.bulletin}, mail"
