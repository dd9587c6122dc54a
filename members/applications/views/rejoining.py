"""An owner whose provider is no member asks to join, on a page that says what that costs and what is still owed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from members.applications import actions
from members.applications.facts import facts_of_provider
from members.applications.forms import AnswerForm
from members.membership import status_of, with_membership
from members.status import TAKEN_IN
from people.access import Permission, check, requires
from people.models import Provider
from webforms.refusals import form_page, refusals_on, refusals_shown


@require_http_methods(["GET", "POST"])
@requires(Permission.PROVIDER_MANAGE)
def rejoin(request, pk):
    """What membership rests on and costs, and the button that asks for it; then how that stands."""
    provider = _provider(request, pk)
    if request.method == "POST":
        with refusals_shown(request):
            actions.rejoin(provider=provider, by=request.user)
            messages.success(request, "Sent.")
        return redirect("members:membership_own")
    return _page(request, provider, AnswerForm())


@require_POST
@requires(Permission.PROVIDER_MANAGE)
def rejoin_answer(request, pk):
    """Answer what was asked."""
    provider, form = _provider(request, pk), AnswerForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            actions.answer_rejoining(provider=provider, by=request.user, **form.cleaned_data)
            messages.success(request, "Your answer is with us.")
            return redirect("members:rejoin", pk)
    return _page(request, provider, form)


@require_POST
@requires(Permission.PROVIDER_MANAGE)
def rejoin_withdraw(request, pk):
    """Take that back."""
    actions.withdraw_rejoining(provider=_provider(request, pk), by=request.user)
    messages.success(request, "Taken back.")
    return redirect("members:membership_own")


def _page(request, provider: Provider, form: AnswerForm):
    check(request.user, Permission.PROVIDER_MANAGE, provider)
    application = provider.applications.filter(decided_on=None).first()
    context = {
        "provider": provider,
        "is_taken_in": status_of(provider) in TAKEN_IN,
        "application": application,
        "facts": facts_of_provider(provider),
        "asked": application.messages.all() if application else [],
        "form": form if form.errors or (application and application.asked_at) else None,
    }
    return form_page(request, "members/applications/rejoin.html", context)


def _provider(request, pk) -> Provider:
    return get_object_or_404(with_membership(Provider.objects.visible_to(request.user)), pk=pk)
