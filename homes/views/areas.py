"""A provider's areas: which there are, who manages each, and how many homes are in it."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from homes import actions
from homes.forms import AreaForm, NewAreaForm
from homes.models import Area, Home
from people.access import Permission, requires
from webforms.refusals import form_page, refusals_on


@never_cache
@require_GET
@requires(Permission.PROVIDER_MANAGE)
def area_list(request):
    held = Count("facts", filter=Q(facts__home__state=Home.State.CONFIRMED))
    areas = Area.objects.editable_by(request.user).select_related("manager", "provider").annotate(homes=held)
    return render(request, "homes/area_list.html", {"areas": areas.order_by("name", "pk")})


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.PROVIDER_MANAGE)
def area_create(request):
    form = NewAreaForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            area = actions.save_area(area=form.save(commit=False), by=request.user)
            messages.success(request, f"“{area}” is added. Choose who manages it, and put homes into it.")
            return redirect(area)
    return form_page(request, "homes/area_create.html", {"form": form})


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.PROVIDER_MANAGE)
def area_edit(request, pk):
    area = _area(request, pk)
    form = AreaForm(request.POST or None, instance=area)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.save_area(area=form.save(commit=False), by=request.user)
            messages.success(request, "Saved.")
            return redirect("homes:area_list")
    return form_page(request, "homes/area_edit.html", {"form": form, "area": _area(request, pk)})


@never_cache
@require_POST
@requires(Permission.PROVIDER_MANAGE)
def area_delete(request, pk):
    area = _area(request, pk)
    actions.delete_area(area=area, by=request.user)
    messages.success(request, f"“{area}” is deleted. Its homes stay as they are.")
    return redirect("homes:area_list")


def _area(request, pk) -> Area:
    return get_object_or_404(Area.objects.editable_by(request.user).select_related("provider"), pk=pk)
