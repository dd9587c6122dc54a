"""Applications as staff see them: the queue, one with everything, and what is decided."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from history import history_of
from members.applications import actions
from members.applications.dues import quote
from members.applications.duplicates import Duplicate, duplicates_of, others_of
from members.applications.facts import facts_of, owed_by
from members.applications.files import file_of_application
from members.applications.homes import held_by_others
from members.applications.staff_forms import ApproveForm, AskForm, BeginForForm, RefuseForm, ReopenForm
from members.balances import unpaid
from members.leaving.actions import ending_for
from members.leaving.endings import Ending
from members.list_sheet import list_sheet
from members.models import Application, ApplicationFile, Invoice
from people.access import Permission, requires
from people.models import SecurityEvent
from people.security import record_alone
from people.templatetags.people import day
from sheets.writing import Format
from webforms import forms
from webforms.refusals import form_page, refusals_on

A_PAGE, A_YEAR = 50, timedelta(days=365)
HEADINGS = ["Organisation", "Applies as", "Sent or begun", "State"]
SHOWN = {"": "To decide", "asked": "Wait for their answer", "drafts": "Not sent yet", "decided": "Decided"}


@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def application_list(request):
    """Those to decide, the oldest first; or those that wait for an answer, are being written, or are decided."""
    page = Paginator(_shown(request), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "wanted": request.GET.get("show", ""), "states": SHOWN.items()}
    context |= {"today": timezone.localdate(), "formats": Format.choices}
    return render(request, "members/applications/list.html", context)


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def application_list_file(request):
    """The list as it is shown, as a sheet."""
    rows = ([str(each), each.applies_as, each.applied_on, each.state] for each in _shown(request))
    return list_sheet(request, "Applications", HEADINGS, rows)


def _shown(request) -> QuerySet[Application]:
    applications = Application.objects.visible_to(request.user).select_related("provider")
    return {
        "asked": applications.waiting().exclude(asked_at=None),
        "drafts": applications.drafts().order_by("applied_on", "pk"),
        "decided": applications.exclude(decided_on=None).order_by("-decided_on", "-pk"),
    }.get(request.GET.get("show", ""), applications.waiting().filter(asked_at=None))


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def application_detail(request, pk):
    """Everything about one application, and what can be done with it."""
    return _page(request, _application(request, pk))


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def application_create(request):
    """Begin an application on somebody's behalf; staff write it by its link, as the applicant would."""
    form = BeginForForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        application = actions.begin_for(by=request.user, **form.cleaned_data)
        messages.success(request, "Begun. Write what their papers say.")
        return redirect(application)
    return form_page(request, "members/applications/create.html", {"form": form})


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def application_ask(request, pk):
    """Ask for something more."""
    application, form = _application(request, pk), AskForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            actions.ask(application=application, by=request.user, **form.cleaned_data)
            messages.success(request, "Asked. It waits for their answer.")
            return redirect(application)
    return _page(request, application, ask_form=form)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def application_refuse(request, pk):
    """Refuse it, with a reason."""
    application, form = _application(request, pk), RefuseForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            actions.refuse(application=application, by=request.user, **form.cleaned_data)
            messages.success(request, "Refused. A mail tells them why.")
            return redirect(application)
    return _page(request, application, refuse_form=form)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def application_reopen(request, pk):
    """Take back that it was refused."""
    application, form = _application(request, pk), ReopenForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            actions.reopen(application=application, by=request.user, **form.cleaned_data)
            messages.success(request, "Open again. A mail tells them why.")
            return redirect(application)
    return _page(request, application, reopen_form=form)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def application_approve(request, pk):
    """Make a member of the organisation."""
    application = _application(request, pk)
    form = _approve_form(application, duplicates_of(application, request.user), request.POST)
    if form.is_valid():
        with refusals_on(form):
            admitted = actions.approve(application=application, by=request.user, **form.chosen)
            messages.success(request, _outcome(admitted))
            return redirect(admitted.provider)
    return _page(request, application, approve_form=form)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def application_link(request, pk):
    """Send the applicant the link to their application once more."""
    application = _application(request, pk)
    if application.contact_email and not application.decided_on:
        actions.send_link(application=application)
        messages.success(request, f"The link is on its way to {application.contact_email}.")
    return redirect(application)


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def application_file(request, pk):
    """A file of an application, to be saved: no browser opens it here."""
    file = get_object_or_404(ApplicationFile.objects.visible_to(request.user), pk=pk)
    record_alone(SecurityEvent.Kind.EXPORTED, user=request.user, subject=f"file {file.pk} of an application")
    return file_of_application(file)


@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def application_history(request, pk):
    """Who changed what of an application, and when."""
    application = _application(request, pk)
    return render(request, "people/history.html", {"thing": application, "entries": history_of(application)})


def _application(request, pk) -> Application:
    applications = Application.objects.visible_to(request.user).select_related("provider", "decided_by", "begun_by")
    return get_object_or_404(applications, pk=pk)


def _page(request, application: Application, **wrong):
    """The page of an application; `wrong` has the form that came back with something wrong in it."""
    is_asked = application.contact_email and not application.decided_on  # decided, it would be found as itself
    duplicates = duplicates_of(application, request.user) if is_asked else []
    owed = owed_by(each.provider.pk for each in duplicates)
    context = {
        "application": application,
        "facts": None if application.decided_on and not application.contact_email else facts_of(application),
        "held": [] if application.decided_on else held_by_others(application),
        "files": application.files.listed(),
        "asked": application.messages.select_related("user"),
        "declarations": application.declarations.select_related("version", "user"),
        "duplicates": [(each, owed[each.provider.pk]) for each in duplicates],
        "others": others_of(application, request.user) if is_asked else [],
        "ask_form": AskForm(),
        "refuse_form": RefuseForm(),
        "reopen_form": ReopenForm() if actions.can_be_reopened(application) else None,
        "ending": _ending(application),
        "sent_since": _invoices_since(request.user, application) if application.accepted else [],
        "approve_form": _approve_form(application, duplicates),
        **wrong,
        "refused": next(iter(wrong.values()), None),  # decided meanwhile, no form is left to say what is wrong
    }
    status = 422 if any(form.errors for form in wrong.values()) else 200
    return render(request, "members/applications/detail.html", context, status=status)


def _ending(application: Application) -> Ending | None:
    """Of an approval of the last year: what of the membership can be ended."""
    is_new = application.accepted and application.decided_on > timezone.localdate() - A_YEAR
    return ending_for(application.provider) if is_new else None


def _invoices_since(user, application: Application) -> list[Invoice]:
    """Of an approval: the invoices of its provider from that day on, of which something can be credited."""
    since = Invoice.objects.visible_to(user).filter(sent_on__gte=application.decided_on)
    sent = since.filter(provider=application.provider)
    return list(unpaid(sent).order_by("pk"))


def _approve_form(application: Application, duplicates: list[Duplicate], typed=None) -> ApproveForm:
    """With the price of the day that is typed, or today's."""
    try:
        starts_on = forms.DateField(required=False).clean((typed or {}).get("approve-starts_on"))
    except ValidationError:
        starts_on = None
    starts_on = starts_on or timezone.localdate()
    about = {"duplicates": duplicates, "price": quote(application, starts_on), "initial": {"starts_on": starts_on}}
    return ApproveForm(typed, application=application, **about)


def _outcome(admitted: actions.Admitted) -> str:
    held = ", ".join(f"{home.registration.number} ({home.provider})" for home in admitted.homes_waiting)
    waiting = f" Homes that another provider has, to be looked at: {held}."
    first = admitted.term.starts_on
    member = "is a member" if first <= timezone.localdate() else f"is admitted, as a member from {day(first)}"
    return f"{admitted.provider} {member}. The letter and the invitations are on their way." + (
        waiting if admitted.homes_waiting else ""
    )
