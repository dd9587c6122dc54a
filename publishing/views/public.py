from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

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
