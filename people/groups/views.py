"""Whether a provider's parent runs its account: said by its owners, on the page of its people."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from people.access import Permission, requires
from people.groups import actions
from people.models import Provider
from webforms.refusals import refusals_shown


@require_POST
@requires(Permission.PROVIDER_MANAGE)
def provider_run_by_parent(request, pk):
    """Let the parent's owners run the account, or no longer."""
    provider = get_object_or_404(Provider.objects.visible_to(request.user), pk=pk)
    with refusals_shown(request):
        if request.POST.get("run") == "yes":
            actions.let_parent_run(provider=provider, by=request.user)
            messages.success(request, f"The owners of {provider.parent} are owners here too, and have been written to.")
        else:
            actions.stop_parent(provider=provider, by=request.user)
            messages.success(request, "They are owners here no longer.")
    return redirect("people:provider_people", pk)
