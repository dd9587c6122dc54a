"""Where the policy desk records that our response was sent."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from people.access import Permission, requires
from people.bodies import takes_files
from policy.dispatches import actions
from policy.dispatches.forms import DispatchForm
from policy.models import ConsultationResponse
from webforms.refusals import form_page, refusals_on


@takes_files
@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def dispatch_create(request, reference):
    """When and how it went to them, and which file it was."""
    responses = ConsultationResponse.objects.visible_to(request.user).select_related("consultation", "publication")
    response = get_object_or_404(responses, consultation__reference=reference)
    form = DispatchForm(request.POST or None, request.FILES or None, of_one=response)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.record(response=response, by=request.user, **form.cleaned_data)
            messages.success(request, "Recorded.")
            return redirect("policy:consultation_detail", reference)
    context = {"form": form, "consultation": response.consultation}
    return form_page(request, "policy/dispatch_form.html", context)
