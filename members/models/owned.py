from django.db import models

from people.access import Permission, can, providers_with


class OwnedQuerySet(models.QuerySet):
    """Rows about a provider's membership: the provider's owners see theirs, the membership manager all."""

    def visible_to(self, user):
        if can(user, Permission.MEMBERSHIP_MANAGE):
            return self
        return self.filter(provider__in=providers_with(user, Permission.MEMBERSHIP_OWN))
