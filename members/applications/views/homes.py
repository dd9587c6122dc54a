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
from members.applications.forms import HomesForm, OwnerNameForm, WelshHomesForm
from members.applications.homes import homes_of_owner, not_listed
from members.applications.links import by_link, to_change
from members.applications.steps import HOMES, after
from members.applications.views.steps import address_of
from members.models import Application
from people.models import Provider
from webforms import forms
from webforms.refusals import form_page, refusals_on


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
@by_link
@to_change
def application_homes(request, application):
    """The homes that are chosen, with what the register prints of them, what looks like more, and what they cost."""
    form = None
    if request.method == "POST":
        form = _welsh_form(application, request.POST) if "welsh_homes" in request.POST else HomesForm(request.POST)
        if "remove" in request.POST:
            _remove(request, application)
            return redirect("members:application_homes", request.application_token)
        if form.is_valid():
            with refusals_on(form):
                _keep(request, application, form)
                return redirect("members:application_homes", request.application_token)
    return form_page(request, "members/applications/homes.html", _context(request, application, form))


def _remove(request: HttpRequest, application: Application) -> None:
    if request.POST["remove"].isdecimal():
        actions.remove_home(application=application, home=int(request.POST["remove"]))


def _keep(request: HttpRequest, application: Application, form: forms.BaseForm) -> None:
    if isinstance(form, WelshHomesForm):
        actions.save(application=application, **form.cleaned_data)
    else:
        new = actions.add_homes(application=application, **form.cleaned_data)
        messages.success(request, f"Homes added: {new}.")


def _welsh_form(application: Application, typed=None) -> WelshHomesForm:
    return WelshHomesForm(typed, instance=application, auto_id="wales_%s")


def _context(request: HttpRequest, application: Application, form: forms.BaseForm | None) -> dict:
    """What the page shows; `form` is the one that came back with something wrong in it."""
    token, price = request.application_token, quote(application)
    asked = request.GET if "owner" in request.GET else None
    look = OwnerNameForm(asked, auto_id="look_%s", initial={"owner": application.legal_name})
    name = look.cleaned_data["owner"] if look.is_valid() else application.legal_name
    rows = dict(application.homes.values_list("registration", "pk"))
    following = after(application, HOMES.slug)
    of_wales = application.nation in {Provider.Nation.WALES, Provider.Nation.BOTH}
    welsh = form if isinstance(form, WelshHomesForm) else _welsh_form(application)
    return {
        "application": application,
        "token": token,
        "form": form,
        "urns_form": form if isinstance(form, HomesForm) else HomesForm(),
        "look_form": look,
        "looked_for": name,
        "likely": [entry for entry in homes_of_owner(name) if entry.registration_id not in rows],
        "chosen": [(*each, rows[each[0].registration_id]) for each in homes_with_reasons(application, price)],
        "not_listed": not_listed(application),
        "quote": price,
        "welsh_form": welsh if of_wales else None,
        "next": address_of(token, following.slug) if following else reverse("members:application_check", args=[token]),
    }
