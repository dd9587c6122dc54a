"""One change to many homes: tick them, say what changes, check, make it."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from homes import actions
from homes.actions.bulk import mark, planned
from homes.forms import BulkForm, ListForm
from homes.listing.filters import chosen
from homes.listing.rows import rows_of
from homes.models import Home
from homes.sheets.fields import in_words
from people.access import Permission, requires
from webforms.refusals import form_page, refusals_on

MOST = 500  # homes at once; a sheet takes more


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def home_bulk_edit(request):
    """The homes that were ticked, or the whole list that was shown: first the form, then its plan, then the change."""
    homes = _chosen(request)
    if not homes:
        messages.error(request, "Tick at least one confirmed home.")
        return redirect("homes:home_list")
    step = next((step for step in ("apply", "check") if step in request.POST), "form")
    form = BulkForm(request.POST if step != "form" else None)
    plan = _plan(request, homes, form) if step != "form" else None
    if plan is not None and step == "apply":
        with refusals_on(form):
            changed = actions.change_many(
                homes=homes, by=request.user, seen=request.POST.get("seen", ""), **_wish(form)
            )
            messages.success(request, f"Homes changed: {changed}.")
            return redirect("homes:home_list")
    context = {"form": form, "homes": homes, "plan": plan and _shown(plan), "seen": plan and mark(plan)}
    return form_page(request, "homes/home_bulk_edit.html", context)


def _chosen(request) -> list[Home]:
    """Confirmed homes only, and only those that the reader may edit."""
    ticked = [int(pk) for pk in request.POST.getlist("homes")[:MOST] if pk.isdecimal() and len(pk) < 19]
    if "all" in request.POST:
        rows = rows_of(request.user)
        filters = ListForm(QueryDict(request.POST.get("query", "")), rows)
        ticked = [row.home.pk for row in chosen(rows, filters.wanted)][:MOST]
    return list(Home.objects.editable_by(request.user).filter(pk__in=ticked).select_related("registration"))


def _plan(request, homes: list[Home], form: BulkForm):
    """What the filled-in form changes; None where something is wrong with it."""
    if form.is_valid():
        with refusals_on(form):
            return planned(homes, request.user, **_wish(form))
    return None


def _wish(form: BulkForm) -> dict:
    return {"wanted": form.wanted, "replace_needs": form.cleaned_data["needs_replace"]}


def _shown(plan) -> list[tuple]:
    return [(change, in_words(change.before, change.after)) for change in plan]
