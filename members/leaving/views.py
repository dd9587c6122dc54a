"""A provider leaves: said by one of its owners, or by staff whom somebody told."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from members.leaving import actions
from members.leaving.coming import coming_terms, to_bill
from members.leaving.forms import LeavingForm
from members.models import Leaving
from people.access import Permission, can, check, requires
from people.models import Provider
from people.templatetags.people import day
from webforms.refusals import form_page, refusals_on, refusals_shown

PAGE = "members/leaving/leave.html"


@require_http_methods(["GET", "POST"])
@requires(Permission.PROVIDER_MANAGE, Permission.MEMBERSHIP_MANAGE)
def leave(request, pk):
    """Say that a membership ends, when and why."""
    provider = get_object_or_404(Provider.objects.visible_to(request.user), pk=pk)
    is_staff = _may(request.user, provider)
    ending = actions.ending_for(provider)
    if ending is None:
        return form_page(request, PAGE, {"provider": provider, "is_staff": is_staff, "form": None})
    initial = {"last_day": ending.proposed, "told_on": timezone.localdate()}
    form = LeavingForm(request.POST or None, ending=ending, is_staff=is_staff, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            leaving = actions.end_membership(provider=provider, by=request.user, **form.cleaned_data)
            messages.success(request, f"{provider}: the last day of membership is {day(leaving.last_day)}.")
            return _back(provider, is_staff=is_staff)
    context = {"provider": provider, "form": form, "ending": ending, "is_staff": is_staff}
    return form_page(request, PAGE, context | {"coming": coming_terms(provider)})


@require_POST
@requires(Permission.PROVIDER_MANAGE, Permission.MEMBERSHIP_MANAGE)
def leaving_take_back(request, pk):
    """The membership goes on after all."""
    leaving = get_object_or_404(Leaving.objects.visible_to(request.user).select_related("provider"), pk=pk)
    is_staff = _may(request.user, leaving.provider)
    with refusals_shown(request):
        actions.take_back(leaving=leaving, by=request.user)
        messages.success(request, _goes_on(leaving, is_staff=is_staff))
    return _back(leaving.provider, is_staff=is_staff)


def _may(user, provider: Provider) -> bool:
    """Whether they act for the association. Raises PermissionDenied where they act for nobody here."""
    is_staff = can(user, Permission.MEMBERSHIP_MANAGE)
    if not is_staff:
        check(user, Permission.PROVIDER_MANAGE, provider)
    return is_staff


def _goes_on(leaving: Leaving, *, is_staff: bool) -> str:
    """That it was taken back, and what is not asked for any more."""
    what = "send a new one below" if is_staff else "we send you a new one"
    return "Taken back." + "".join(
        f" The invoice for the term from {day(term.starts_on)} was credited, so nothing is owed for it: {what}."
        for term in to_bill(leaving)
    )


def _back(provider: Provider, *, is_staff: bool):
    return redirect(provider) if is_staff else redirect("members:membership_own")
