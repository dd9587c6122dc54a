"""The steps after a duty was done: its report written and sent, or nothing to send."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from duties import actions
from duties.forms import DayForm
from duties.models import DutyDone
from duties.views.home_duties import duties_page
from people.access import Permission, requires
from webforms.refusals import refusals_on, refusals_shown

STEPS = {"written": "The day of the report is kept.", "sent": "The day on which it was sent is kept."}


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def report_step(request, pk, step):
    """Keep the day on which a report was written or sent."""
    if step not in STEPS:
        raise Http404
    done, form = _done(request, pk), DayForm(request.POST)
    if form.is_valid():
        on, today = form.cleaned_data["day"], timezone.localdate()
        with refusals_on(form):
            actions.note_report(done=done, step=step, on=on, today=today, by=request.user)
            messages.success(request, STEPS[step])
            return _back(done)
    return duties_page(request, done.home, day_form=form)


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def report_none(request, pk):
    """Say that there is nothing to send."""
    done = _done(request, pk)
    with refusals_shown(request):
        actions.need_no_report(done=done, by=request.user)
        messages.success(request, "Kept: nothing is to be sent.")
    return _back(done)


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def report_clear(request, pk):
    """Take back when a report was written and sent."""
    done = _done(request, pk)
    with refusals_shown(request):
        actions.clear_report(done=done, by=request.user)
        messages.success(request, "Taken back.")
    return _back(done)


def _done(request, pk) -> DutyDone:
    homes = ("home__registration", "home__provider")
    return get_object_or_404(DutyDone.objects.editable_by(request.user).select_related(*homes), pk=pk)


def _back(done: DutyDone):
    return redirect(f"{reverse('duties:home_duties', args=[done.home_id])}#{done.rule}")
