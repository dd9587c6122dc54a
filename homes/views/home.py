"""A provider's homes, one by one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from homes import actions, locations
from homes.forms import ClaimForm, HomeForm
from homes.models import Home
from people.access import LIMITED_ROLES, Permission, can, requires
from people.forms import ReasonForm
from people.history import history_of
from people.models import Role

OWN = (Permission.HOME_VIEW,)


SEEN_BY = (Permission.HOME_VIEW, Permission.HOME_CONFIRM)


@never_cache
@require_GET
@requires(*OWN)
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


@never_cache
@require_GET
@requires(*SEEN_BY)
def home_detail(request, pk):
    home = _home(request, pk)
    return _detail(request, home, ReasonForm())


@never_cache
@require_POST
@requires(Permission.ADDRESS_REVEAL)
def home_reveal(request, pk):
    """Show staff the private address, once, with their reason recorded."""
    home = _home(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _detail(request, home, form)
    location = locations.reveal(home=home, by=request.user, reason=form.cleaned_data["reason"])
    return _detail(request, home, ReasonForm(), revealed=location)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_EDIT)
def home_edit(request, pk):
    home = get_object_or_404(Home.objects.editable_by(request.user).with_register(), pk=pk)
    kept = locations.own_location(home=home, by=request.user)
    values = {name: getattr(kept, name) for name in ("name", "address", "postcode", "telephone")}
    form = HomeForm(request.POST or None, instance=home, kept={**values, "alias": home.alias})
    if request.method == "POST" and form.is_valid():
        actions.describe(home=home, by=request.user, alias=form.cleaned_data["alias"], location=form.location)
        messages.success(request, "Saved.")
        return redirect(home)
    return render(request, "homes/home_form.html", {"form": form, "home": home})


@never_cache
@require_GET
@requires(*SEEN_BY)
def home_history(request, pk):
    """What happened to the home; for its own people, with what happened to its address."""
    home = _home(request, pk)
    entries = history_of(home) + locations.own_history(home=home, by=request.user)
    entries.sort(key=lambda entry: entry.at, reverse=True)
    return render(request, "people/history.html", {"thing": home, "entries": entries})


def _home(request, pk) -> Home:
    return get_object_or_404(Home.objects.visible_to(request.user).with_register(), pk=pk)


def _detail(request, home: Home, reason_form, revealed=None):
    own = locations.is_own(home, request.user)
    context = {
        "home": home,
        "own": own,
        "location": locations.own_location(home=home, by=request.user) if own else revealed,
        "editable": own
        and home.state == Home.State.CONFIRMED
        and can(request.user, Permission.HOME_EDIT, home.provider),
        "may_reveal": not own and can(request.user, Permission.ADDRESS_REVEAL),
        "reason_form": reason_form,
    }
    return render(request, "homes/home_detail.html", context, status=422 if reason_form.errors else 200)
