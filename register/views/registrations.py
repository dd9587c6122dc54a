"""Registrations one by one: what every loaded list says of them."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from people.access import Permission, requires
from register import actions, timeline
from register import history_of_lists as registration_history
from register.models import RegisterEntry, Registration, WelshService
from register.visits import visits

PAGE = 50


@require_GET
@requires(Permission.REGISTER_VIEW)
def registration_list(request):
    """The newest list, to search by URN, owner or local authority."""
    words = request.GET.get("q", "").strip()
    entries = RegisterEntry.objects.visible_to(request.user).current().select_related("registration", "inspection")
    page = Paginator(entries.saying(words) if words else entries, PAGE).get_page(request.GET.get("page"))
    return render(request, "register/registration_list.html", {"page": page, "words": words})


@never_cache
@require_GET
@requires(Permission.REGISTER_VIEW, Permission.HOME_VIEW)
def registration_detail(request, pk):
    """The history of a number: for staff, and for the people of the provider whose home it is."""
    registrations = Registration.objects.visible_to(request.user).select_related("succeeds")
    registration = get_object_or_404(registrations, pk=pk)
    line = timeline.lineage(registration)
    seen = visits(line)
    context = {
        "registration": registration,
        "earlier_numbers": line[1:],
        "years": registration_history.years(line),
        "visits": seen,
        "picture": timeline.picture(seen),
        "scales": registration_history.scales_in(seen),
        "moves": registration.moves.in_use(),
        "premises": registration.premises.current(),
        "service": WelshService.objects.visible_to(request.user).filter(registration=registration).first(),
        "may_rate": actions.may_rate(registration=registration, by=request.user),
    }
    return render(request, "register/registration_detail.html", context)
