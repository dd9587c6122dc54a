"""Notices of one home to its regulator: the manager's absences, changes, and the days of other notifications."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from duties import actions
from duties.forms import AbsenceForm, ChangeForm, DayForm
from duties.law import NotifiableEvent, months_after
from duties.models import ChangeToNotify, EventNotified, ManagerAbsence
from duties.overview import notice_law, with_kind
from homes import locations
from homes.models import Home
from people.access import Permission, can, requires
from webforms.refusals import form_page, refusals_on


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def home_notices(request, pk):
    """Absences of the person in charge with their notices, and changes to be notified."""
    homes = with_kind(Home.objects.own(request.user).confirmed()).select_related("provider")
    return _page(request, get_object_or_404(homes, pk=pk))


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def absence_begin(request, pk):
    home = _editable(request, pk)
    form = AbsenceForm(request.POST, auto_id="absence_%s")
    if form.is_valid():
        with refusals_on(form):
            actions.begin_absence(home=home, by=request.user, **form.values)
            messages.success(request, "Kept. Below is what must be told, and by when.")
            return redirect("duties:home_notices", pk)
    return _page(request, home, absence_form=form)


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def absence_end(request, pk):
    """Keep the day of the return."""
    away = _absence(request, pk)
    form = DayForm(request.POST)
    if form.is_valid():
        came_back, today = form.cleaned_data["day"], timezone.localdate()
        with refusals_on(form):
            actions.end_absence(absence=away, came_back=came_back, today=today, by=request.user)
    return _back(request, away.home_id, form, "The day of the return is kept.")


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def absence_notified(request, pk, of):
    """Keep the day on which Ofsted was told of an absence or a return."""
    away = _absence(request, pk)
    if of not in ("absence", "return"):
        raise Http404
    form = DayForm(request.POST)
    if form.is_valid():
        on, today = form.cleaned_data["day"], timezone.localdate()
        with refusals_on(form):
            actions.give_notice(absence=away, of=of, on=on, today=today, by=request.user)
    return _back(request, away.home_id, form, "The day of the notice is kept.")


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def absence_void(request, pk):
    away = _absence(request, pk)
    actions.void_absence(absence=away, by=request.user)
    messages.success(request, "Taken out.")
    return redirect("duties:home_notices", away.home_id)


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def change_add(request, pk):
    home = _editable(request, pk)
    form = ChangeForm(request.POST, auto_id="change_%s", changes=notice_law(home).changes)
    if form.is_valid():
        with refusals_on(form):
            actions.add_change(home=home, by=request.user, **form.cleaned_data)
            messages.success(request, "Kept. Mark it here once it has been told.")
            return redirect("duties:home_notices", pk)
    return _page(request, home, change_form=form)


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def change_notified(request, pk):
    """Keep the day on which Ofsted was told of a change."""
    change = _change(request, pk)
    form = DayForm(request.POST)
    if form.is_valid():
        on, today = form.cleaned_data["day"], timezone.localdate()
        with refusals_on(form):
            actions.notify_change(change=change, on=on, today=today, by=request.user)
    return _back(request, change.home_id, form, "The day of the notice is kept.")


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def change_void(request, pk):
    change = _change(request, pk)
    actions.void_change(change=change, by=request.user)
    messages.success(request, "Taken out.")
    return redirect("duties:home_notices", change.home_id)


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def event_note(request, pk, kind):
    """Keep the day on which others were told of an event."""
    home = _editable(request, pk)
    form = DayForm(request.POST)
    if form.is_valid():
        on, today = form.cleaned_data["day"], timezone.localdate()
        with refusals_on(form):
            actions.note_event(home=home, kind=kind, on=on, today=today, by=request.user)
    return _back(request, pk, form, "The day of the notification is kept.")


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def event_void(request, pk):
    event = get_object_or_404(EventNotified.objects.editable_by(request.user).select_related("home"), pk=pk)
    actions.void_event(event=event, by=request.user)
    messages.success(request, "Taken out.")
    return redirect("duties:home_notices", event.home_id)


def _editable(request, pk) -> Home:
    return get_object_or_404(with_kind(Home.objects.editable_by(request.user)).select_related("provider"), pk=pk)


def _absence(request, pk) -> ManagerAbsence:
    return get_object_or_404(ManagerAbsence.objects.editable_by(request.user).select_related("home"), pk=pk)


def _change(request, pk) -> ChangeToNotify:
    return get_object_or_404(ChangeToNotify.objects.editable_by(request.user).select_related("home"), pk=pk)


def _back(request, home_id: int, form: DayForm, message: str):
    """To the notices; with what is wrong with a single day, which was prefilled and is quickly written again."""
    if form.errors:
        return _page(request, _editable(request, home_id), day_form=form)
    messages.success(request, message)
    return redirect("duties:home_notices", home_id)


def _page(request, home: Home, absence_form=None, change_form=None, day_form=None):
    law, today = notice_law(home), timezone.localdate()
    absences = ManagerAbsence.objects.visible_to(request.user).filter(home=home)
    context = {
        "home": home,
        "name": locations.own_names([home], request.user).get(home.pk, ""),
        "today": today,
        "absences": [(away, away.notices(today)) for away in absences],
        "changes": ChangeToNotify.objects.visible_to(request.user).filter(home=home),
        "law": law,
        "events": _events(request, home, law.events, today),
        "editable": can(request.user, Permission.HOME_EDIT, home.provider),
        "absence_form": absence_form or AbsenceForm(auto_id="absence_%s"),
        "change_form": change_form or ChangeForm(auto_id="change_%s", changes=law.changes),
        "form": absence_form or change_form or day_form,
        "day_form": day_form,
    }
    return form_page(request, "duties/home_notices.html", context)


def _events(request, home: Home, events: list[NotifiableEvent], today: date) -> list[tuple]:
    """Each kind of event with the days of the last year on which it was told."""
    since = months_after(today, -12)
    rows = list(EventNotified.objects.visible_to(request.user).filter(home=home, notified_on__gte=since))
    return [(event, [row for row in rows if row.kind == event.key]) for event in events]
