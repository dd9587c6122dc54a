from django.db import models
from django.db.models import Q

from people.access import Permission, can, providers_with


class OwnedQuerySet(models.QuerySet):
    """Rows about a provider's membership: the provider's owners see theirs, and what was of one that is merged
    into it; the membership manager all."""

    def visible_to(self, user):
        if can(user, Permission.MEMBERSHIP_MANAGE):
            return self
        own = providers_with(user, Permission.MEMBERSHIP_OWN)
        return self.filter(Q(provider__in=own) | Q(provider__merged_into__in=own))
