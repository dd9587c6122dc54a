"""What we stand for on the topic of a question: the newest position of ours that readers have."""

from collections.abc import Iterable

from policy.models import Consultation, Question
from publishing.models import Edition, Topic


def set_positions(questions: Iterable[Question], consultation: Consultation) -> None:
    """Give each question `about`, its topic or else the consultation's, and `position`, a text of ours or None.

    One query for all. The questions come with their `topic`, and the consultation with its own.
    """
    topics: dict[int, Topic] = {}
    for question in questions:
        question.about = question.topic or consultation.topic
        if question.about:
            topics[question.about.pk] = question.about
    ours = Edition.objects.public().of_kinds("position_paper").filter(topic__in=topics).select_related("publication")
    newest = {edition.topic_id: edition for edition in ours.order_by("first_public_at", "pk")} if topics else {}
    for question in questions:
        question.position = newest.get(question.about.pk) if question.about else None
