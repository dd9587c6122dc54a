"""One change to many homes: tick them, say what changes, check, make it."""

from collections import defaultdict

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

type Left = tuple[str, str]  # the number of a home, and why it is left as it was


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def home_bulk_edit(request):
    """The homes that were ticked, or the whole list that was shown: first the form, then its plan, then the change.

    Each step names the homes that it leaves, and why.
    """
    homes, left = _chosen(request)
    if not homes:
        messages.error(request, f"Tick at least one confirmed home. {_by_reason(left)}".strip())
        return redirect("homes:home_list")
    step = next((step for step in ("apply", "check") if step in request.POST), "form")
    form = BulkForm(request.POST if step != "form" else None, user=request.user)
    plan = _plan(request, homes, form) if step != "form" else None
    if plan is not None and step == "apply":
        with refusals_on(form):
            seen = request.POST.get("seen", "")
            changed = actions.change_many(homes=homes, by=request.user, seen=seen, **_wish(form))
            same = [(change.urn, "it was so already") for change in plan if not change.after]
            messages.success(request, _outcome(changed, [*left, *same]))
            return redirect("homes:home_list")
    shown = plan and [(change, in_words(change.before, change.after)) for change in plan]
    context = {"form": form, "homes": homes, "left": _by_reason(left), "plan": shown, "seen": plan and mark(plan)}
    return form_page(request, "homes/home_bulk_edit.html", context)


def _outcome(changed: int, left: list[Left]) -> str:
    return f"Homes changed: {changed}." + (f" Left as they were: {_by_reason(left)}." if left else "")


def _by_reason(left: list[Left]) -> str:
    """Which homes are left, each reason once after those it holds for."""
    reasons = defaultdict(list)
    for number, reason in left:
        reasons[reason].append(number)
    return "; ".join(f"{', '.join(numbers)} ({reason})" for reason, numbers in reasons.items())


def _chosen(request) -> tuple[list[Home], list[Left]]:
    """The confirmed homes that the reader may edit, at most so many; and of each other one why it is left."""
    rows = rows_of(request.user)
    if "all" in request.POST:
        rows = chosen(rows, ListForm(QueryDict(request.POST.get("query", "")), rows).wanted)
    else:
        ticked = set(request.POST.getlist("homes"))
        rows = [row for row in rows if str(row.home.pk) in ticked]
    editable = Home.objects.editable_by(request.user).filter(pk__in=[row.home.pk for row in rows])
    homes = list(editable.select_related("registration", "provider").order_by("registration__number"))
    taken = {home.pk for home in homes[:MOST]}
    return homes[:MOST], [_why(row.home) for row in rows if row.home.pk not in taken]


def _why(home: Home) -> Left:
    if home.state == Home.State.CONFIRMED:
        return str(home.registration), f"only {MOST} are changed at once"
    return str(home.registration), home.get_state_display().lower()


def _plan(request, homes: list[Home], form: BulkForm):
    """What the filled-in form changes; None where something is wrong with it."""
    if form.is_valid():
        with refusals_on(form):
            return planned(homes, request.user, **_wish(form))
    return None


def _wish(form: BulkForm) -> dict:
    return {"wanted": form.wanted, "replace_needs": form.cleaned_data["needs_replace"]}
