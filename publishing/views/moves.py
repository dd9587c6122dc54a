"""Another address for a text that was public: one proposes it, someone else approves it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from people.access import can, check, requires
from publishing import actions
from publishing.forms import MoveForm
from publishing.models import Publication
from publishing.views.detail import APPROVERS, READERS, latest_or_404
from webforms.refusals import form_page, refusals_on, refusals_shown


@require_http_methods(["GET", "POST"])
@requires(*READERS)
def publication_move(request, pk):
    """What is proposed, to approve or drop; and a form to propose an address."""
    publication = _publication(request, pk)
    may_write = can(request.user, publication.kind.write)
    if request.method == "POST":
        check(request.user, publication.kind.write)
    form = MoveForm(request.POST or None, initial={"slug": publication.slug})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.propose_move(publication=publication, by=request.user, **form.cleaned_data)
            messages.success(request, "Proposed. Someone else approves it; until then the address stays.")
            return redirect("publishing:publication_move", pk)
    context = {
        "form": form,
        "publication": publication,
        "edition": latest_or_404(request, pk),
        "may_write": may_write,
        "may_approve": can(request.user, publication.kind.approve) and publication.proposed_by != request.user,
    }
    return form_page(request, "publishing/publication_move.html", context)


@require_POST
@requires(*APPROVERS)
def publication_move_approve(request, pk):
    publication = _publication(request, pk)
    with refusals_shown(request):
        actions.approve_move(publication=publication, by=request.user, seen=request.POST.get("seen", ""))
        messages.success(request, "Moved. The old address leads to the new one.")
        return redirect("publishing:edition_detail", latest_or_404(request, pk).pk)
    return redirect("publishing:publication_move", pk)


@require_POST
@requires(*READERS)
def publication_move_drop(request, pk):
    actions.drop_move(publication=_publication(request, pk), by=request.user)
    messages.success(request, "Dropped. The address stays as it is.")
    return redirect("publishing:publication_move", pk)


def _publication(request, pk) -> Publication:
    return get_object_or_404(Publication.objects.visible_to(request.user).select_related("proposed_by"), pk=pk)
