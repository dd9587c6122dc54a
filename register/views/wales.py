"""Welsh services: entered by hand or by sheet, since no list is published."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.access import Permission, requires
from people.bodies import takes_files
from register import actions
from register.forms import RatingsForm, WelshFileForm, WelshServiceEditForm, WelshServiceForm
from register.lists.wales import WelshRow, WelshSheet, read_services
from register.models import Registration, WelshService
from register.welsh_sheet import plan_services
from sheets import NotASheet
from sheets.shown import seal, unseal
from webforms.refusals import form_page, refusals_on, refusals_shown

PAGE = 50
PURPOSE = "register.welsh_services"


@never_cache
@require_GET
@requires(Permission.HOME_CONFIRM)
def welsh_service_list(request):
    words = request.GET.get("q", "").strip()
    services = WelshService.objects.visible_to(request.user).select_related("registration")
    page = Paginator(services.saying(words) if words else services, PAGE).get_page(request.GET.get("page"))
    return render(request, "register/welsh_service_list.html", {"page": page, "words": words})


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_CONFIRM)
def welsh_service_add(request):
    form = WelshServiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            service = actions.enter_service(**form.cleaned_data, by=request.user)
            messages.success(request, f"{service} is entered.")
            return redirect("register:registration_detail", service.registration_id)
    return _form(request, form, "Enter a Welsh service")


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_CONFIRM)
def welsh_service_edit(request, pk):
    services = WelshService.objects.editable_by(request.user).select_related("registration")
    service = get_object_or_404(services, pk=pk)
    form = WelshServiceEditForm(request.POST or None, instance=service)
    if request.method == "POST" and form.is_valid():
        actions.change_service(service=service, by=request.user, **form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect("register:registration_detail", service.registration_id)
    return _form(request, form, str(service))


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_CONFIRM)
@takes_files
def welsh_service_load(request):
    """Choose a sheet and see what it would enter. Nothing is written: the rows wait in the page itself."""
    form, sheet = WelshFileForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        try:
            sheet = read_services(form.cleaned_data["file"].read())
        except NotASheet as fault:
            form.add_error("file", str(fault))
        else:
            if not sheet.errors:
                return _checked(request, sheet)
    status = 422 if form.errors or sheet else 200
    return render(request, "register/welsh_service_load.html", {"form": form, "sheet": sheet}, status=status)


@never_cache
@require_POST
@requires(Permission.HOME_CONFIRM)
def welsh_service_enter(request):
    """Enter what was shown, all or none."""
    with refusals_shown(request):
        rows = unseal(request.POST.get("rows", ""), request.user, PURPOSE)
        made = actions.load_services(rows=map(WelshRow.from_list, rows), by=request.user)
        messages.success(request, f"{len(made.new)} entered, {len(made.changed)} changed.")
        return redirect("register:welsh_service_list")
    return redirect("register:welsh_service_load")


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_CONFIRM, Permission.HOME_EDIT)
def registration_rate(request, pk):
    """Keep the ratings of an inspection in Wales."""
    registrations = Registration.objects.visible_to(request.user).filter(regulator=Registration.Regulator.CIW)
    registration = get_object_or_404(registrations, pk=pk)
    if not actions.may_rate(registration=registration, by=request.user):
        raise PermissionDenied
    form = RatingsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.rate_service(
                registration=registration, on=form.cleaned_data["on"], ratings=form.ratings, by=request.user
            )
            messages.success(request, "The ratings are kept.")
            return redirect("register:registration_detail", registration.pk)
    context = {"form": form, "registration": registration}
    return form_page(request, "register/registration_rate.html", context)


def _checked(request, sheet: WelshSheet):
    rows = [row.as_list() for row in sheet.services]
    context = {"plan": plan_services(sheet.services), "sheet": sheet, "rows": seal(rows, request.user, PURPOSE)}
    return render(request, "register/welsh_service_check.html", context)


def _form(request, form, title: str):
    context = {"form": form, "title": title}
    return form_page(request, "register/welsh_service_form.html", context)
