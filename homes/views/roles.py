"""Which homes a limited role was given."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from homes import actions, locations
from homes.forms import HomeGrantsForm
from homes.models import Home
from people.access import LIMITED_ROLES, Permission, requires
from people.models import Role
from webforms.refusals import form_page


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.PROVIDER_MANAGE)
def role_homes(request, pk):
    """Which homes a home manager may see and edit: given by an owner."""
    roles = Role.objects.editable_by(request.user).filter(name__in=LIMITED_ROLES).select_related("user", "provider")
    role = get_object_or_404(roles, pk=pk)
    homes = Home.objects.own(request.user).confirmed().filter(provider=role.provider).select_related("registration")
    given = list(role.homes.values_list("home", flat=True))
    names = locations.own_names(homes, request.user)
    typed = request.POST if request.method == "POST" else None  # to tick none is an answer too
    form = HomeGrantsForm(typed, initial={"homes": given}, of=[role], homes=homes, names=names)
    if request.method == "POST" and form.is_valid():
        actions.give_homes(role=role, homes=list(form.cleaned_data["homes"]), by=request.user)
        messages.success(request, f"{role.user} now sees {form.cleaned_data['homes'].count()} of your homes.")
        return redirect("homes:home_list")
    return form_page(request, "homes/role_homes.html", {"form": form, "role": role})
