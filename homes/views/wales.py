"""Homes in Wales: their own people enter what the certificate says."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from homes import actions
from homes.forms import WelshClaimForm
from people.access import Permission, requires
from webforms.refusals import form_page, refusals_on


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_CLAIM)
def home_add_wales(request):
    """Claim a Welsh home by its number and what its certificate says."""
    form = WelshClaimForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            home = actions.claim_service(**form.cleaned_data, by=request.user)
            messages.success(request, f"{home} is waiting for us to confirm it. We do so within two working days.")
            return redirect(home)
    return form_page(request, "homes/home_add_wales.html", {"form": form})
