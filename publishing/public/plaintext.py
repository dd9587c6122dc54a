"""A text as plain words, laid out as UK newsrooms expect a release, to be pasted wherever they need it."""

from people.association import association
from people.links import absolute
from people.templatetags.people import day, moment
from publishing.models import Edition
from publishing.richtext.layout import laid_out
from publishing.richtext.quotations import with_speakers
from publishing.templatetags.publishing import embargo_line


def as_text(edition: Edition) -> str:
    """The whole text with ENDS, contact, notes to editors, about and address; for an edition from `with_page`."""
    ends = "ENDS" if edition.publication.kind.is_for_press else ""
    return "\n\n".join(block for block in [*_top(edition), *_words(edition), ends, *_below(edition)] if block) + "\n"


def _top(edition: Edition) -> list[str]:
    publication = edition.publication
    withdrawn = f"WITHDRAWN {day(edition.withdrawn_at)}: {edition.withdrawn_reason}" if edition.withdrawn_at else ""
    return [
        publication.kind.label.upper(),
        embargo_line(edition) if publication.kind.is_for_press or edition.is_embargoed else "",
        moment(edition.first_public_at),
        withdrawn,
    ]


def _words(edition: Edition) -> list[str]:
    updates = [f"Updated {day(update.public_from)}: {update.change_note}" for update in edition.updates]
    corrections = [f"Correction {row.number}, {day(row.at)}: {row.text}" for row in edition.corrections]
    return [
        edition.title,
        *_before(edition),
        *updates,
        edition.summary,
        laid_out(with_speakers(edition)),
        *_after(edition),
        *corrections,
    ]


def _before(edition: Edition) -> list[str]:
    byline = ", ".join(part for part in (edition.byline, edition.byline_job) if part)
    answers = " ".join(part for part in (edition.answers_title, edition.answers_link) if part)
    return [
        f"By {byline}" if byline else "",
        f"This answers: {answers}" if answers else "",
        f"To: {edition.addressee}" if edition.addressee else "",
    ]


def _after(edition: Edition) -> list[str]:
    about = f"{edition.byline}: {edition.byline_about}" if edition.byline_about else ""
    return [_headed("Signed by", "\n".join(edition.signers)), about]


def _below(edition: Edition) -> list[str]:
    about = edition.boilerplate
    contacts = ["\n".join([str(contact), contact.telephone, contact.email]) for contact in edition.contacts]
    figures = [
        f"{figure}: {figure.counts}. As at {day(figure.as_at)}, from {figure.source}." for figure in edition.figures
    ]
    return [
        _headed("Contacts" if len(contacts) > 1 else "Contact", "\n\n".join(contacts)),
        _headed("Figures in this text", "\n".join(figures)),
        _headed("Notes to editors", laid_out(edition.notes)),
        _headed(f"About {association().name}", laid_out(about.text) if about else ""),
        absolute(edition.publication.path),
    ]


def _headed(heading: str, words: str) -> str:
    return f"{heading}\n\n{words}" if words else ""
