"""Homes that providers added and staff have not confirmed yet."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from homes import actions
from homes.forms import RefuseForm
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
    home = _home(request, pk)
    with refusals_shown(request):
        actions.confirm(home=home, by=request.user)
        messages.success(request, f"{home} is confirmed for {home.provider}.")
    return redirect("homes:claim_list")


@require_POST
@requires(Permission.HOME_CONFIRM)
def claim_refuse(request, pk):
    home = _home(request, pk)
    form = _form(home, request.POST)
    if not form.is_valid():
        return _claims(request, refused=home, form=form)
    with refusals_shown(request):
        actions.refuse(home=home, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"{home} is refused; {home.provider} is told why.")
    return redirect("homes:claim_list")


def _form(home: Home, typed=None) -> RefuseForm:
    return RefuseForm(typed, auto_id=f"refuse-{home.pk}_%s")


def _claims(request, refused=None, form=None):
    """The claims; with a refusal that lacks its reason, what was typed and what is wrong."""
    claims = Home.objects.visible_to(request.user).claimed().with_register().order_by("claimed_at", "pk")
    forms = [(home, form if home == refused else _form(home)) for home in claims]
    context = {"claims": forms, "form": form}
    return form_page(request, "homes/claim_list.html", context)


def _home(request, pk) -> Home:
    return get_object_or_404(Home.objects.visible_to(request.user).with_register(), pk=pk)
