from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from homes import actions, locations
from homes.figures import figures_of
from homes.forms import ClaimForm, HomeForm, RegisterFileForm, RoleHomesForm
from homes.loading import load_register
from homes.models import Home, RegisterFile
from homes.register import NotARegister
from people.access import ROLES, Permission, can, requires
from people.forms import ReasonForm
from people.history import history_of
from people.models import Role

OWN = (Permission.HOME_VIEW,)
LIMITED = [role.name for role in ROLES.values() if role.limited]
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
    managers = Role.objects.editable_by(request.user).current().filter(name__in=LIMITED).select_related("user")
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


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.PROVIDER_MANAGE)
def role_homes(request, pk):
    """Which homes a home manager may see and edit: given by an owner."""
    roles = Role.objects.editable_by(request.user).filter(name__in=LIMITED).select_related("user", "provider")
    role = get_object_or_404(roles, pk=pk)
    homes = Home.objects.own(request.user).confirmed().filter(provider=role.provider).select_related("registration")
    given = list(role.homes.values_list("home", flat=True))
    names = locations.own_names(homes, request.user)
    typed = request.POST if request.method == "POST" else None  # to tick none is an answer too
    form = RoleHomesForm(typed, initial={"homes": given}, homes=homes, names=names)
    if request.method == "POST" and form.is_valid():
        actions.give_homes(role=role, homes=list(form.cleaned_data["homes"]), by=request.user)
        messages.success(request, f"{role.user} now sees {form.cleaned_data['homes'].count()} of your homes.")
        return redirect("homes:home_list")
    return render(request, "homes/role_homes.html", {"form": form, "role": role})


@require_GET
@requires(Permission.HOME_CONFIRM)
def claim_list(request):
    """Homes that providers added and staff have not confirmed yet, the longest waiting first."""
    return _claims(request)


@require_POST
@requires(Permission.HOME_CONFIRM)
def claim_confirm(request, pk):
    home = _home(request, pk)
    try:
        actions.confirm(home=home, by=request.user)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, f"{home} is confirmed for {home.provider}.")
    return redirect("homes:claim_list")


@require_POST
@requires(Permission.HOME_CONFIRM)
def claim_refuse(request, pk):
    home = _home(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _claims(request, form=form, refused=home)
    try:
        actions.refuse(home=home, by=request.user, reason=form.cleaned_data["reason"])
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, f"{home} is refused; {home.provider} is told why.")
    return redirect("homes:claim_list")


@require_GET
@requires(Permission.REGISTER_VIEW)
def register_file_list(request):
    """The lists that were loaded, and the figures of the newest."""
    files = list(RegisterFile.objects.defer("original"))
    current = next((file for file in files if file.superseded_by_id is None), None)
    context = {"files": files, "figures": figures_of(current) if current else None}
    return render(request, "homes/register_file_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.REGISTER_LOAD)
def register_file_add(request):
    form = RegisterFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, as_at = form.cleaned_data["file"], form.cleaned_data["as_at"]
        try:
            loaded = load_register(raw=file.read(), name=file.name, by=request.user, as_at=as_at)
        except NotARegister as fault:
            form.add_error("file", str(fault))
        else:
            said = "was loaded before: nothing was changed" if loaded.repeated else "is loaded"
            messages.success(request, f"{file.name} {said}.")
            return redirect("homes:register_file_list")
    return render(request, "homes/register_file_form.html", {"form": form})


def _claims(request, form=None, refused=None):
    """The claims; with a refusal that lacks its reason, what was typed and what is wrong."""
    claims = Home.objects.visible_to(request.user).claimed().with_register().order_by("claimed_at", "pk")
    context = {"claims": claims, "form": form, "refused": refused}
    return render(request, "homes/claim_list.html", context, status=422 if form else 200)


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
