from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from publishing.plaintext import as_text
from publishing.public_page import public_page
from publishing.reading import public_edition_or_response


@login_not_required
@require_safe
@public_page()
def edition_replaced(request, path, number):
    """A former version of a public text, from the moment when another took its place; before that a 404."""
    current = public_edition_or_response(request, f"/{path}")
    if isinstance(current, HttpResponse):
        return current
    edition = get_object_or_404(current.publication.editions.replaced().with_page(), number=number)
    return render(request, "publishing/edition_replaced.html", {"edition": edition, "current": current})


@login_not_required
@require_safe
@public_page()
def edition_text(request, path):
    """A public text as plain words, under the same rule as its page."""
    edition = public_edition_or_response(request, f"/{path}")
    if isinstance(edition, HttpResponse):
        return edition
    # Search engines have the page itself.
    return HttpResponse(as_text(edition), "text/plain; charset=utf-8", headers={"X-Robots-Tag": "noindex"})
