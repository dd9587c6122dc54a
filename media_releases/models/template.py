from django.db import models
from django.db.models.functions import Lower

from cleaning.constraint import shows
from history import track
from people.access import Permission, can
from people.models import Listed, ListedQuerySet
from publishing.richtext.blanks import blanks_in
from publishing.richtext.markup import plain


class StatementTemplateQuerySet(ListedQuerySet):
    def visible_to(self, user):
        """The press desk."""
        return self if can(user, Permission.PRESS_DESK) else self.none()

    def current(self):
        return self.filter(is_current=True)


@track()
class StatementTemplate(Listed):
    """A holding statement to be, with blanks in square brackets such as [name of the report]."""

    KEEPER = Permission.PRESS_DESK

    name = models.CharField(max_length=80)
    title = models.CharField("headline", max_length=160)
    summary = models.CharField(max_length=300)
    body = models.TextField()
    notes = models.TextField("notes to editors", blank=True)

    objects = StatementTemplateQuerySet.as_manager()

    class Meta(Listed.Meta):
        constraints = [
            shows("name", "title", name="statement_template"),
            models.UniqueConstraint(
                Lower("name"),
                name="statement_template_name_once",
                violation_error_code="name",
                violation_error_message="There is a template of this name, offered or retired. Change that one.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def blanks(self) -> list[str]:
        return blanks_in(self.title, self.summary, plain(self.body), plain(self.notes))
