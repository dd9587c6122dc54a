"""The thread from a text of ours to what it is about, and back."""

from django.urls import reverse

from policy.models import About
from publishing.models import Edition
from publishing.syndication.json_ld import Basis


def about(edition: Edition) -> list[Basis]:
    """What a public text is about, as readers are told. One query."""
    rows = About.objects.public().filter(edition=edition)
    return [_basis(row) for row in rows]


def published_on(**thing) -> list[Edition]:
    """Our public texts about a consultation, a document or a recommendation, the newest first. One query.

    `thing` is `consultation=`, `document=` or `recommendation=`; our response to a consultation has a place of its own.
    """
    ours = Edition.objects.public().filter(**{f"about__{name}": value for name, value in thing.items()})
    if "consultation" in thing:
        ours = ours.exclude(publication__consultation_response__consultation=thing["consultation"])
    return list(ours.newest_first().select_related("publication", "topic"))


def _basis(row: About) -> Basis:
    if row.recommendation:
        return _recommendation(row.recommendation)
    return _document(row.document) if row.document else _consultation(row.consultation)


def _recommendation(recommendation) -> Basis:
    document = recommendation.document
    name = f"{document.title}: recommendation {recommendation.number}"
    return Basis(name, reverse("policy:promise", args=[recommendation.pk]), document.body.name, document.published_on)


def _document(document) -> Basis:
    page = reverse("policy:document_public", args=[document.slug]) if document.is_public else document.link
    return Basis(document.title, page, document.body.name, document.published_on)


def _consultation(consultation) -> Basis:
    address = reverse("policy:consultation_public", args=[consultation.reference])
    return Basis(f"Consultation: {consultation.title}", address, consultation.body.name, consultation.opens_at)
