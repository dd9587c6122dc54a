from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse

from cleaning.constraint import shows
from history import track
from people.access import Permission, can
from people.models import unchecked_when_written
from register.models import RegisterEntry, RegisterFile
from register.models.inspection import Judgement


class HomeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff who confirm homes see all; a provider's people its own; a home manager those that they were given."""
        return self if can(user, Permission.HOME_CONFIRM) else self.own(user)

    def own(self, user):
        """Homes of the providers that the user works for, within the limits of their role, in any state.

        Those asked for, refused and ended are among them: whatever is private of a home asks for `confirmed` too.
        """
        return self._for(user, Permission.HOME_VIEW)

    def editable_by(self, user):
        """Confirmed homes that the user may edit. Nobody edits a home before staff confirm it, or after it ends."""
        return self._for(user, Permission.HOME_EDIT).filter(state=Home.State.CONFIRMED)

    def confirmed(self):
        return self.filter(state=Home.State.CONFIRMED)

    def had(self):
        """Those that are or were the provider's: their record stays for its people, without name and address."""
        return self.filter(state__in=[Home.State.CONFIRMED, Home.State.ENDED])

    def had_between(self, first, last):
        """Those that are the provider's, and those that were on one of these days."""
        ended = Q(state=Home.State.ENDED, during__overlap=DateRange(first, last, "[]"))
        return self.filter(Q(state=Home.State.CONFIRMED) | ended)

    def confirmed_on(self, day):
        """Homes that were a provider's on a day, and perhaps are no more: the others have no dates."""
        return self.filter(during__contains=day)

    def claimed(self):
        return self.filter(state=Home.State.CLAIMED)

    def with_claims(self):
        """Those that their provider has, had or asks for: not what was refused, or taken back before an answer."""
        return self.exclude(state__in=[Home.State.REFUSED, Home.State.WITHDRAWN])

    def refused_since(self, moment):
        """Those refused of what was asked for since a moment, and not asked for again."""
        again = Home.objects.with_claims().filter(
            registration=OuterRef("registration"), provider=OuterRef("provider"), claimed_at__gt=OuterRef("claimed_at")
        )
        return self.filter(~Exists(again), state=Home.State.REFUSED, claimed_at__gte=moment)

    def had_or_asked_for(self):
        """For counts and lists of a provider's own. No right follows from it: see `confirmed`."""
        return self.filter(state__in=[Home.State.CLAIMED, Home.State.CONFIRMED])

    def with_register(self):
        """With `entry` (what the newest list says) and its inspection and judgements: three queries for any number."""
        current = RegisterFile.objects.current()
        entries = RegisterEntry.objects.filter(file__in=current).select_related("file", "inspection")
        entries = entries.defer("file__original")  # megabytes, once for each home
        judgements = Prefetch("inspection__judgements", queryset=Judgement.objects.order_by("pk"))
        return self.select_related("registration", "provider").prefetch_related(
            Prefetch("registration__entries", queryset=entries.prefetch_related(judgements), to_attr="current_entries")
        )

    def _for(self, user, permission):
        if not user.is_authenticated:
            return self.none()
        limited = [role for role in user.current_roles if role.definition.limited]
        whole = [role.provider_id for role in user.current_roles if permission in _whole(role)]
        allowing = [role for role in limited if permission in role.definition.permissions]
        given = HomeGrant.objects.filter(role__in=allowing, home__state__in=[Home.State.CONFIRMED, Home.State.ENDED])
        return self.filter(Q(provider__in=whole) | Q(pk__in=given.values("home")))


def _whole(role):
    """What a role allows for all homes of its provider."""
    return frozenset() if role.definition.limited else role.definition.permissions


@unchecked_when_written("{row}.provider_id")
@track()
class Home(models.Model):
    """A registration in the hands of a provider, from when to when. Its public facts are the registration's."""

    class State(models.TextChoices):
        CLAIMED = "claimed", "Waiting for the association"
        CONFIRMED = "confirmed", "Confirmed"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Taken back"
        ENDED = "ended", "Ended"

    registration = models.ForeignKey("register.Registration", models.PROTECT, related_name="homes")
    provider = models.ForeignKey("people.Provider", models.PROTECT, related_name="homes")
    state = models.CharField(max_length=10, choices=State, default=State.CLAIMED)
    during = DateRangeField(null=True, blank=True)
    # What mails, calendars, titles and addresses call the home; its name is private.
    alias = models.CharField(max_length=60, blank=True)
    claimed_at = models.DateTimeField(auto_now_add=True)
    takes_over = models.BooleanField(
        default=False, db_default=False
    )  # asked for as a home that another provider hands over

    objects = HomeQuerySet.as_manager()

    class Meta:
        ordering = ["registration__number", "pk"]
        constraints = [
            shows("alias", name="home_alias", may_be_empty=True),
            models.UniqueConstraint(
                fields=["registration", "provider"], condition=Q(state="claimed"), name="home_claimed_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["claimed", "refused", "withdrawn"], during__isnull=True)
                | Q(state__in=["confirmed", "ended"], during__isnull=False),
                name="home_confirmed_has_dates",
            ),
            ExclusionConstraint(
                name="home_one_provider_at_a_time",
                expressions=[("registration", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(state__in=["confirmed", "ended"]),
            ),
        ]

    def __str__(self):
        return self.alias or self.registration.number

    def get_absolute_url(self):
        return reverse("homes:home_detail", args=[self.pk])

    @property
    def last_day(self):
        """The last day as the provider's, of a home that ended; else None."""
        return self.during.upper - timedelta(days=1) if self.state == self.State.ENDED else None

    @property
    def entry(self) -> RegisterEntry | None:
        """What the newest list says; from `with_register` only."""
        return next(iter(self.registration.current_entries), None)

    @property
    def overall(self) -> Judgement | None:
        """The latest overall judgement; from `with_register` only."""
        inspection = self.entry and self.entry.inspection
        return inspection and next((j for j in inspection.judgements.all() if j.theme == "overall"), None)


@track()
class HomeGrant(models.Model):
    """A home that a limited role was given: without any it sees nothing, and of those that ended the record."""

    role = models.ForeignKey("people.Role", models.CASCADE, related_name="homes")
    home = models.ForeignKey(Home, models.CASCADE, related_name="roles")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "home"], name="role_home_once")]

    def __str__(self):
        return f"{self.role_id}: {self.home_id}"
