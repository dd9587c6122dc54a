from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cleaning.constraint import shows


class SavedViewQuerySet(models.QuerySet):
    def own(self, user):
        return self.filter(user=user)


class SavedView(models.Model):
    """A list of homes as a person wants to see it again: filters, order and columns, never a name or a number."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    query = models.TextField(max_length=2000)
    is_default = models.BooleanField(default=False)  # what the person sees first

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            shows("name", name="saved_view_name"),
            models.UniqueConstraint(fields=["user", "name"], name="saved_view_named_once"),
            models.UniqueConstraint(fields=["user"], condition=Q(is_default=True), name="saved_view_one_default"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('homes:home_list')}?{self.query}"
