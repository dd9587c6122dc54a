from django.conf import settings
from django.db import models
from django.db.models import Q

from homes.models.home import Home
from people.access import Permission, can
from register.lists.changes import ChangeKind

# What the association must look into; the rest is for the provider to see.
FOR_STAFF = (ChangeKind.CLOSED, ChangeKind.OWNER)


class RegisterProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For staff who confirm homes what they must look into; for a provider's people what is said of their homes."""
        if can(user, Permission.HOME_CONFIRM):
            return self.filter(kind__in=FOR_STAFF)
        return self.exclude(kind__in=FOR_STAFF).filter(home__in=Home.objects.own(user).confirmed())

    def editable_by(self, user):
        """Those that the user may decide."""
        if can(user, Permission.HOME_CONFIRM):
            return self.filter(kind__in=FOR_STAFF)
        return self.exclude(kind__in=FOR_STAFF).filter(home__in=Home.objects.editable_by(user))

    def open(self):
        return self.filter(state=RegisterProposal.State.OPEN)

    def with_home(self):
        """With what a list of them shows: one query."""
        return self.select_related("home__registration", "home__provider", "file").defer("file__original")


class RegisterProposal(models.Model):
    """That a list says something new of a provider's home, to be accepted or dismissed once."""

    class State(models.TextChoices):
        OPEN = "open", "To decide"
        ACCEPTED = "accepted", "Accepted"
        DISMISSED = "dismissed", "Dismissed"

    KINDS = [
        (ChangeKind.CLOSED, "Not on the register any more"),
        (ChangeKind.STATUS, "Registration status"),
        (ChangeKind.PLACES, "Places"),
        (ChangeKind.OWNER, "Owner as printed"),
        (ChangeKind.GRADE, "Judgement"),
    ]

    file = models.ForeignKey("register.RegisterFile", models.CASCADE, related_name="proposals")
    home = models.ForeignKey(Home, models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=10, choices=KINDS)
    before = models.CharField(max_length=200)
    after = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = RegisterProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-file__as_at", "home", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["file", "home", "kind"], name="register_proposal_once"),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="register_proposal_decided_at",
            ),
        ]

    def __str__(self):
        return f"{self.home_id}: {self.before} → {self.after}"
