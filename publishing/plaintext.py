"""A text as plain words, laid out as UK newsrooms expect a release, to be pasted wherever they need it."""

from django.conf import settings

from people.templatetags.people import day, moment
from publishing.absolute import absolute
from publishing.models import Edition
from publishing.richtext import plain
from publishing.templatetags.publishing import embargo_line


def as_text(edition: Edition) -> str:
    """The whole text with ENDS, contact, notes to editors, about and address; for an edition from `with_page`."""
    return "\n\n".join(block for block in [*_top(edition), *_words(edition), "ENDS", *_below(edition)] if block) + "\n"


def _top(edition: Edition) -> list[str]:
    publication = edition.publication
    withdrawn = f"WITHDRAWN {day(publication.withdrawn_at)}: {publication.withdrawn_reason}"
    return [
        publication.kind.label.upper(),
        embargo_line(edition) if publication.kind.is_release or edition.is_embargoed else "",
        moment(edition.first_public_at),
        withdrawn if publication.withdrawn_at else "",
    ]


def _words(edition: Edition) -> list[str]:
    updates = [f"Updated {day(update.public_from)}: {update.change_note}" for update in edition.updates]
    corrections = [f"Correction {row.number}, {day(row.at)}: {row.text}" for row in edition.corrections]
    byline = f"By {edition.byline}" if edition.byline else ""
    return [edition.title, byline, *updates, edition.summary, plain(edition.body), *corrections]


def _below(edition: Edition) -> list[str]:
    contact, about = edition.contact, edition.boilerplate
    figures = [
        f"{figure}: {figure.counts}. As at {day(figure.as_at)}, from {figure.source}." for figure in edition.figures
    ]
    return [
        _headed("Contact", "\n".join([str(contact), contact.telephone, contact.email]) if contact else ""),
        _headed("Figures in this text", "\n".join(figures)),
        _headed("Notes to editors", plain(edition.notes)),
        _headed(f"About {settings.ASSOCIATION['name']}", plain(about.text) if about else ""),
        absolute(edition.publication.path),
    ]


def _headed(heading: str, words: str) -> str:
    return f"{heading}\n\n{words}" if words else ""
