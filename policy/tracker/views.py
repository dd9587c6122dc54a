"""The tracker for everybody: what was recommended, what government says, what we found; and each promise's own page."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from people.links import absolute
from policy.models import Document, Recommendation
from policy.thread.drawing import drawn
from policy.thread.following import of_recommendation
from policy.thread.texts import published_on
from policy.tracker.forms import TrackerForm
from publishing.public.page import public_page
from sheets.writing import CONTENT_TYPES, Format, Table, download, written

PER_PAGE = 50
FILTERS = ("body", "document", "theme", "says", "found", "open")
HEADINGS = (
    *("Reference", "Address", "Document", "Asked by", "Asked on", "Number", "Theme", "Recommendation"),
    *("Government says", "Since", "We found", "As of"),
)


@login_not_required
@require_safe
@public_page(*FILTERS, "page")
def tracker(request):
    """All recommendations that everyone sees, the newest paper first."""
    form = _form(request)
    page = Paginator(_rows(form), PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    return render(request, "policy/tracker.html", {"page": page, "form": form, "query": query.urlencode()})


@login_not_required
@require_safe
@public_page(*FILTERS)
def tracker_csv(request):
    """The same rows as a CSV file."""
    table = Table("Tracker", HEADINGS, [_cells(row) for row in _rows(_form(request))])
    headers = {"Content-Disposition": download("tracker.csv")}
    return HttpResponse(written(Format.CSV, table), content_type=CONTENT_TYPES[Format.CSV], headers=headers)


@login_not_required
@require_safe
@public_page()
def promise(request, pk):
    """One recommendation, with all that was said and found of it: a lasting address, to be cited."""
    recommendation = get_object_or_404(Recommendation.objects.public().with_state(), pk=pk)
    replies = recommendation.governmentreply_rows.with_source().select_related("source")
    findings = recommendation.finding_rows.with_source().select_related("source")
    context = {
        "recommendation": recommendation,
        "address": absolute(request.path),
        "thread": drawn(of_recommendation(recommendation, replies, findings)),
        "replies": replies,
        "findings": findings,
        "stances": recommendation.stance_rows.with_source().public().select_related("publication"),
        "texts": published_on(recommendation=recommendation),
        "public_documents": set(_public_sources(recommendation)),
    }
    return render(request, "policy/promise.html", context)


def _form(request) -> TrackerForm:
    documents = Document.objects.public().filter(
        Exists(Recommendation.objects.public().filter(document=OuterRef("pk")))
    )
    return TrackerForm(request.GET, documents=documents)


def _rows(form: TrackerForm):
    return form.narrowed(Recommendation.objects.public().with_state()).in_order()


def _public_sources(recommendation):
    """Which documents that rows rest on may be named here."""
    rests = Q(governmentreply_rows__recommendation=recommendation) | Q(finding_rows__recommendation=recommendation)
    return Document.objects.public().filter(rests).values_list("pk", flat=True)


def _cells(row: Recommendation) -> tuple:
    document = row.document
    return (
        row.reference,
        absolute(f"/policy/tracker/r{row.pk}/"),
        *(document.title, document.body.name, document.published_on, row.number, row.theme.name if row.theme else ""),
        *(row.text, row.says_in_words, row.says_on, row.found_in_words, row.found_on),
    )
