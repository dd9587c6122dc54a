"""Homes that providers added and staff have not confirmed yet."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from homes import actions
from homes.claims import waiting
from homes.forms import ConfirmForm, RefuseForm
from homes.models import Home
from people.access import Permission, requires
from webforms.refusals import form_page, refusals_shown


@require_GET
@requires(Permission.HOME_CONFIRM)
def claim_list(request):
    """Homes that providers added and staff have not confirmed yet, the longest waiting first."""
    return _claims(request)


@require_POST
@requires(Permission.HOME_CONFIRM)
def claim_confirm(request, pk):
    """Confirm a home; one whose printed owner is another asks twice."""
    home = _home(request, pk)
    claim = next((each for each in waiting(request.user) if each.home == home), None)
    form = _confirm_form(home, request.POST)
    if claim and claim.is_other_owner and not form.is_valid():
        return _claims(request, home, confirm=form)
    with refusals_shown(request):
        actions.confirm(home=home, by=request.user)
        messages.success(request, f"{home} is confirmed for {home.provider}.")
    return redirect("homes:claim_list")


@require_POST
@requires(Permission.HOME_CONFIRM)
def claim_refuse(request, pk):
    home = _home(request, pk)
    form = _refuse_form(home, request.POST)
    if not form.is_valid():
        return _claims(request, home, refuse=form)
    with refusals_shown(request):
        actions.refuse(home=home, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"{home} is refused; {home.provider} is told why.")
    return redirect("homes:claim_list")


@require_POST
@requires(Permission.HOME_CLAIM)
def claim_take_back(request, pk):
    """Take back what was added by mistake, while it waits."""
    home = get_object_or_404(Home.objects.own(request.user).select_related("registration", "provider"), pk=pk)
    with refusals_shown(request):
        actions.take_back(home=home, by=request.user)
        messages.success(request, f"{home} is taken back. Add it again whenever you like.")
    return redirect("homes:home_list")


def _confirm_form(home: Home, typed=None) -> ConfirmForm:
    return ConfirmForm(typed, auto_id=f"confirm-{home.pk}_%s")


def _refuse_form(home: Home, typed=None) -> RefuseForm:
    return RefuseForm(typed, auto_id=f"refuse-{home.pk}_%s")


def _claims(request, sent: Home | None = None, *, confirm=None, refuse=None):
    """The claims; with a form that lacks something, what was typed and what is wrong."""
    claims = [(claim, claim.home == sent) for claim in waiting(request.user)]
    rows = [
        (claim, (is_sent and confirm) or _confirm_form(claim.home), (is_sent and refuse) or _refuse_form(claim.home))
        for claim, is_sent in claims
    ]
    return form_page(request, "homes/claim_list.html", {"claims": rows, "form": confirm or refuse})


def _home(request, pk) -> Home:
    return get_object_or_404(Home.objects.visible_to(request.user).with_register(), pk=pk)
