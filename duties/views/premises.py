"""The premises of supported accommodation, which stand on the page of its duties."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from duties import actions
from duties.forms import DayForm, PremisesForm
from duties.models import HomePremises, PremisesAssessment
from duties.views.home_duties import duties_page
from homes.models import Home
from people.access import Permission, requires
from webforms.refusals import refusals_on

OF_A_HOME = ("home__registration", "home__provider")


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def premises_add(request, pk):
    homes = Home.objects.editable_by(request.user).select_related("registration", "provider")
    home = get_object_or_404(homes, pk=pk)
    form = PremisesForm(request.POST, auto_id="premises_%s")
    if form.is_valid():
        with refusals_on(form):
            today = timezone.localdate()
            made = actions.add_premises(home=home, today=today, by=request.user, **form.cleaned_data)
            messages.success(request, f"{made} are added. Mark when their location was assessed.")
            return redirect(_address(home.pk))
    return duties_page(request, home, premises_form=form)


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def premises_assessed(request, pk):
    """Keep the day on which the location of premises was assessed."""
    premises, form = _premises(request, pk), DayForm(request.POST)
    if form.is_valid():
        on, today = form.cleaned_data["day"], timezone.localdate()
        with refusals_on(form):
            actions.assess_premises(premises=premises, on=on, today=today, by=request.user)
            messages.success(request, f"{premises}: the day is kept.")
            return redirect(_address(premises.home_id))
    return duties_page(request, premises.home, day_form=form)


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def premises_end(request, pk):
    premises = _premises(request, pk)
    actions.end_premises(premises=premises, today=timezone.localdate(), by=request.user)
    messages.success(request, f"{premises}: not used any more. Their assessments are kept.")
    return redirect(_address(premises.home_id))


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def assessment_void(request, pk):
    rows = PremisesAssessment.objects.editable_by(request.user).select_related("premises__home")
    assessment = get_object_or_404(rows, pk=pk)
    actions.void_assessment(assessment=assessment, by=request.user)
    messages.success(request, "Taken back.")
    return redirect(_address(assessment.premises.home_id))


def _premises(request, pk) -> HomePremises:
    return get_object_or_404(HomePremises.objects.editable_by(request.user).select_related(*OF_A_HOME), pk=pk)


def _address(home_id: int) -> str:
    return f"{reverse('duties:home_duties', args=[home_id])}#supported-6"
