"""Another address for a text that was public: one proposes it, someone else approves it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from people.access import can, check, requires
from publishing import actions
from publishing.forms import MoveForm
from publishing.models import Publication
from publishing.views.detail import APPROVERS, READERS, latest_or_404
from publishing.workflow import Refused


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
        try:
            actions.propose_move(publication=publication, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Proposed. Someone else approves it; until then the address stays.")
            return redirect("publishing:publication_move", pk)
    context = {
        "form": form,
        "publication": publication,
        "edition": latest_or_404(request, pk),
        "may_write": may_write,
        "may_approve": can(request.user, publication.kind.approve) and publication.proposed_by != request.user,
    }
    return render(request, "publishing/publication_move.html", context, status=422 if form.errors else 200)


@require_POST
@requires(*APPROVERS)
def publication_move_approve(request, pk):
    publication = _publication(request, pk)
    try:
        actions.approve_move(publication=publication, by=request.user, seen=request.POST.get("seen", ""))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("publishing:publication_move", pk)
    messages.success(request, "Moved. The old address leads to the new one.")
    return redirect("publishing:edition_detail", latest_or_404(request, pk).pk)


@require_POST
@requires(*READERS)
def publication_move_drop(request, pk):
    actions.drop_move(publication=_publication(request, pk), by=request.user)
    messages.success(request, "Dropped. The address stays as it is.")
    return redirect("publishing:publication_move", pk)


def _publication(request, pk) -> Publication:
    return get_object_or_404(Publication.objects.visible_to(request.user).select_related("proposed_by"), pk=pk)
