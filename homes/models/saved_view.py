from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cleaning.constraint import shows

HOMES = "homes:home_list"


class SavedViewQuerySet(models.QuerySet):
    def own(self, user, page: str = HOMES):
        """A person's own views of one list, by the name of its page."""
        return self.filter(user=user, page=page)


class SavedView(models.Model):
    """A list as a person wants to see it again: filters, order, columns. One of homes has no home's name or number."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=40, default=HOMES, db_default=HOMES)  # the name of the list's address
    name = models.CharField(max_length=60)
    query = models.TextField(max_length=2000)
    is_default = models.BooleanField(default=False)  # what the person sees first

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            shows("name", name="saved_view_name"),
            models.UniqueConstraint(fields=["user", "page", "name"], name="saved_view_named_once"),
            models.UniqueConstraint(
                fields=["user", "page"], condition=Q(is_default=True), name="saved_view_one_default"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse(self.page)}?{self.query}"
