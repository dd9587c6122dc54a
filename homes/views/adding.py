"""Homes are added: by number, from likely matches on the register, or many at once."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from homes import actions
from homes.candidates import candidate
from homes.forms import AddManyForm, ClaimForm, NumberForm
from homes.matches import CAN_BE_ADDED, Outcome, likely_homes, looked_up
from people.access import Permission, providers_with, requires
from people.bodies import takes_files
from people.models import Provider
from webforms.refusals import form_page, refusals_on

WAIT = "We confirm within two working days."
UNTIL_CONFIRMED = "is waiting for us to confirm it."
UNTIL_LISTED = "waits until a list of the register prints it. We confirm it then."


@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_CLAIM)
def home_add(request):
    """Look a home up by its number on the public register, or choose from those that look like the provider's."""
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = candidate(form.cleaned_data["urn"])
        except ValidationError as fault:
            form.add_error("urn", fault.messages)
        else:
            return redirect("homes:home_claim", found.number)
    return form_page(request, "homes/home_add.html", {"form": form, "matches": _matches(request.user)})


@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_CLAIM)
def home_claim(request, number):
    """What the register prints of a number: is this yours? Only the answer adds the home."""
    try:
        found = candidate(number)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
        return redirect("homes:home_add")
    form = ClaimForm(request.POST or None, user=request.user, candidate=found)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            provider = form.cleaned_data["provider"]
            home = actions.claim(urn=number, provider=provider, by=request.user, takes_over=form.takes_over)
            messages.success(request, f"{home} {UNTIL_LISTED if found.is_newer else f'{UNTIL_CONFIRMED} {WAIT}'}")
            return redirect(home)
    return form_page(request, "homes/home_claim.html", {"form": form, "found": found})


@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_CLAIM)
@takes_files
def home_add_many(request):
    """Many numbers: first what each of them is, then all that can be added."""
    form = AddManyForm(request.POST or None, request.FILES or None, user=request.user)
    lines = None
    if request.method == "POST" and form.is_valid():
        provider = form.cleaned_data["provider"]
        lines = looked_up(form.cleaned_data["numbers"], provider)
        if "add" in request.POST:
            with refusals_on(form):
                chosen = {"urns": [line.urn for line in lines], "other_owners": "other_owners" in request.POST}
                homes = actions.claim_many(**chosen, provider=provider, by=request.user)
                messages.success(request, f"Homes that wait for us to confirm them: {len(homes)}. {WAIT}")
                return redirect("homes:home_list")
    found = [line for line in lines or [] if line.outcome in CAN_BE_ADDED]
    others = sum(line.outcome == Outcome.OTHER_OWNER for line in found)
    context = {"form": form, "lines": lines, "found": found, "others": others, "can_add": Outcome.FOUND}
    return form_page(request, "homes/home_add_many.html", context)


def _matches(user) -> list[tuple]:
    """For each provider that the user adds homes to: the entries that look like its own."""
    mine = Provider.objects.visible_to(user).filter(pk__in=providers_with(user, Permission.HOME_CLAIM))
    found = [(provider, list(likely_homes(provider))) for provider in mine]
    return [(provider, entries) for provider, entries in found if entries]
