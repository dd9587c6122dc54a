from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from history import history_of
from people.access import requires
from publishing import actions
from publishing.models import Edition, Publication, Shown
from publishing.richtext.difference import difference
from publishing.richtext.markup import plain
from publishing.views.detail import READERS, WRITERS, latest_or_404
from webforms.refusals import refusals_shown

COMPARED = [
    *("title", "summary", "answers_title", "answers_link", "addressee", "body", "signatories"),
    *("byline", "byline_job", "byline_about", "notes", "expires_on", "change_note", "correction"),
]
RICH = {"body", "notes"}


@require_GET
@requires(*READERS)
def publication_history(request, pk):
    publication = get_object_or_404(Publication.objects.visible_to(request.user), pk=pk)
    editions = list(publication.editions.all())
    shown = Shown.objects.visible_to(request.user).filter(edition__publication=publication)
    thing = editions[-1].title if editions else publication.path
    entries = history_of(publication, *editions, *shown)
    return render(request, "people/history.html", {"thing": thing, "entries": entries})


@require_POST
@requires(*WRITERS)
def publication_start_next(request, pk):
    """Start the next version; the last one stays where it is until the next is approved and its time comes."""
    publication = _publication(request, pk)
    with refusals_shown(request):
        edition = actions.start_next(publication=publication, by=request.user)
        messages.success(request, f"The next version is a draft. {_until_then(publication)}")
        return redirect("publishing:edition_edit", edition.pk)
    return redirect("publishing:edition_detail", latest_or_404(request, pk).pk)


@require_GET
@requires(*READERS)
def edition_difference(request, pk):
    """Two versions side by side: `?from=1&to=2`; without numbers, the last two."""
    publication = _publication(request, pk)
    editions = {edition.number: edition for edition in publication.editions.numbered().order_by("number")}
    if not editions:
        raise Http404
    last = max(editions)
    one, two = (_numbered(editions, request.GET.get(name), last - back) for name, back in (("from", 1), ("to", 0)))
    rows = [(Edition._meta.get_field(name).verbose_name, _compared(one, two, name)) for name in COMPARED]
    rows.append(("images and documents", difference(_files(one), _files(two))))
    context = {
        "publication": publication,
        "one": one,
        "two": two,
        "before": f"Version {one.number}",
        "after": f"Version {two.number}",
        "editions": editions.values(),
        "rows": [(label, found) for label, found in rows if found.is_any],
    }
    return render(request, "publishing/edition_difference.html", context)


def _publication(request, pk) -> Publication:
    return get_object_or_404(Publication.objects.visible_to(request.user), pk=pk)


def _until_then(publication: Publication) -> str:
    if publication.editions.withheld().exists():
        return "Readers see nothing of this text until this is approved."
    return "Readers see the last one until this is approved."


def _numbered(editions, typed, otherwise) -> Edition:
    number = int(typed) if (typed or "").isdecimal() else max(otherwise, 1)
    if number not in editions:
        raise Http404
    return editions[number]


def _compared(one, two, name):
    return difference(*(_plain(getattr(edition, name), name) for edition in (one, two)))


def _files(edition) -> str:
    return "\n\n".join(shown.in_one_line for shown in edition.shown.all())


def _plain(value, name) -> str:
    return plain(value) if name in RICH else str(value or "")
