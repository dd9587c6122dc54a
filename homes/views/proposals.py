"""What lists say of our providers' homes, for whom it concerns."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from homes import actions
from homes.models import RegisterProposal
from people.access import Permission, requires
from webforms.refusals import refusals_shown

PAGE = 100


@never_cache
@require_GET
@requires(Permission.HOME_EDIT, Permission.HOME_CONFIRM)
def proposal_list(request):
    """What lists say of homes and somebody must look at: staff theirs, a provider's people theirs."""
    proposals = RegisterProposal.objects.visible_to(request.user).open().with_home()
    page = Paginator(proposals, PAGE).get_page(request.GET.get("page"))
    may_decide = set(RegisterProposal.objects.editable_by(request.user).values_list("pk", flat=True))
    return render(request, "homes/proposal_list.html", {"page": page, "may_decide": may_decide})


@require_POST
@requires(Permission.HOME_EDIT, Permission.HOME_CONFIRM)
def proposal_accept(request, pk):
    return _decide(request, pk, actions.accept_proposal, "Accepted.")


@require_POST
@requires(Permission.HOME_EDIT, Permission.HOME_CONFIRM)
def proposal_dismiss(request, pk):
    return _decide(request, pk, actions.dismiss_proposal, "Dismissed.")


def _decide(request, pk, action, message: str):
    proposal = get_object_or_404(RegisterProposal.objects.editable_by(request.user), pk=pk)
    with refusals_shown(request):
        action(proposal=proposal, by=request.user)
        messages.success(request, message)
    return redirect("homes:proposal_list")
