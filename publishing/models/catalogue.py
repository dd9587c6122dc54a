"""What texts refer to: topics, whom to ring, and the standing words about the association."""

from django.db import models

from people.history import track
from people.models.epoch import bumps_epoch


@bumps_epoch
class Topic(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


@bumps_epoch
@track()
class PressContact(models.Model):
    """Someone whom journalists may ring about a text."""

    name = models.CharField(max_length=120)
    job = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=30)
    email = models.EmailField()
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return f"{self.name}, {self.job}" if self.job else self.name


class BoilerplateQuerySet(models.QuerySet):
    def public(self):
        """The words about us that are in use."""
        return self.filter(is_current=True)


@bumps_epoch
@track()
class Boilerplate(models.Model):
    """An "about" text. New words are a new row: an approved text must keep those it was approved with."""

    name = models.CharField(max_length=60)
    text = models.TextField()
    is_current = models.BooleanField(default=True)

    objects = BoilerplateQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
