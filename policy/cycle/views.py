"""Where the desk says who owns a consultation, and sees how far each is."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from people.access import Permission, requires
from policy.cycle import actions
from policy.cycle.forms import CycleForm
from policy.models import Consultation
from webforms.refusals import form_page, refusals_on


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def cycle_edit(request, reference):
    """Who owns it, and by when we draft and sign off."""
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user), reference=reference)
    form = CycleForm(request.POST or None, instance=consultation)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.plan(consultation=consultation, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("policy:consultation_detail", reference)
    return form_page(request, "policy/cycle_form.html", {"form": form, "consultation": consultation})
