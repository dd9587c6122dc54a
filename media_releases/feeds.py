from django.urls import reverse

from people.association import association
from publishing.kinds import RELEASE_KINDS
from publishing.models import Topic
from publishing.syndication.feeds import EditionFeed


class ReleaseFeed(EditionFeed):
    """The newest releases."""

    kinds = [kind.name for kind in RELEASE_KINDS]
    page = "/press/"
    description = subtitle = "Media releases, statements and open letters"

    def title(self, obj):
        return f"{association().name}: press"


class TopicFeed(ReleaseFeed):
    """The newest releases on one topic."""

    def get_object(self, request, slug):
        return Topic.objects.public().get(slug=slug)

    def editions(self, topic):
        return super().editions(topic).filter(topic=topic)

    def address(self, topic):
        return reverse("media_releases:topic_detail", args=[topic.slug])

    def title(self, topic):
        return f"{super().title(topic)}, {topic}"

    def description(self, topic):
        return f"Media releases, statements and open letters on {topic}"

    subtitle = description
