"""What a page says of its text to machines: schema.org's NewsArticle, with its corrections."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.timezone import localtime

from publishing.absolute import absolute
from publishing.models import Edition


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
        said = {"@type": "CreativeWork", "name": self.name, "url": address, "publisher": publisher}
        return said | {"datePublished": self.on.isoformat()}


def article(edition: Edition, about: Iterable[Basis] = (), images: Iterable[str] = ()) -> dict:
    """A public edition in schema.org's words; images are paths on this site."""
    publication, address = edition.publication, absolute(edition.publication.path)
    ours = {"@type": "Organization", "name": settings.ASSOCIATION["name"], "url": absolute("/")}
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle" if publication.kind.is_release else "Article",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": edition.title,
        "description": edition.summary,
        "datePublished": _iso(edition.first_public_at),
        "dateModified": _iso(edition.changed_at),
        "inLanguage": "en-GB",
        "author": {"@type": "Person", "name": edition.byline} if edition.byline else ours,
        "publisher": ours,
        "articleSection": publication.topic.name if publication.topic else "",
        "creativeWorkStatus": "Withdrawn" if publication.withdrawn_at else "",
        "image": [absolute(path) for path in images],
        "correction": [_correction(row) for row in edition.corrections],
        "isBasedOn": [basis.linked_data for basis in about],
    }
    return {name: value for name, value in said.items() if value}


def _correction(correction) -> dict:
    return {"@type": "CorrectionComment", "text": correction.text, "datePublished": _iso(correction.at)}


def _iso(instant) -> str:
    return localtime(instant).isoformat(timespec="seconds")
