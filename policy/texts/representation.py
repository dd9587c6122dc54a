"""For whom we speak, as a section of a text: by the figures of our membership, which a version quotes and keeps."""

from django.utils.html import format_html, format_html_join

from publishing.models import FigureSnapshot

HEADING = "For whom we speak"
# By the slug of a figure: its sentence. None is written of a figure that may not be told.
SENTENCES = {
    "members-providers": "{} providers of residential child care in England and Wales were our members on {}.",
    "members-homes": "Our members had {} children’s homes in England on {}.",
    "members-share-of-homes": "That is {} of all children’s homes in England on {}.",
    "members-homes-wales": "Our members had {} children’s homes in Wales on {}.",
}


def for_whom_we_speak() -> str:
    """The section as rich text to be saved, with a token for each figure; nothing where no figure may be told."""
    found = FigureSnapshot.objects.public(*SENTENCES)
    sentences = [SENTENCES[each.figure.slug].format(f"[figure {each.pk}]", f"{each.as_at:%-d %B %Y}") for each in found]
    if not sentences:
        return ""
    return format_html("<h2>{}</h2><p>{}</p>", HEADING, format_html_join(" ", "{}", ((words,) for words in sentences)))
