"""A provider's homes together."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from homes import actions, locations
from homes.forms import ClaimForm
from homes.models import Home
from people.access import LIMITED_ROLES, Permission, requires
from people.models import Role


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def home_list(request):
    """The homes of the reader's providers, within the limits of their role."""
    homes = Home.objects.own(request.user).with_register()
    page = Paginator(homes, 100).get_page(request.GET.get("page"))
    names = locations.own_names(page.object_list, request.user)
    rows = [(home, names.get(home.pk, "")) for home in page]
    managers = Role.objects.editable_by(request.user).current().filter(name__in=LIMITED_ROLES).select_related("user")
    context = {"page": page, "rows": rows, "managers": managers.annotate(given=Count("homes"))}
    return render(request, "homes/home_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_CLAIM)
def home_add(request):
    """Claim a home by its number on the public register."""
    form = ClaimForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            home = actions.claim(**form.cleaned_data, by=request.user)
        except ValidationError as fault:
            form.add_error("urn", fault.messages)
        else:
            messages.success(request, f"{home} is waiting for us to confirm it. We do so within two working days.")
            return redirect(home)
    return render(request, "homes/home_add.html", {"form": form})
