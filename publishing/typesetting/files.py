"""What the files of an edition say. The same edition gives the same bytes."""

from pathlib import Path

from cleaning.text import one_line
from people.association import association
from people.links import absolute
from people.templatetags.people import day, dialled, moment
from publishing.models import Attachment, Edition, FigureSnapshot, Shown
from publishing.richtext.quotations import with_speakers
from publishing.typesetting.tree import tree_of
from typesetting.compiling import compiled

TEXT, SHARE = (Path(__file__).with_name(name) for name in ("text.typ", "share.typ"))
LONGEST_WORD = 24
SHARE_SIZE = (1200, 630)  # pixels, as share.typ draws it
COLUMN, HIGHEST = 158, 120  # mm: A4 within the margins of text.typ
PIXELS_PER_MM = 4  # about 100 to the inch
ZERO_WIDTH_SPACE = "\u200b"
UNTITLED = "Without a title"  # an old row of which nothing shows; a PDF without a title is not accessible
REPLACED = "This is version {}, which another has replaced. The address of the current one is at the end."


def pdf_of(edition: Edition, *, is_replaced: bool = False) -> bytes:
    """An accessible PDF (PDF/UA-1) of a public or a replaced edition.

    Compiling refuses what would not be accessible, such as a heading that skips a level.
    """
    values = _text(edition) | ({"warning": REPLACED.format(edition.number)} if is_replaced else {})
    images = {_image_name(shown): shown.attachment.read(shown.attachment.print_name) for shown in edition.images}
    return compiled(TEXT, values, images=images, made_at=edition.public_from, format="pdf", pdf_standards=["ua-1"])


def share_image_of(edition: Edition) -> bytes:
    """A PNG of 1200 by 630 pixels with what a text is called, of what kind it is, and from when."""
    values = {
        "association": association().name,
        "kind": edition.publication.kind.label,
        "title": _breakable(edition.title),
        "date": day(edition.first_public_at),
        "withdrawn": bool(edition.withdrawn_at),
    }
    return compiled(SHARE, values, format="png", ppi=72)


def _text(edition: Edition) -> dict:
    return {**_head(edition), **_words(edition), **_foot(edition)}


def _head(edition: Edition) -> dict:
    publication = edition.publication
    return {
        "association": association().name,
        "short_name": association().short_name,
        "author": edition.byline or association().name,
        "kind": publication.kind.label,
        "is_for_press": publication.kind.is_for_press,
        "date": moment(edition.first_public_at),
        "warning": _withdrawn(edition),
        "notices": [f"Updated {day(update.public_from)}: {update.change_note}" for update in edition.updates],
    }


def _withdrawn(edition: Edition) -> str:
    if edition.withdrawn_at is None:
        return ""
    return f"Withdrawn {day(edition.withdrawn_at)}: {edition.withdrawn_reason}"


def _words(edition: Edition) -> dict:
    return {
        "title": one_line(edition.title) or UNTITLED,
        "byline": ", ".join(filter(None, [edition.byline, edition.byline_job])),
        "byline_name": edition.byline,
        "byline_about": edition.byline_about,
        "summary": edition.summary,
        "answers": {"title": edition.answers_title, "href": edition.answers_link} if edition.answers_title else None,
        "addressee": edition.addressee,
        "body": tree_of(with_speakers(edition), page=_address(edition)),
        "signers": edition.signers,
        "images": [_image(shown) for shown in edition.images],
        "documents": [_document(shown) for shown in edition.documents],
    }


def _image(shown: Shown) -> dict:
    about = [shown.caption, f"{shown.credit}. {shown.get_licence_display()}."]
    return {
        "name": _image_name(shown),
        "alt": shown.alt,
        "about": " ".join(filter(None, about)),
        "width": _printed_width(shown.attachment),
    }


def _printed_width(image: Attachment) -> float:
    """In mm: within the column, no higher than half a page, and no wider than its pixels bear."""
    return min(COLUMN, HIGHEST * image.width / image.height, image.width / PIXELS_PER_MM)


def _image_name(shown: Shown) -> str:
    return f"{shown.position}.{shown.attachment.ending}"


def _document(shown: Shown) -> dict:
    attachment = shown.attachment
    return {"title": f"{shown.title} ({attachment.ending.upper()})", "href": attachment.public_address}


def _foot(edition: Edition) -> dict:
    about = edition.boilerplate.text if edition.boilerplate else ""
    return {
        "corrections": [f"Correction {row.number}, {day(row.at)}: {row.text}" for row in edition.corrections],
        "contacts": [
            {"name": str(row), "telephone": row.telephone, "dialled": dialled(row.telephone), "email": row.email}
            for row in edition.contacts
        ],
        "figures": [_figure(snapshot) for snapshot in edition.figures],
        "notes": tree_of(edition.notes, page=_address(edition), under=2),
        "about": tree_of(about, page=_address(edition), under=2),
        "address": _address(edition),
        "version": f"Version {edition.number}, {moment(edition.public_from)}",
    }


def _address(edition: Edition) -> str:
    return absolute(edition.publication.path)


def _figure(snapshot: FigureSnapshot) -> str:
    base = f" (of {snapshot.base:,})" if snapshot.base is not None else ""
    source = f"As at {day(snapshot.as_at)}, from {snapshot.source}."
    return f"{snapshot}: {snapshot.counts}{base}. {source} {snapshot.method} {snapshot.rounding}."


def _breakable(title: str) -> str:
    """The same headline, in which a word that is longer than a line may be broken."""
    return " ".join(_broken(word) for word in title.split())


def _broken(word: str) -> str:
    starts = range(0, len(word), LONGEST_WORD)
    return ZERO_WIDTH_SPACE.join(word[start : start + LONGEST_WORD] for start in starts)
