"""The pages of a purge. What is looked for travels by POST alone: no address, log or history of a browser keeps it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chaportal.purging import actions
from chaportal.purging.columns import table_label
from chaportal.purging.forms import ProposeForm, WordsForm
from chaportal.purging.result import Result
from jobs.retry import failure_of
from people.access import Permission, requires
from people.models import Purge
from webforms.refusals import form_page, refusals_shown

JOB = "sweep-purges"


@never_cache
@require_GET
@requires(Permission.PURGE)
def purge_list(request):
    """What is looked for, proposed and done: who, when, why, never the words."""
    purges = Purge.objects.visible_to(request.user).select_related("proposed_by", "confirmed_by")
    context = {
        "searches": purges.searches(),
        "proposed": purges.waiting_for(request.user),
        "own": purges.waiting().filter(proposed_by=request.user),
        "agreed": purges.agreed(),
        "done": purges.done(),
    }
    return render(request, "purging/purge_list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.PURGE)
def purge_find(request):
    """What to look for; a worker looks."""
    form = WordsForm(request.POST or None)
    if form.is_valid():
        purge = actions.search(typed=form.cleaned_data["words"], by=request.user)
        return redirect("purge_detail", purge.pk)
    return form_page(request, "purging/purge_find.html", {"form": form})


@never_cache
@require_GET
@requires(Permission.PURGE)
def purge_detail(request, pk):
    """How far a search is, what it found, what was proposed, or what is left of it."""
    return _page(request, _purge(request, pk))


@never_cache
@require_POST
@requires(Permission.PURGE)
def purge_search_again(request, pk):
    actions.search_again(purge=_purge(request, pk), by=request.user)
    return redirect("purge_detail", pk)


@never_cache
@require_POST
@requires(Permission.PURGE)
def purge_propose(request, pk):
    """Propose to take out what was found."""
    purge, form = _purge(request, pk), ProposeForm(request.POST)
    if not form.is_valid():
        return _page(request, purge, form=form, status=422)
    with refusals_shown(request):
        actions.propose(purge=purge, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "Proposed. Now a second person must look at it and confirm it.")
    return redirect("purge_detail", pk)


@never_cache
@require_POST
@requires(Permission.PURGE)
def purge_confirm(request, pk):
    """The second person's word: a worker takes everything out at once."""
    purge = _purge(request, pk)
    chosen = {"references": request.POST.getlist("files"), "seen": request.POST.get("seen", "")}
    with refusals_shown(request):
        actions.confirm(purge=purge, by=request.user, **chosen)
        messages.success(request, "Confirmed. A worker takes the words out now.")
        return redirect("purge_detail", pk)
    return _page(request, _purge(request, pk), status=409)


@never_cache
@require_POST
@requires(Permission.PURGE)
def purge_drop(request, pk):
    actions.drop(purge=_purge(request, pk), by=request.user)
    messages.success(request, "It is dropped, and its words are forgotten.")
    return redirect("purge_list")


def _purge(request, pk) -> Purge:
    purges = Purge.objects.visible_to(request.user).select_related("proposed_by", "confirmed_by")
    return get_object_or_404(purges, pk=pk)


def _page(request, purge: Purge, *, form: ProposeForm | None = None, status: int = 200):
    context = {"purge": purge, "form": form, "propose": form or ProposeForm()}
    context["failure"] = failure_of(JOB, str(purge.pk)) if purge.is_open else None
    if purge.is_open and purge.found_at and not purge.confirmed_at:
        actions.looked(purge=purge, by=request.user)
        context |= {"result": Result.of(purge), "is_second": purge.proposed_by_id not in (None, request.user.pk)}
    context["counts"] = [(table_label(table), count) for table, count in sorted(purge.places.items())]
    return render(request, "purging/purge_detail.html", context, status=status)
