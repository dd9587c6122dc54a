"""What a page says of its text to machines: schema.org's NewsArticle, with its corrections."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime

from people.association import association
from people.links import absolute
from publishing.models import Edition
from publishing.typesetting.files import SHARE_SIZE


@dataclass(frozen=True)
class Basis:
    """Something by someone else that a text is about: a whole address, or a path on this site."""

    name: str
    address: str
    publisher: str
    on: date

    @property
    def linked_data(self) -> dict:
        publisher = {"@type": "Organization", "name": self.publisher}
        address = absolute(self.address) if self.address.startswith("/") else self.address
        work = {"@type": "CreativeWork", "name": self.name, "url": address, "publisher": publisher}
        return work | {"datePublished": self.on.isoformat()}


@dataclass(frozen=True)
class SharedImage:
    """The image that stands for a text elsewhere: its whole address, its size in pixels, what it shows."""

    address: str
    width: int
    height: int
    alt: str

    @property
    def linked_data(self) -> dict:
        return {"@type": "ImageObject", "url": self.address, "width": self.width, "height": self.height}


def article(edition: Edition, about: Iterable[Basis] = ()) -> dict:
    """A public edition in schema.org's words, with what it is about."""
    publication, address = edition.publication, absolute(edition.publication.path)
    ours = _ours()
    properties = {
        "@context": "https://schema.org",
        "@type": "NewsArticle" if publication.kind.is_release else "Article",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": edition.title,
        "description": edition.summary,
        "image": share_image(edition).linked_data,
        "datePublished": _iso(edition.first_public_at),
        "dateModified": _iso(edition.changed_at),
        "inLanguage": "en-GB",
        "author": {"@type": "Person", "name": edition.byline} if edition.byline else ours,
        "publisher": ours,
        "articleSection": edition.topic.name if edition.topic else "",
        "creativeWorkStatus": "Withdrawn" if edition.withdrawn_at else "",
        "correction": [_correction(row) for row in edition.corrections],
        "hasPart": [_quotation(row) for row in edition.spoken if row.speaker],
        "isBasedOn": [basis.linked_data for basis in about],
    }
    return {name: value for name, value in properties.items() if value}


def _ours() -> dict:
    ours = association()
    logo = {"logo": absolute(ours.logo.address)} if ours.logo else {}
    return {"@type": "Organization", "name": ours.name, "url": absolute("/"), **logo}


def share_image(edition: Edition) -> SharedImage:
    """What is shown where a link to a public edition is shared: its leading image, else one of its headline."""
    lead = edition.lead_image
    if lead is None:
        return SharedImage(absolute(f"{edition.publication.path}share.png"), *SHARE_SIZE, edition.title)
    return SharedImage(lead.attachment.public_address, lead.attachment.width, lead.attachment.height, lead.alt)


def _correction(correction) -> dict:
    return {"@type": "CorrectionComment", "text": correction.text, "datePublished": _iso(correction.at)}


def _quotation(row) -> dict:
    speaker = {"@type": "Person", "name": row.speaker} | ({"jobTitle": row.job} if row.job else {})
    return {"@type": "Quotation", "text": row.words, "creator": speaker}


def _iso(instant) -> str:
    return localtime(instant).isoformat(timespec="seconds")
