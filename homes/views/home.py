"""One home: its page, and what its provider keeps of it."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from history import history_of
from homes import actions, locations
from homes.claims import transfers_asked
from homes.forms import FactsForm, HomeForm
from homes.models import Home, HomeFacts, HomePost
from homes.models.home_facts import FACTS
from homes.posts import posts_of
from people.access import Permission, can, requires
from people.forms import ReasonForm
from people.sections import sections
from register import timeline
from register.models import Registration, WelshService
from register.visits import visits
from webforms.refusals import form_page, refusals_on

SEEN_BY = (Permission.HOME_VIEW, Permission.HOME_CONFIRM)


@never_cache
@require_GET
@requires(*SEEN_BY)
def home_detail(request, pk):
    return _detail(request, _home(request, pk), ReasonForm())


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
    home = _editable(request, pk)
    location = locations.own_location(home=home, by=request.user)
    values = {name: getattr(location, name) for name in ("name", "address", "postcode", "telephone")}
    form = HomeForm(request.POST or None, initial={**values, "alias": home.alias}, of=[home, location])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.describe(home=home, by=request.user, alias=form.cleaned_data["alias"], location=form.location)
            messages.success(request, "Saved.")
            return redirect(home)
    context = {"form": form, "home": home}
    return form_page(request, "homes/home_form.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_EDIT)
def home_facts(request, pk):
    """Vacancies, age range and needs."""
    home = _editable(request, pk)
    facts = HomeFacts.objects.own(request.user).filter(home=home).first() or HomeFacts(home=home)
    initial = {name: getattr(facts, name) for name in FACTS}
    form = FactsForm(request.POST or None, initial=initial, of=[facts])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.update_facts(home=home, by=request.user, **form.facts)
            messages.success(request, "Saved.")
            return redirect(home)
    context = {"form": form, "home": home, "facts": facts}
    return form_page(request, "homes/home_facts.html", context)


@never_cache
@require_GET
@requires(*SEEN_BY)
def home_history(request, pk):
    """What happened to the home; for its own people, with what happened to what is private of it."""
    home = _home(request, pk)
    own = [
        *HomeFacts.objects.own(request.user).filter(home=home),
        *HomePost.objects.own(request.user).filter(home=home),
    ]
    entries = history_of(home, *own) + locations.own_history(home=home, by=request.user)
    entries.sort(key=lambda entry: entry.at, reverse=True)
    return render(request, "people/history.html", {"thing": home, "entries": entries})


def _home(request, pk) -> Home:
    return get_object_or_404(Home.objects.visible_to(request.user).with_register(), pk=pk)


def _editable(request, pk) -> Home:
    return get_object_or_404(Home.objects.editable_by(request.user).with_register(), pk=pk)


def _detail(request, home: Home, reason_form, revealed=None):
    own, had = locations.is_own(home, request.user), Home.objects.own(request.user).had().filter(pk=home.pk).exists()
    registrations = timeline.lineage(home.registration)
    # Of a service in Wales nothing is public: who only asks for it learns nothing of it.
    may_know = Registration.objects.visible_to(request.user).filter(pk=home.registration_id).exists()
    is_public = home.registration.regulator == Registration.Regulator.OFSTED
    seen = visits(registrations) if may_know or is_public else []
    context = {
        "home": home,
        "own": own,
        "had": had,
        "asked_for": transfers_asked(home, request.user),
        "sections": sections(settings.OWN_HOME_SECTIONS, request, home) if had else [],
        "may_know": may_know,
        "location": locations.own_location(home=home, by=request.user) if own else revealed,
        "editable": own and can(request.user, Permission.HOME_EDIT, home.provider),
        "readings": locations.readings(home=home, by=request.user),
        "may_reveal": not own and can(request.user, Permission.ADDRESS_REVEAL),
        "reason_form": reason_form,
        "facts": HomeFacts.objects.own(request.user).filter(home=home).select_related("area__manager").first(),
        "posts": posts_of(HomePost.objects.own(request.user).filter(home=home), home.last_day) if had else None,
        "earlier_numbers": registrations[1:],
        "visits": seen,
        "picture": timeline.picture(seen),
        "service": WelshService.objects.visible_to(request.user).filter(registration=home.registration).first(),
    }
    return render(request, "homes/home_detail.html", context, status=422 if reason_form.errors else 200)
