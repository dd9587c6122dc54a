from datetime import datetime, time, timedelta
from functools import partial
from itertools import pairwise

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from history import history_of
from media_releases import actions
from media_releases.forms import OnCallForm, next_week
from media_releases.models import OnCall
from media_releases.rota import gaps
from people.access import Permission, requires
from times import LONDON
from webforms.refusals import form_page, refusals_on, refusals_shown

WEEKS = 4


@require_GET
@requires(Permission.PRESS_DESK, Permission.RELEASE_APPROVE)
def on_call_list(request):
    """Who is on call in this week and the next three, and when nobody is."""
    mondays = _mondays()
    shifts = list(OnCall.objects.visible_to(request.user).between(mondays[0], mondays[-1]))
    weeks = [
        (begins, [shift for shift in shifts if shift.starts_at < ends and shift.ends_at > begins])
        for begins, ends in pairwise(mondays)
    ]
    covered = [(shift.starts_at, shift.ends_at) for shift in shifts]
    later = OnCall.objects.visible_to(request.user).coming().filter(starts_at__gte=mondays[-1])
    context = {"weeks": weeks, "gaps": gaps(covered, timezone.now(), mondays[-1]), "later": later}
    return render(request, "media_releases/on_call_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.PRESS_DESK)
def on_call_create(request):
    form = OnCallForm(request.POST or None, initial=next_week())
    return _form_page(request, form, partial(actions.put_on_call, by=request.user))


@require_http_methods(["GET", "POST"])
@requires(Permission.PRESS_DESK)
def on_call_edit(request, pk):
    shift = get_object_or_404(OnCall.objects.editable_by(request.user).select_related("user"), pk=pk)
    form = OnCallForm(request.POST or None, instance=shift)
    return _form_page(request, form, partial(actions.change_on_call, shift=shift, by=request.user), shift=shift)


@require_POST
@requires(Permission.PRESS_DESK)
def on_call_remove(request, pk):
    shift = get_object_or_404(OnCall.objects.editable_by(request.user), pk=pk)
    with refusals_shown(request):
        actions.take_off_call(shift=shift, by=request.user)
        messages.success(request, "Taken off the rota.")
    return redirect("media_releases:on_call_list")


@require_GET
@requires(Permission.PRESS_DESK, Permission.RELEASE_APPROVE)
def on_call_history(request, pk):
    shift = get_object_or_404(OnCall.objects.visible_to(request.user).select_related("user"), pk=pk)
    return render(request, "people/history.html", {"thing": f"{shift.user} on call", "entries": history_of(shift)})


def _mondays() -> list[datetime]:
    """The midnights of London at which this week and the next begin, and the end of the last."""
    today = timezone.localdate()
    first = today - timedelta(days=today.weekday())
    return [datetime.combine(first + timedelta(weeks=week), time(), LONDON) for week in range(WEEKS + 1)]


def _form_page(request, form, deed, **context):
    """The form; when it is filled in, the deed and the rota, or the form again with what the deed refused."""
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            deed(**form.cleaned_data)
            messages.success(request, "Kept.")
            return redirect("media_releases:on_call_list")
    return form_page(request, "media_releases/on_call_form.html", {"form": form, **context})
