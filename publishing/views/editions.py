from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from people.access import requires
from people.forms import ReasonForm
from publishing import actions
from publishing.checklist import checks
from publishing.forms import ApproveForm, PublishNowForm
from publishing.models import Edition
from publishing.views.detail import APPROVERS, READERS, WRITERS, edition_or_404, edition_page
from publishing.workflow import Refused


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
    return edition_page(request, edition_or_404(request, pk))


@require_POST
@requires(*WRITERS)
def edition_submit(request, pk):
    edition = edition_or_404(request, pk)
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
    return _for_a_reason(
        request, pk, actions.send_back, "Sent back to its author.", reason_form=ReasonForm(request.POST)
    )


@require_POST
@requires(*APPROVERS)
def edition_unschedule(request, pk):
    said = "Taken back: it is a draft again, and will not be published."
    return _for_a_reason(request, pk, actions.unschedule, said, reason_form=ReasonForm(request.POST))


@require_POST
@requires(*APPROVERS)
def edition_approve(request, pk):
    edition = edition_or_404(request, pk)
    form = ApproveForm(request.POST, checks=checks(edition))
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.approve(edition=edition, by=request.user, seen=data["seen"], public_from=data["public_from"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Approved.")
            return redirect("publishing:edition_detail", pk)
    return edition_page(request, edition, approve_form=form)


@require_POST
@requires(*APPROVERS)
def edition_publish_now(request, pk):
    """The report is out: publish an approved text before its time."""
    return _for_a_reason(request, pk, actions.publish_now, "It is public now.", now_form=PublishNowForm(request.POST))


def _for_a_reason(request, pk, action, said: str, **named):
    """Do something to an edition for a reason that is typed, and say so; `named`: the form, as the page calls it."""
    edition, (form,) = edition_or_404(request, pk), named.values()
    if not form.is_valid():
        return edition_page(request, edition, **named)
    try:
        action(edition=edition, by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return redirect("publishing:edition_detail", pk)
