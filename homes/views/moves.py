"""A home closes, goes to another provider, or gets another number."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from homes import actions
from homes.forms import EndForm, ReregisterForm, TransferForm
from homes.models import Home
from people.access import Permission, requires
from people.forms import add_errors
from people.models import Provider
from webforms.forms import Form


@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_CONFIRM, Permission.HOME_CLAIM)
def home_end(request, pk):
    """The home closes."""
    return _change(request, pk, EndForm(request.POST or None), actions.end_home, "homes/home_end.html")


@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_CONFIRM)
def home_transfer(request, pk):
    """The home goes to another provider."""
    form = TransferForm(request.POST or None, providers=Provider.objects.visible_to(request.user))
    return _change(request, pk, form, actions.transfer_home, "homes/home_transfer.html")


@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_CONFIRM)
def home_reregister(request, pk):
    """The home gets another number."""
    form = ReregisterForm(request.POST or None)
    return _change(request, pk, form, actions.reregister_home, "homes/home_reregister.html")


def _change(request, pk, form: Form, action: Callable, template: str):
    home = get_object_or_404(Home.objects.visible_to(request.user).confirmed().with_register(), pk=pk)
    if request.method == "POST" and form.is_valid():
        try:
            changed = action(home=home, by=request.user, **form.cleaned_data)
        except ValidationError as fault:
            add_errors(form, fault)
        else:
            messages.success(request, "Kept.")
            return redirect(changed)
    return render(request, template, {"form": form, "home": home}, status=422 if form.errors else 200)
