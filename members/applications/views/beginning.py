"""The public way in: what joining means, and where the link of an application goes."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.applications import actions
from members.applications.dues import prices_today
from members.applications.forms import AgainForm, BeginForm
from members.models import Application, RulesVersion
from people.posting.strangers import TOO_MANY, held_up
from webforms import forms

SENT_TOO_MANY = (
    "Too many were sent from where you are, so this one is not sent yet. What you typed is below: send it again in "
    "five minutes."
)


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def join(request):
    """What membership asks and costs, and the form to begin. Known or not, everyone is answered alike."""
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and not held_up(request, form, too_many=SENT_TOO_MANY):
        if form.person:
            actions.begin(**form.person)
        return redirect("members:join_sent")
    context = {"form": form, "in_force": RulesVersion.objects.public().in_force(), "dues": prices_today()}
    return render(request, "members/applications/join.html", context, status=_status(form))


@login_not_required
@require_safe
def join_sent(request):
    """Look into your mailbox."""
    return render(request, "members/applications/sent_link.html")


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def join_again(request):
    """Send the link again, to the address that it went to. Known or not, everyone is answered alike."""
    form = AgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and not held_up(request, form, too_many=SENT_TOO_MANY):
        actions.send_links_again(**form.cleaned_data)
        return redirect("members:join_sent")
    return render(request, "members/applications/again.html", {"form": form}, status=_status(form))


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def application_renew(request, token):
    """A link that is too old has a new one sent, to the address of its application, unless that is decided."""
    application = Application.objects.with_token(token).first()
    if application is None:
        return render(request, "members/applications/gone.html", status=410)
    is_asked = request.method == "POST" and not application.decided_on
    if is_asked and ratelimit.consume(request, action="public_form"):
        actions.send_link(application=application)
        return redirect("members:join_sent")
    context = {"token": token, "application": application, "too_many": is_asked}
    return render(request, "members/applications/expired.html", context, status=429 if is_asked else 200)


def _status(form: forms.Form) -> int:
    if form.has_error("__all__", TOO_MANY):
        return 429
    return 422 if form.errors else 200
