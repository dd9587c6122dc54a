"""Actions that were raised at visits: on a home's page, and of many homes as a list."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duties import actions
from duties.forms import NewVisitActionForm, VisitActionForm
from duties.law import VISITS
from duties.models import DutyDone, VisitAction
from duties.overview import DueAction
from duties.views.home_duties import duties_page
from duties.views.narrowing import Narrowed
from duties.visits import table_of_actions
from homes import locations
from homes.models import Home
from people.access import Permission, can, requires
from people.models import SecurityEvent
from people.security import record_alone
from sheets.writing import Format, sheet_response
from webforms.refusals import form_page, refusals_on

A_PAGE = 20  # actions: on a phone, less than five screens
DONE, LIST = "done", "list"


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def raised_list(request):
    """What is to be done after visits in many homes, overdue first; or what was done of it, the newest first."""
    done = request.GET.get("show") == DONE
    still, closed, narrowed = _raised(request)
    page = Paginator(closed if done else still, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "filters": narrowed.filters, "done": done, "open": len(still), "closed": len(closed)}
    context["formats"] = Format
    shown = [(each, narrowed.rows[each.visit.home_id].home) for each in page.object_list]
    names = narrowed.names(home for _, home in shown)
    context["lines"] = [_line(request, each, home, names[home.pk]) for each, home in shown]
    return render(request, "duties/raised_list.html", context)


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def raised_file(request):
    """All of them as a sheet, those to be done first, homes by alias."""
    today = timezone.localdate()
    still, closed, narrowed = _raised(request)
    record_alone(SecurityEvent.Kind.EXPORTED, user=request.user, subject="actions raised at visits")
    found = [DueAction.of(each, narrowed.rows[each.visit.home_id].home, today) for each in [*still, *closed]]
    file_format = Format.asked_for(request.GET.get("format"))
    return sheet_response(name="actions-raised-at-visits", file_format=file_format, table=table_of_actions(found))


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def raised_add(request, pk):
    """Raise an action of one of the home's visits."""
    home = get_object_or_404(Home.objects.editable_by(request.user).select_related("registration", "provider"), pk=pk)
    visits = list(DutyDone.objects.editable_by(request.user).filter(home=home, rule__in=VISITS))
    form = NewVisitActionForm(request.POST, visits=visits, auto_id="action_%s")
    if form.is_valid():
        with refusals_on(form):
            raised = actions.save_action(action=form.save(commit=False), by=request.user)
            messages.success(request, "The action is kept.")
            return redirect(_place(raised))
    return duties_page(request, home, action_form=form)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_EDIT)
def raised_edit(request, pk):
    """Change who does what until when."""
    action = _action(request, pk)
    home = action.visit.home
    form = VisitActionForm(request.POST or None, instance=action)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.save_action(action=form.save(commit=False), by=request.user)
            messages.success(request, "Saved.")
            return redirect(_place(action))
    name = locations.own_names([home], request.user).get(home.pk, "")
    context = {"form": form, "pk": pk, "visited_on": action.visit.done_on, "home": home, "name": name}
    return form_page(request, "duties/raised_edit.html", context | {"back": _place(action)})


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def raised_tick(request, pk):
    """Done, by one tap."""
    action = _action(request, pk)
    actions.tick_action(action=action, today=timezone.localdate(), by=request.user)
    messages.success(request, "Done.")
    return _back(request, action)


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def raised_untick(request, pk):
    """Take back that it is done."""
    action = _action(request, pk)
    actions.untick_action(action=action, by=request.user)
    messages.success(request, "Taken back: it is to be done.")
    return _back(request, action)


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def raised_void(request, pk):
    """Take away what was raised by mistake."""
    action = _action(request, pk)
    actions.void_action(action=action, by=request.user)
    messages.success(request, "Taken away.")
    return redirect("duties:home_duties", action.visit.home_id)


def _raised(request) -> tuple[list[VisitAction], list[VisitAction], Narrowed]:
    """What is to be done in the homes that the address asks for, and what was done, the newest first."""
    narrowed = Narrowed.by(request, Home.objects.own(request.user).confirmed())
    visible = VisitAction.objects.visible_to(request.user)
    found = list(visible.filter(visit__home__in=narrowed.homes).select_related("visit"))
    closed = sorted((each for each in found if each.done_on), key=lambda each: each.done_on, reverse=True)
    return [each for each in found if not each.done_on], closed, narrowed


def _line(request, action: VisitAction, home: Home, name: str) -> tuple:
    due = DueAction.of(action, home, timezone.localdate())
    return due, name, can(request.user, Permission.HOME_EDIT, home.provider)


def _action(request, pk) -> VisitAction:
    homes = ("visit__home__registration", "visit__home__provider")
    return get_object_or_404(VisitAction.objects.editable_by(request.user).select_related(*homes), pk=pk)


def _place(action: VisitAction) -> str:
    return f"{reverse('duties:home_duties', args=[action.visit.home_id])}#action-{action.pk}"


def _back(request, action: VisitAction):
    return redirect("duties:raised_list" if request.POST.get("then") == LIST else _place(action))
