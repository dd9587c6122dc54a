"""What is done with our own texts: a response or a position started. Their words are edited, approved
and published by `publishing`."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import format_html, format_html_join

from people.models import User
from policy.asks.reading import HEADING
from policy.models import About, Consultation, ConsultationResponse, PositionPaper
from policy.texts.representation import for_whom_we_speak
from publishing.actions import start
from publishing.models import Edition
from publishing.richtext.blanks import as_open
from publishing.richtext.markup import clean

TO_WRITE = f"<p>{as_open('our answer')}</p>"


@transaction.atomic
def start_response(*, consultation: Consultation, by: User, **content) -> Edition:
    """Start our response to a consultation, which says for whom we speak. Raises ValidationError when there is one."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if ConsultationResponse.objects.filter(consultation=consultation).exists():
        raise ValidationError("Our response to this consultation has been started. Open it from the consultation.")
    body = content.pop("body", TO_WRITE) + for_whom_we_speak()
    about = {"topic": consultation.topic} | content
    edition = start(kind="consultation_response", by=by, body=body, **about)
    ConsultationResponse.objects.create(publication=edition.publication, consultation=consultation)
    About.objects.create(edition=edition, consultation=consultation)
    return edition


@transaction.atomic
def start_position(*, by: User, asks: list[str], body: str = "", **content) -> Edition:
    """Start a position paper.

    The asks stand at the end of its words, so that whoever approves the words approves them.
    """
    edition = start(kind="position_paper", by=by, body=clean(body) + _asks_in_words(asks), **content)
    PositionPaper.objects.create(publication=edition.publication)
    return edition


def _asks_in_words(asks: list[str]) -> str:
    if not asks:
        return ""
    items = format_html_join("", "<li>{}</li>", ((text,) for text in asks))
    return format_html("<h2>{}</h2><ol>{}</ol>", HEADING, items)
