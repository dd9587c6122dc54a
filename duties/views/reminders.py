"""What falls due, outside the portal: a calendar to subscribe to, and mails."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from duties import actions
from duties.actions.reminders import MAY_SUBSCRIBE
from duties.calendar_file import calendar_of, entries_of
from duties.forms import ReminderForm
from duties.models import DutyCalendar, DutyReminder
from people.access import Permission, requires
from people.links import link_to
from webforms.refusals import form_page


@never_cache
@require_GET
@requires(*MAY_SUBSCRIBE)
def duty_subscription(request):
    """A person's own calendar and mails."""
    return _page(request)


@never_cache
@require_POST
@requires(*MAY_SUBSCRIBE)
def duty_calendar_make(request):
    """Make or renew the address of the calendar; it is shown on this answer alone."""
    token = actions.make_calendar(by=request.user)
    return _page(request, address=link_to("duties:duty_feed", token))


@never_cache
@require_POST
@requires(*MAY_SUBSCRIBE)
def duty_calendar_revoke(request):
    actions.revoke_calendar(by=request.user)
    messages.success(request, "The calendar is closed. Its address opens nothing any more.")
    return redirect("duties:duty_subscription")


@never_cache
@require_POST
@requires(Permission.HOME_VIEW)
def duty_reminder(request):
    """Choose when to be reminded by mail, or not at all."""
    form = _reminder_form(request)
    if not form.is_valid():
        return _page(request, form=form)
    actions.choose_reminder(today=timezone.localdate(), by=request.user, **form.cleaned_data)
    messages.success(request, "Kept.")
    return redirect("duties:duty_subscription")


@never_cache
@login_not_required
@require_safe
def duty_feed(request, token):
    """The calendar file, for whoever has its secret address: what that person may see now, which may be nothing."""
    today = timezone.localdate()
    calendar = actions.calendar_at(token=token, today=today)
    if calendar is None:
        raise Http404
    file = calendar_of(calendar, entries_of(calendar.user, today), today)
    answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _reminder_form(request) -> ReminderForm:
    chosen = DutyReminder.objects.own(request.user).first() or DutyReminder()
    return ReminderForm(request.POST or None, initial={"frequency": chosen.frequency}, of=[chosen])


def _page(request, *, address: str = "", form: ReminderForm | None = None):
    context = {
        "address": address,
        "webcal": f"webcal:{address.partition(':')[2]}",
        "calendar": DutyCalendar.objects.own(request.user).first(),
        "reminder_form": form or _reminder_form(request),
        "form": form,
    }
    return form_page(request, "duties/duty_subscription.html", context)
