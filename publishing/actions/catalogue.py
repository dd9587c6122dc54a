"""What texts refer to: a topic's address, and words about us that published texts keep."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from people.access import check
from people.catalogue import actions
from people.models import User
from publishing.models import Boilerplate, Topic
from publishing.richtext.markup import clean


@transaction.atomic
def save_topic(*, topic: Topic, by: User) -> Topic:
    """Keep a topic. Its address is made once, of its first name, and stays: readers and feeds have it."""
    topic.slug = topic.slug or _free_slug(topic.name)
    return actions.save(row=topic, by=by)


def _free_slug(name: str) -> str:
    slug = slugify(name)[:40].strip("-") or "topic"
    taken = set(Topic.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(free for free in (slug, *numbered) if free not in taken)


@transaction.atomic
def save_about(*, about: Boilerplate, by: User) -> Boilerplate:
    """Keep words about us. New words for a row in use are a new row in its place: texts keep those they have.

    Raises ValidationError for new words of a row that is retired.
    """
    check(by, Boilerplate.KEEPER)
    about.text = clean(about.text)
    before = about.pk and Boilerplate.objects.with_use().select_for_update(of=("self",)).get(pk=about.pk)
    if not before or before.text == about.text:
        return actions.save(row=about, by=by)
    if not before.is_current:
        raise ValidationError({"text": "These words are retired, so they stay. Bring them back, or add others."})
    if not before.in_use:
        return actions.save(row=about, by=by)
    actions.retire(row=before, by=by)
    new = actions.save(row=Boilerplate(name=about.name, text=about.text), by=by)
    new.position = before.position
    new.save()
    return new
