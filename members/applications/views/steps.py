"""An application by its link: what it still needs, a page for each step, the answers to check, what became of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from members.applications import actions
from members.applications.facts import facts_of
from members.applications.files import file_of_application
from members.applications.forms import AnswerForm, FileForm, OrganisationForm, OwnershipForm, PeopleForm, TaxForm
from members.applications.links import by_link, is_good, to_change
from members.applications.steps import EVIDENCE, STEPS, after, steps_of, undone
from members.models import Application, RulesVersion
from members.rules.forms import DeclareForm
from people.bodies import takes_files_by
from people.models import SecurityEvent
from people.security import record_alone
from webforms.refusals import form_page, refusals_on, refusals_shown

FORMS = {"organisation": OrganisationForm, "people": PeopleForm, "ownership": OwnershipForm, "tax": TaxForm}
TITLES = {step.slug: step.title for step in STEPS}
GUIDES = {
    "people": "Nobody has an account before they accept our invitation, which we send once you are a member.",
    "ownership": "Our criteria ask who owns a member, up to its last owner.",
    "tax": "Our criteria ask where those who profit from children’s homes pay their taxes.",
}


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
@by_link
def application(request, application):
    """What an application still needs; once it is sent, how it stands, and the answer to what was asked."""
    is_sent = request.method == "POST"
    form = AnswerForm(request.POST if is_sent else None) if application.asked_at or is_sent else None
    if is_sent and form.is_valid():
        with refusals_on(form):
            actions.answer(application=application, **form.cleaned_data)
            messages.success(request, "Your answer is with us.")
            return _to(request, "application")
    return form_page(request, "members/applications/application.html", _about(request, application) | {"form": form})


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
@by_link
@to_change
def application_step(request, application, step):
    """A step that is one form."""
    if step not in FORMS:
        raise Http404
    form = FORMS[step](request.POST or None, instance=application)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            saved = actions.save(application=application, **form.cleaned_data)
            return redirect(_next(request, saved, step))
    context = {
        "form": form,
        "title": TITLES[step],
        "guide": GUIDES.get(step, ""),
        "back": reverse("members:application", args=[request.application_token]),
    }
    return form_page(request, "members/applications/step.html", context)


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
@takes_files_by(is_good)
@by_link
@to_change
def application_evidence(request, application):
    """Files that show what the application says."""
    if request.method == "POST" and "remove" in request.POST:
        return _removed(request, application)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        with refusals_on(form):
            facts = {"about": sent["about"], "names_no_child": sent["names_no_child"]}
            taken_out = actions.add_file(application=application, raw=sent["file"].read(), **facts)
            messages.success(request, f"Added, without: {', '.join(taken_out)}." if taken_out else "Added.")
            return _to(request, "application_evidence")
    context = _about(request, application) | {"form": form, "next": _next(request, application, EVIDENCE.slug)}
    return form_page(request, "members/applications/evidence.html", context)


@never_cache
@login_not_required
@require_GET
@by_link
def application_own_file(request, application, pk):
    """A file of the application, for whoever has its link."""
    file = get_object_or_404(application.files, pk=pk)
    subject = f"file {file.pk} of an application, by the link in a mail"
    record_alone(SecurityEvent.Kind.EXPORTED, user=None, subject=subject)
    return file_of_application(file)


@never_cache
@login_not_required
@require_GET
@by_link
@to_change
def application_check(request, application):
    """All answers, each with the way to change it."""
    return render(request, "members/applications/check.html", _about(request, application))


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
@by_link
@to_change
def application_send(request, application):
    """The promises, and the button that sends it."""
    versions = list(RulesVersion.objects.public().in_force())
    form = DeclareForm(request.POST if request.method == "POST" else None, versions=versions)
    form.send = "Declare and send the application" if versions else "Send the application"
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.send(
                application=application, versions=versions, by=request.user if request.user.is_authenticated else None
            )
            return _to(request, "application")
    context = {"form": form, "application": application, "token": request.application_token, "versions": versions}
    return form_page(request, "members/applications/send.html", context)


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
@by_link
def application_withdraw(request, application):
    """Take the application back, once it was said what that does."""
    if request.method == "POST":
        actions.withdraw(application=application)
        messages.success(request, "You have taken your application back.")
        return redirect("members:join")
    context = {"application": application, "token": request.application_token}
    return render(request, "members/applications/withdraw.html", context)


def _removed(request, application: Application):
    """Remove a file, and show those that are left."""
    if request.POST["remove"].isdecimal():
        with refusals_shown(request):
            actions.remove_file(application=application, file=int(request.POST["remove"]))
            messages.success(request, "The file is removed.")
    return _to(request, "application_evidence")


def _about(request, application: Application) -> dict:
    """What the pages of an application show of it."""
    missing, token = undone(application), request.application_token
    addresses = {step.slug: address_of(token, step.slug) for step in steps_of(application)}
    return {
        "application": application,
        "token": token,
        "steps": [(step, step not in missing, addresses[step.slug]) for step in steps_of(application)],
        "addresses": addresses,
        "missing": missing,
        "missing_address": addresses[missing[0].slug] if missing else "",
        "facts": facts_of(application),
        "files": application.files.listed(),
        "asked": application.messages.all(),
    }


def _to(request, name: str):
    return redirect(f"members:{name}", request.application_token)


def _next(request, application: Application, slug: str) -> str:
    following = after(application, slug)
    if following is None:
        return reverse("members:application_check", args=[request.application_token])
    return address_of(request.application_token, following.slug)


def address_of(token: str, slug: str) -> str:
    """Where a step of an application is."""
    if slug in FORMS:
        return reverse("members:application_step", args=[token, slug])
    return reverse(f"members:application_{slug}", args=[token])
