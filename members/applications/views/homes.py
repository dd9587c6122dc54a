"""The homes that an application names: chosen from the public register, never typed in full."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.applications import actions
from members.applications.dues import homes_with_reasons, quote
from members.applications.forms import HomesForm
from members.applications.homes import not_listed, shown_to_tick
from members.applications.links import by_link, to_change
from members.applications.steps import HOMES, after
from members.applications.views.steps import address_of
from members.models import Application
from webforms.refusals import form_page, refusals_on


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
@by_link
@to_change
def application_homes(request, application):
    """The homes that are chosen, with what the register prints of them, what looks like more, and what they cost.

    Its buttons are those of one form: each keeps what is typed, too. What is not taken stays typed, and ticked.
    """
    form = HomesForm(request.POST if request.method == "POST" else None, instance=application)
    if form.is_valid():
        with refusals_on(form):
            _keep(request, application, form)
            if "continue" in request.POST:
                return redirect(_next(request, application))
            if form.looked_for == application.legal_name and not form.unticked:
                return redirect("members:application_homes", request.application_token)
    return form_page(request, "members/applications/homes.html", _context(request, application, form))


def _keep(request: HttpRequest, application: Application, form: HomesForm) -> None:
    """What was typed, what was ticked if that was the button, and that a home goes, if it was that."""
    if "welsh_homes" in form.changed_data:
        actions.save(application=application, welsh_homes=form.cleaned_data["welsh_homes"])
    if request.POST.get("remove", "").isdecimal():
        actions.remove_home(application=application, home=int(request.POST["remove"]))
    urns = form.cleaned_data["urns"] + (form.ticked if "tick" in request.POST else [])
    if urns:
        messages.success(request, f"Homes added: {actions.add_homes(application=application, urns=urns)}.")
        form.take_urns()
    elif "add" in request.POST:
        form.add_error("urns", "Write the number of a home, or several, one on each line.")


def _next(request: HttpRequest, application: Application) -> str:
    following, token = after(application, HOMES.slug), request.application_token
    return address_of(token, following.slug) if following else reverse("members:application_check", args=[token])


def _context(request: HttpRequest, application: Application, form: HomesForm) -> dict:
    rows, price = dict(application.homes.values_list("registration", "pk")), quote(application)
    return {
        "application": application,
        "token": request.application_token,
        "form": form,
        "likely": shown_to_tick(form, rows),
        "chosen": [(*each, rows[each[0].registration_id]) for each in homes_with_reasons(application, price)],
        "not_listed": not_listed(application),
        "quote": price,
    }
