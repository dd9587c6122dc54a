from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.access import Permission, can, requires
from people.forms import ReasonForm
from people.history import history_of
from publishing import actions
from publishing.forms import ApproveForm, EditionForm
from publishing.models import Edition, Publication
from publishing.workflow import Refused

WRITERS = (Permission.RELEASE_WRITE, Permission.POLICY_WRITE)
APPROVERS = (Permission.RELEASE_APPROVE, Permission.POLICY_APPROVE)
READERS = WRITERS + APPROVERS


@require_GET
@requires(*READERS)
def edition_list(request):
    """All texts that the reader may write or approve, newest first."""
    editions = Edition.objects.visible_to(request.user).select_related("publication")
    state = request.GET.get("state", "")
    if state in {"draft", "submitted", "approved"}:
        editions = editions.filter(state=state)
    page = Paginator(editions, 50).get_page(request.GET.get("page"))
    return render(request, "publishing/edition_list.html", {"page": page, "state": state})


@require_GET
@requires(*READERS)
def edition_detail(request, pk):
    """The text as it will read, where it stands, and what the reader may do with it."""
    edition = _edition(request, pk)
    return _detail(request, edition, ApproveForm(initial={"seen": edition.content_hash}), ReasonForm())


@require_http_methods(["GET", "POST"])
@requires(*WRITERS)
def edition_edit(request, pk):
    edition = _edition(request, pk)
    form = EditionForm(request.POST or None, instance=edition)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit(edition=edition, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved.")
            return redirect("publishing:edition_detail", pk)
    return render(request, "publishing/edition_form.html", {"form": form, "edition": edition})


@require_POST
@requires(*WRITERS)
def edition_submit(request, pk):
    edition = _edition(request, pk)
    try:
        actions.submit(edition=edition, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Sent for approval. Someone else approves it.")
    return redirect("publishing:edition_detail", pk)


@require_POST
@requires(*APPROVERS)
def edition_send_back(request, pk):
    edition = _edition(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _detail(request, edition, ApproveForm(initial={"seen": edition.content_hash}), form)
    try:
        actions.send_back(edition=edition, by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Sent back to its author.")
    return redirect("publishing:edition_detail", pk)


@require_POST
@requires(*APPROVERS)
def edition_approve(request, pk):
    edition = _edition(request, pk)
    form = ApproveForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.approve(edition=edition, by=request.user, seen=data["seen"], public_from=data["public_from"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Approved.")
            return redirect("publishing:edition_detail", pk)
    return _detail(request, edition, form, ReasonForm())


@require_GET
@requires(*READERS)
def publication_history(request, pk):
    publication = get_object_or_404(Publication.objects.visible_to(request.user), pk=pk)
    editions = list(publication.editions.all())
    thing = editions[-1].title if editions else publication.path
    return render(request, "people/history.html", {"thing": thing, "entries": history_of(publication, *editions)})


def _edition(request, pk) -> Edition:
    return get_object_or_404(Edition.objects.visible_to(request.user).with_page(), pk=pk)


def _detail(request, edition, approve_form, reason_form):
    user, kind = request.user, edition.publication.kind
    authors = list(edition.authors.all())
    context = {
        "edition": edition,
        "authors": authors,
        "approve_form": approve_form,
        "reason_form": reason_form,
        "may_write": can(user, kind.write),
        "may_approve": can(user, kind.approve) and user not in authors,
        "sent_back": _last_reason(edition),
    }
    status = 422 if approve_form.errors or reason_form.errors else 200
    return render(request, "publishing/edition_detail.html", context, status=status)


def _last_reason(edition: Edition) -> str:
    """Why a draft was sent back, if that is the last thing that happened to it."""
    if edition.state != "draft":
        return ""
    last = edition.events.select_related("pgh_context").order_by("-pgh_id").first()
    return last.pgh_context.metadata.get("reason", "") if last and last.pgh_context else ""
