"""What texts refer to: topics, whom to ring, and the standing words about the association."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.module_loading import import_string

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows
from history import track
from people.access import Permission
from people.models import Listed, ListedQuerySet


class TopicQuerySet(ListedQuerySet):
    def public(self):
        """Those that have a public page: all that are offered, and a retired one while a public text has it."""
        from publishing.models.edition import Edition  # noqa: PLC0415 - the models name each other

        texts = Edition.objects.public().filter(topic=OuterRef("pk"))
        return self.filter(Q(is_current=True) | Exists(texts))


@bumps_cache_version
@track()
class Topic(Listed):
    """What a text is about. Its slug is a public address: it stays when the name changes."""

    KEEPER = Permission.PRESS_DESK

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)

    objects = TopicQuerySet.as_manager()

    class Meta(Listed.Meta):
        constraints = [
            shows("name", name="topic_name"),
            models.UniqueConstraint(
                Lower("name"),
                name="topic_name_once",
                violation_error_code="name",
                violation_error_message="There is a topic of this name, offered or retired. Use that one, or bring "
                "it back.",
            ),
        ]

    def __str__(self):
        return self.name


class PressContactQuerySet(ListedQuerySet):
    def usual(self):
        """Whom a new text names: the contact who is on call now, by address or name; else the first of the list.

        None where nobody is offered.
        """
        theirs = Q(user__email__iexact=OuterRef("email")) | Q(user__name__iexact=OuterRef("name"))
        on_call = import_string(settings.ON_CALL)().filter(theirs)
        offered = self.filter(is_current=True).annotate(is_on_call=Exists(on_call))
        return offered.order_by("-is_on_call", *self.model._meta.ordering).first()


@bumps_cache_version
@track()
class PressContact(Listed):
    """Someone whom journalists may ring about a text."""

    KEEPER = Permission.PRESS_DESK

    name = models.CharField(max_length=120)
    job = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=30)
    email = models.EmailField()

    objects = PressContactQuerySet.as_manager()

    class Meta(Listed.Meta):
        constraints = [
            shows("name", name="press_contact_name"),
            models.UniqueConstraint(
                Lower("name"),
                Lower("job"),
                name="press_contact_once",
                violation_error_code="name",
                violation_error_message="There is a contact of this name and job, offered or retired. Change or bring "
                "back that one, or say another job.",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.job}" if self.job else self.name


class BoilerplateQuerySet(ListedQuerySet):
    def public(self):
        """The words about us that are in use."""
        return self.filter(is_current=True)


@bumps_cache_version
@track()
class Boilerplate(Listed):
    """An "about" text. New words are a new row: an approved text must keep those it was approved with."""

    KEEPER = Permission.PRESS_DESK

    name = models.CharField(max_length=60)
    text = models.TextField()

    objects = BoilerplateQuerySet.as_manager()

    class Meta(Listed.Meta):
        constraints = [
            shows("name", name="boilerplate_name"),
            models.UniqueConstraint(
                Lower("name"),
                condition=Q(is_current=True),
                name="boilerplate_offered_name_once",
                violation_error_code="name",
                violation_error_message="There is an about text of this name. Change that one, or choose another name.",
            ),
        ]

    def __str__(self):
        return self.name
