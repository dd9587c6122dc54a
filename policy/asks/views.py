"""Where the policy desk follows what we ask for."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from people.access import Permission, requires
from policy.asks import actions
from policy.asks.forms import AskStateForm
from policy.models import Ask, PositionPaper
from policy.models.body import DESK
from webforms.refusals import form_page, refusals_on


@require_GET
@requires(*DESK)
def ask_list(request, pk):
    """What one position asks for: in which words each version does, and what became of it."""
    position = get_object_or_404(PositionPaper.objects.visible_to(request.user).with_editions(), pk=pk)
    asks = Ask.objects.visible_to(request.user).filter(position=position).with_state()
    context = {
        "position": position,
        "asks": asks.with_wordings().prefetch_related("states__by"),
        "public": set(Ask.objects.public().filter(position=position).values_list("pk", flat=True)),
    }
    return render(request, "policy/ask_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def ask_state_create(request, pk):
    """Record what became of an ask."""
    ask = get_object_or_404(Ask.objects.visible_to(request.user), pk=pk)
    form = AskStateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.record(ask=ask, by=request.user, **form.cleaned_data)
            messages.success(request, "Recorded. Readers of the paper see it.")
            return redirect("policy:ask_list", ask.position_id)
    return form_page(request, "policy/ask_state_form.html", {"form": form, "ask": ask})
