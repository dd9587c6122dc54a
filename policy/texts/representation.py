"""For whom we speak, as a section of a text: by the figures of our membership, which a version quotes and keeps."""

from django.utils.html import format_html, format_html_join

from publishing.models import FigureSnapshot

HEADING = "For whom we speak"
MEMBERS = "members-providers"
# By the slug of a figure: its sentence. None is written of a figure that may not be told.
SENTENCES = {
    MEMBERS: "On {day}, {figure} providers of residential child care in England and Wales were our members.",
    "members-homes": "They had {figure} children’s homes in England.",
    "members-share-of-homes": "Those are {figure} of all children’s homes in England.",
    "members-homes-wales": "In Wales they had {figure}.",
}


def for_whom_we_speak() -> str:
    """The section as rich text to be saved, with a token for each figure; nothing where no figure may be told.

    All of one day: its first sentence says which.
    """
    found = {each.figure.slug: each for each in FigureSnapshot.objects.public(*SENTENCES)}
    if MEMBERS not in found:
        return ""
    day = found[MEMBERS].as_at
    of_day = [(slug, each) for slug, each in found.items() if each.as_at == day]
    sentences = (SENTENCES[slug].format(day=f"{day:%-d %B %Y}", figure=f"[figure {each.pk}]") for slug, each in of_day)
    return format_html("<h2>{}</h2><p>{}</p>", HEADING, format_html_join(" ", "{}", ((words,) for words in sentences)))
