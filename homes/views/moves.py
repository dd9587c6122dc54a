"""A home closes, opens again, goes to another provider, or gets another number."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from homes import actions
from homes.forms import EndForm, ReopenForm, ReregisterForm, TransferForm
from homes.models import Home
from people.access import Permission, requires
from people.models import Provider
from webforms.forms import Form
from webforms.refusals import form_page, refusals_on


@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_CONFIRM, Permission.HOME_CLAIM)
def home_end(request, pk):
    """The home closes."""
    return _change(request, pk, EndForm(request.POST or None), actions.end_home, "homes/home_end.html")


@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_CONFIRM)
def home_transfer(request, pk):
    """The home goes to another provider."""
    offered, asked = Provider.objects.visible_to(request.user).unmerged(), request.GET.get("to", "")
    form = TransferForm(request.POST or None, providers=offered, initial={"to": asked if asked.isdecimal() else None})
    return _change(request, pk, form, actions.transfer_home, "homes/home_transfer.html")


@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_CONFIRM)
def home_reregister(request, pk):
    """The home gets another number."""
    form = ReregisterForm(request.POST or None)
    return _change(request, pk, form, actions.reregister_home, "homes/home_reregister.html")


@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_CONFIRM)
def home_reopen(request, pk):
    """The home had not closed."""
    ended = Home.objects.visible_to(request.user).filter(state=Home.State.ENDED)
    form = ReopenForm(request.POST or None)
    return _change(request, pk, form, actions.reopen_home, "homes/home_reopen.html", ended)


def _change(request, pk, form: Form, action: Callable, template: str, homes=None):
    homes = Home.objects.visible_to(request.user).confirmed() if homes is None else homes
    home = get_object_or_404(homes.with_register(), pk=pk)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            changed = action(home=home, by=request.user, **form.cleaned_data)
            messages.success(request, "Kept.")
            return redirect(changed)
    return form_page(request, template, {"form": form, "home": home})
