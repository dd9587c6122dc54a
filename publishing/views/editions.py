from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from people.access import permissions_of, requires
from people.forms import ReasonForm
from publishing import actions
from publishing.checklist import checks
from publishing.forms import ApproveForm, SubmitForm, TextFilterForm
from publishing.models import Edition
from publishing.views.detail import APPROVERS, READERS, WRITERS, edition_or_404, edition_page
from webforms.refusals import refusals_on, refusals_shown

PER_PAGE = 50


@require_GET
@requires(*READERS)
def edition_list(request):
    """The versions of texts that the reader may write or approve, the latest first, by words, kind and state."""
    form = TextFilterForm(request.GET, permissions=permissions_of(request.user))
    editions = form.narrowed(Edition.objects.visible_to(request.user)).latest_first().select_related("publication")
    page = Paginator(editions, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "publishing/edition_list.html", {"page": page, "form": form})


@require_GET
@requires(*READERS)
def edition_detail(request, pk):
    """The text as it will read, where it stands, and what the reader may do with it."""
    return edition_page(request, edition_or_404(request, pk))


@require_POST
@requires(*WRITERS)
def edition_submit(request, pk):
    edition, form = edition_or_404(request, pk), SubmitForm(request.POST)
    if not form.is_valid():
        return edition_page(request, edition, submit_form=form)
    with refusals_shown(request):
        actions.submit(edition=edition, by=request.user, **form.cleaned_data)
        messages.success(request, "Sent for approval. Someone else approves it.")
    return redirect("publishing:edition_detail", pk)


@require_POST
@requires(*APPROVERS)
def edition_send_back(request, pk):
    edition, form = edition_or_404(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return edition_page(request, edition, reason_form=form)
    with refusals_shown(request):
        actions.send_back(edition=edition, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "Sent back to its author.")
    return redirect("publishing:edition_detail", pk)


@require_POST
@requires(*APPROVERS)
def edition_approve(request, pk):
    edition = edition_or_404(request, pk)
    form = ApproveForm(request.POST, checks=checks(edition))
    if form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            actions.approve(edition=edition, by=request.user, seen=data["seen"], public_from=data["public_from"])
            messages.success(request, "Approved.")
            return redirect("publishing:edition_detail", pk)
    return edition_page(request, edition, approve_form=form)
