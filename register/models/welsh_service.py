from django.conf import settings
from django.db import models
from django.db.models import Q

from history import track
from people.access import Permission, can
from register.lists.wales import LOCAL_AUTHORITIES, WelshKind
from register.models.registration import homes_manager


class WelshServiceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff who confirm homes see all; a provider's people those of its homes. Nobody else: no list is public."""
        if can(user, Permission.HOME_CONFIRM):
            return self
        return self.filter(registration__homes__in=homes_manager().own(user).confirmed()).distinct()

    def editable_by(self, user):
        return self if can(user, Permission.HOME_CONFIRM) else self.none()

    def saying(self, words: str):
        """Those whose number or local authority holds the words."""
        return self.filter(Q(registration__number__icontains=words) | Q(local_authority__icontains=words))


@track()
class WelshService(models.Model):
    """What is known of a service that Care Inspectorate Wales registers. It publishes no list: people entered this."""

    registration = models.OneToOneField("register.Registration", models.PROTECT, related_name="welsh_service")
    kind = models.CharField("kind of service", max_length=60, choices=[(kind, kind) for kind in WelshKind])
    local_authority = models.CharField(max_length=40, choices=[(name, name) for name in LOCAL_AUTHORITIES])
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    registered_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField("not registered since", null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    objects = WelshServiceQuerySet.as_manager()

    class Meta:
        ordering = ["registration__number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__gte=models.F("registered_on")), name="welsh_service_ends_after_start"
            )
        ]

    def __str__(self):
        return str(self.registration)
