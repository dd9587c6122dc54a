"""An owner whose provider is no member asks to join, with one button on their page of membership."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from members.applications import actions
from people.access import Permission, requires
from people.models import Provider
from webforms.refusals import refusals_shown


@require_POST
@requires(Permission.PROVIDER_MANAGE)
def rejoin(request, pk):
    """Ask for membership."""
    with refusals_shown(request):
        actions.rejoin(provider=_provider(request, pk), by=request.user)
        messages.success(request, "Sent.")
    return redirect("members:membership_own")


@require_POST
@requires(Permission.PROVIDER_MANAGE)
def rejoin_withdraw(request, pk):
    """Take that back."""
    actions.withdraw_rejoining(provider=_provider(request, pk), by=request.user)
    messages.success(request, "Taken back.")
    return redirect("members:membership_own")


def _provider(request, pk) -> Provider:
    return get_object_or_404(Provider.objects.visible_to(request.user), pk=pk)
