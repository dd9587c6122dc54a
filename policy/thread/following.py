"""Following a thread from a public document or recommendation: what came before and after it, as everyone may know."""

from django.db.models import Q
from django.urls import reverse

from policy.models import Consultation, Document, Recommendation
from policy.thread.items import ThreadItem, in_order
from publishing.models import Edition

STEPS = 3  # from answer to answer: a review, its response, the strategy that follows, its Act
MOST = 60


def of_document(document: Document) -> list[ThreadItem]:
    """The papers that a public paper answers or that answer it, in steps; their consultations; our texts on them."""
    papers = _connected(document)
    items = [_paper(each, is_here=each.pk == document.pk) for each in papers]
    consultations = Consultation.objects.public().filter(documents__in=papers).distinct()
    items += [_consultation(each) for each in consultations[:MOST]]
    on_them = Q(about__document__in=papers) | Q(about__recommendation__document__in=papers)
    texts = Edition.objects.public().filter(on_them).select_related("publication").distinct()
    return in_order([*items, *(_text(each) for each in texts[:MOST])])


def of_recommendation(recommendation: Recommendation, replies, findings) -> list[ThreadItem]:
    """The same from the paper of a public recommendation, with each reply and finding that stands."""
    page = reverse("policy:promise", args=[recommendation.pk])
    rows = [("Government says", row) for row in replies] + [("We found", row) for row in findings]
    own = [ThreadItem(row.on, what, str(row), f"{page}#{row.anchor}") for what, row in rows if not row.is_corrected]
    return in_order([*of_document(recommendation.document), *own])


def _connected(document: Document) -> list[Document]:
    """Public papers reached by answers and versions, one query for each step."""
    found, edge = {document.pk: document}, [document.pk]
    for _ in range(STEPS):
        beside = Q(answers__to__in=edge) | Q(answered_by__document__in=edge)
        beside |= Q(editions__in=edge) | Q(edition_of__in=edge)
        papers = Document.objects.public().filter(beside).exclude(pk__in=found).distinct()[: MOST - len(found)]
        edge = [paper.pk for paper in papers]
        found |= {paper.pk: paper for paper in papers}
    return list(found.values())


def _paper(paper: Document, *, is_here: bool) -> ThreadItem:
    address = reverse("policy:document_public", args=[paper.slug])
    return ThreadItem(paper.published_on, paper.get_kind_display(), paper.title, address, is_here)


def _consultation(consultation: Consultation) -> ThreadItem:
    address = reverse("policy:consultation_public", args=[consultation.reference])
    return ThreadItem(consultation.opens_at.date(), "Consultation", consultation.title, address)


def _text(edition: Edition) -> ThreadItem:
    kind = edition.publication.kind.label
    return ThreadItem(edition.first_public_at.date(), f"Our {kind.lower()}", edition.title, edition.publication.path)
