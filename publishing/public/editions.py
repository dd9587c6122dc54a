"""What the public address of a text answers: the text, the way to where it is now, or that it is gone."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from publishing.models import Edition, Publication, Redirect


def public_edition_or_response(request: HttpRequest, path: str, rest: str = "") -> Edition | HttpResponse:
    """The edition that anyone may read at a path now; 301 from a former address; 410 or 301 for a removed text.

    A withheld one answers 404 with a sentence: it is nowhere now, and comes back.

    `rest` is what follows the path where something of the text is asked for, such as its PDF: it moves with the text.
    Raises Http404 for anything that was never public. A page takes one query, anything else at most four.
    """
    edition = Edition.objects.public().with_page().filter(publication__path=path).first()
    if edition:
        return edition
    if Edition.objects.withheld().filter(publication__path=path, publication__audience="public").exists():
        return render(request, "publishing/text_withheld.html", status=404)
    publication = _once_at(path)
    if publication is None:
        raise Http404
    if publication.removed_at is None:
        return HttpResponsePermanentRedirect(publication.path + rest)
    if publication.redirect_to:
        return HttpResponsePermanentRedirect(publication.redirect_to)
    return render(request, "publishing/text_removed.html", {"publication": publication}, status=410)


def leads_to(path: str, publication: Publication) -> bool:
    """Whether a reader who is sent to a path ends at a publication, over whatever redirects."""
    seen = set()
    while path and path not in seen:
        seen.add(path)
        found = _at(Publication.objects.all(), path)
        if found == publication:
            return True
        path = found.redirect_to if found else ""
    return False


def _once_at(path: str) -> Publication | None:
    found = _at(Publication.objects.once_public(), path)
    # Public until now but not at present, and at its own address: nothing to lead to.
    return None if found and found.removed_at is None and found.path == path else found


def _at(publications, path: str) -> Publication | None:
    """The publication that has or had a path."""
    own = publications.filter(path=path).first()
    return own or publications.filter(pk__in=Redirect.objects.filter(path=path).values("publication")).first()
