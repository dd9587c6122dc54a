"""Homes in Wales: their own people enter what the certificate says."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from homes import actions
from homes.forms import WelshClaimForm
from people.access import Permission, requires
from people.forms import add_errors


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_CLAIM)
def home_add_wales(request):
    """Claim a Welsh home by its number and what its certificate says."""
    form = WelshClaimForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            home = actions.claim_service(**form.cleaned_data, by=request.user)
        except ValidationError as fault:
            add_errors(form, fault)
        else:
            messages.success(request, f"{home} is waiting for us to confirm it. We do so within two working days.")
            return redirect(home)
    return render(request, "homes/home_add_wales.html", {"form": form}, status=422 if form.errors else 200)
