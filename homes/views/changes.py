"""What changed on the register: all of it for staff, and what is said of our providers' homes for whom it concerns."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from homes import actions
from homes.comparison import compare, list_before
from homes.forms import ChangesForm
from homes.models import RegisterFile, RegisterProposal, Registration
from people.access import Permission, requires

PAGE = 100


@require_GET
@requires(Permission.REGISTER_VIEW)
def change_list(request):
    """What changed between two lists, the newest two unless others are chosen."""
    lists = RegisterFile.objects.as_at_lists().defer("original")
    newest = lists.first()
    start = {"after": newest, "before": newest and list_before(newest), "homes_only": True}
    form = ChangesForm(request.GET if "after" in request.GET else None, lists=lists, initial=start)
    chosen = (form.cleaned_data if form.is_valid() else {}) if form.is_bound else start
    found = []
    if chosen.get("before") and chosen.get("after"):
        found = compare(chosen["before"], chosen["after"], homes_only=chosen["homes_only"])
    kind = chosen.get("kind")
    page = Paginator([each for each in found if not kind or each.kind == kind], PAGE).get_page(request.GET.get("page"))
    numbers = Registration.objects.visible_to(request.user).in_bulk([each.registration for each in page])
    rows = [(numbers[each.registration], each) for each in page]
    context = {"form": form, "page": page, "rows": rows, "chosen": chosen}
    return render(request, "homes/change_list.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
@requires(Permission.HOME_VIEW, Permission.HOME_CONFIRM)
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


def _decide(request, pk, action, said: str):
    proposal = get_object_or_404(RegisterProposal.objects.editable_by(request.user), pk=pk)
    try:
        action(proposal=proposal, by=request.user)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, said)
    return redirect("homes:proposal_list")
