"""Where the desk says who owns a consultation, and sees how far each is."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from people.access import Permission, requires
from policy.cycle import actions
from policy.cycle.by_stage import by_stage
from policy.cycle.forms import CycleForm, OwnerFilterForm
from policy.cycle.milestones import milestones
from policy.models import Consultation
from policy.models.body import DESK
from webforms.refusals import form_page, refusals_on

A_PAGE = 100


@require_GET
@requires(*DESK)
def consultation_stages(request):
    """What the desk works on, by stage."""
    form = OwnerFilterForm(request.GET)
    consultations = _of_owner(request, form).followed().with_work()
    return render(request, "policy/consultation_stages.html", {"form": form, "stages": by_stage(consultations)})


@require_GET
@requires(*DESK)
def consultation_calendar(request):
    """What falls on which day, the late first: all that is not done."""
    form = OwnerFilterForm(request.GET)
    page = Paginator(milestones(_of_owner(request, form).in_work().with_work()), A_PAGE)
    page = page.get_page(request.GET.get("page"))
    return render(request, "policy/consultation_calendar.html", {"form": form, "page": page})


def _of_owner(request, form: OwnerFilterForm):
    return Consultation.objects.visible_to(request.user).with_owner().with_phase().of_owner(form.chosen)


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
