from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_safe

from cleaning.text import cleaned
from people.links import absolute
from publishing.models import Edition
from publishing.public.editions import public_edition_or_response
from publishing.public.page import public_page
from publishing.public.plaintext import as_text
from publishing.typesetting.files import pdf_of, share_image_of
from sheets.writing import download


@login_not_required
@require_safe
@public_page()
def edition_replaced(request, path, number):
    """A former version of a public text, from the moment when another took its place; before that a 404."""
    current = public_edition_or_response(request, f"/{path}", f"versions/{number}/")
    if isinstance(current, HttpResponse):
        return current
    context = {"edition": _replaced(current, number), "current": current}
    return render(request, "publishing/edition_replaced.html", context)


@login_not_required
@require_safe
@public_page()
def edition_text(request, path):
    """The public version as plain words."""
    edition = public_edition_or_response(request, f"/{path}", "text/")
    return edition if isinstance(edition, HttpResponse) else _text(edition)


@login_not_required
@require_safe
@public_page()
def edition_replaced_pdf(request, path, number):
    """A former version as an accessible PDF, which says that it was replaced."""
    rest = f"versions/{number}/pdf/"
    return _of_public(request, path, rest, lambda current: _pdf(_replaced(current, number), is_replaced=True))


@login_not_required
@require_safe
@public_page()
def edition_pdf(request, path):
    """The public version as an accessible PDF."""
    return _of_public(request, path, "pdf/", _pdf)


@login_not_required
@require_safe
@public_page()
def edition_share_image(request, path):
    """The image that is shown where a link to the text is shared."""
    return _of_public(request, path, "share.png", _share_image)


def _of_public(request: HttpRequest, path: str, rest: str, answer: Callable[[Edition], HttpResponse]) -> HttpResponse:
    """What is made of the public version, if it is the public one still when it is made: typesetting takes a while."""
    edition = public_edition_or_response(request, f"/{path}", rest)
    if isinstance(edition, HttpResponse):
        return edition
    made = answer(edition)
    if Edition.objects.public().filter(pk=edition.pk, withdrawn_at=edition.withdrawn_at).exists():
        return made
    return _of_public(request, path, rest, answer)


def _replaced(current: Edition, number: int) -> Edition:
    return get_object_or_404(current.publication.editions.replaced().with_page(), number=number)


def _text(edition: Edition) -> HttpResponse:
    # Search engines have the page itself.
    return HttpResponse(cleaned(as_text(edition)), "text/plain; charset=utf-8", headers={"X-Robots-Tag": "noindex"})


def _pdf(edition: Edition, *, is_replaced: bool = False) -> HttpResponse:
    headers = {
        "Content-Type": "application/pdf",
        "Content-Disposition": download(f"{edition.publication.slug}.pdf", as_attachment=False),
        # Search engines lead to the page, which has the newest words.
        "Link": f'<{absolute(iri_to_uri(edition.publication.path))}>; rel="canonical"',
    }
    return HttpResponse(pdf_of(edition, is_replaced=is_replaced), headers=headers)


def _share_image(edition: Edition) -> HttpResponse:
    return HttpResponse(share_image_of(edition), headers={"Content-Type": "image/png"})
