from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from people.access import can, can_any, requires
from publishing import actions
from publishing.models import FigureSnapshot, FigureUse
from publishing.views.detail import READERS, WRITERS

PER_PAGE = 50


@require_GET
@requires(*READERS)
def figure_list(request):
    """What can be quoted now, with its source and age; `?q=` finds by words."""
    words = request.GET.get("q", "").strip()
    snapshots = FigureSnapshot.objects.visible_to(request.user).current().matching(words)
    page = Paginator(snapshots, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "words": words, "may_take": can_any(request.user, WRITERS)}
    return render(request, "publishing/figure_list.html", context)


@require_GET
@requires(*READERS)
def figure_stale_list(request):
    """Every text that quotes a figure which has another value today, the newest text first."""
    uses = FigureUse.objects.visible_to(request.user).stale().with_text()
    page = Paginator(uses, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(use, can(request.user, use.edition.publication.kind.write)) for use in page]
    return render(request, "publishing/figure_stale_list.html", {"page": page, "rows": rows})


@require_POST
@requires(*WRITERS)
def figure_take(request):
    """Read every figure from its source now, without waiting for the hourly round."""
    new = actions.take_snapshots()
    messages.success(request, f"Read. {new} figure{'' if new == 1 else 's'} new or changed.")
    return redirect("publishing:figure_list")
