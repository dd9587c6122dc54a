from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from history import history_of
from media_releases import actions
from media_releases.forms import AcceptForm, AccreditationForm, EndForm, LiftForm, RefuseForm, SuspendForm
from media_releases.models import Accreditation
from people.access import Permission, requires
from publishing.public.page import public_page
from webforms.refusals import refusals_shown

TOO_MANY = (
    "Too many applications came from where you are, so this one is not sent yet. What you typed is below: send it "
    "again in five minutes, or ring the press office."
)
FORMS = {
    "accept_form": AcceptForm,
    "refuse_form": RefuseForm,
    "suspend_form": SuspendForm,
    "lift_form": LiftForm,
    "end_form": EndForm,
}


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def accreditation_apply(request):
    """By which criteria we accredit, and the form to apply. Known or not, everyone is answered alike."""
    form, status = AccreditationForm(request.POST or None), 200
    if request.method == "POST" and not ratelimit.consume(request, action="public_form"):
        form.add_error(None, TOO_MANY)
        status = 429
    elif request.method == "POST" and form.is_valid():
        actions.apply(**form.cleaned_data)
        return redirect("media_releases:accreditation_sent")
    elif form.errors:
        status = 422
    context = {"form": form, "criteria": Accreditation.Criterion.labels}
    return render(request, "media_releases/accreditation_apply.html", context, status=status)


@login_not_required
@require_safe
@public_page()
def accreditation_sent(request):
    return render(request, "media_releases/accreditation_sent.html")


@require_GET
@requires(Permission.PRESS_DESK)
def accreditation_list(request):
    """What waits for a decision, then everyone, by state."""
    accreditations = Accreditation.objects.visible_to(request.user)
    state = request.GET.get("state", "")
    found = accreditations.filter(state=state) if state in Accreditation.State.values else accreditations.to_decide()
    context = {
        "page": Paginator(found, 30).get_page(request.GET.get("page")),
        "state": state,
        "states": Accreditation.State.choices[1:],
    }
    return render(request, "media_releases/accreditation_list.html", context)


@require_GET
@requires(Permission.PRESS_DESK)
def accreditation_detail(request, pk):
    return _page(request, _accreditation(request, pk))


@require_POST
@requires(Permission.PRESS_DESK)
def accreditation_accept(request, pk):
    message = "Accredited for a year. A mail tells them, with an invitation if they have no account."
    return _decide(request, pk, lambda checked, **who: actions.accept(**who), message, "accept_form")


@require_POST
@requires(Permission.PRESS_DESK)
def accreditation_refuse(request, pk):
    return _decide(request, pk, actions.refuse, "Refused. A mail tells them why.", "refuse_form")


@require_POST
@requires(Permission.PRESS_DESK)
def accreditation_suspend(request, pk):
    message = "Suspended. Nothing is open to them from now on, and a mail tells them why."
    return _decide(request, pk, actions.suspend, message, "suspend_form")


@require_POST
@requires(Permission.PRESS_DESK)
def accreditation_lift(request, pk):
    return _decide(request, pk, actions.lift, "Lifted. An invitation is on its way to them.", "lift_form")


@require_POST
@requires(Permission.PRESS_DESK)
def accreditation_end(request, pk):
    return _decide(request, pk, actions.end, "Ended. Nothing is open to them from now on.", "end_form")


@require_GET
@requires(Permission.PRESS_DESK)
def accreditation_history(request, pk):
    accreditation = _accreditation(request, pk)
    return render(request, "people/history.html", {"thing": accreditation, "entries": history_of(accreditation)})


def _accreditation(request, pk) -> Accreditation:
    return get_object_or_404(Accreditation.objects.visible_to(request.user).select_related("decided_by"), pk=pk)


def _page(request, accreditation, **forms):
    context = {"accreditation": accreditation, **{name: form() for name, form in FORMS.items()}, **forms}
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "media_releases/accreditation_detail.html", context, status=status)


def _decide(request, pk, action, message: str, name: str):
    """Do what a form on the page asks, and say so; or the page again with what is wrong."""
    accreditation, form = _accreditation(request, pk), FORMS[name](request.POST)
    if not form.is_valid():
        return _page(request, accreditation, **{name: form})
    with refusals_shown(request):
        action(accreditation=accreditation, by=request.user, **form.cleaned_data)
        messages.success(request, message)
    return redirect("media_releases:accreditation_detail", pk)
