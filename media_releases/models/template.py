from django.db import models

from people.access import Permission, can
from people.history import track
from publishing.blanks import blanks_in
from publishing.richtext import plain


class StatementTemplateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The press desk."""
        return self if can(user, Permission.PRESS_DESK) else self.none()

    def current(self):
        return self.filter(is_current=True)


@track()
class StatementTemplate(models.Model):
    """A holding statement to be, with blanks in square brackets such as [name of the report]."""

    name = models.CharField(max_length=80)
    title = models.CharField("headline", max_length=160)
    summary = models.CharField(max_length=300)
    body = models.TextField()
    notes = models.TextField("notes to editors", blank=True)
    is_current = models.BooleanField("offered to colleagues", default=True)

    objects = StatementTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    @property
    def blanks(self) -> list[str]:
        return blanks_in(self.title, self.summary, plain(self.body), plain(self.notes))
