"""Renewal runs: seen as a whole before anything is sent, and followed while they send."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.balances import arrears_of
from members.models import Renewal, RenewalRun
from members.renewals import actions
from members.renewals.forms import RunForm
from members.renewals.progress import KINDS, draft_ahead, progress_of
from people.access import Permission, requires
from webforms.refusals import form_page, refusals_on, refusals_shown

A_PAGE = 50


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def renewal_run_list(request):
    """The runs so far, and the day for a new one."""
    form = RunForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            run = actions.plan_run(by=request.user, **form.cleaned_data)
            return redirect("members:renewal_run_detail", run.pk)
    runs = RenewalRun.objects.visible_to(request.user).select_related("made_by")
    page = Paginator(runs, A_PAGE).get_page(request.GET.get("page"))
    return form_page(request, "members/renewal_run_list.html", {"form": form, "page": page})


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def renewal_run_detail(request, pk):
    """Everyone in a run, or of a kind (`show`): what is sent, what waits, what failed, who gets nothing and why."""
    run, show = _run(request, pk), request.GET.get("show", "")
    rows = Renewal.objects.visible_to(request.user).filter(run=run).select_related("run", "provider", "follows", "term")
    rows = rows.filter(KINDS.get(show, Q())).prefetch_related("term__invoices")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    arrears = arrears_of(row.provider for row in page)
    for row in page:
        row.arrears = arrears.get(row.provider_id)
    context = {"run": run, "page": page, "progress": progress_of(run), "form": None, "show": show in KINDS and show}
    context["draft"] = None if run.state == RenewalRun.State.DONE else draft_ahead(run)
    return form_page(request, "members/renewal_run_detail.html", context)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def renewal_choose(request, pk):
    """Leave a member out of a run, or take it in again (`chosen=yes`)."""
    renewal = get_object_or_404(Renewal.objects.visible_to(request.user).select_related("run", "provider"), pk=pk)
    chosen = request.POST.get("chosen") == "yes"
    with refusals_shown(request):
        actions.choose(renewal=renewal, is_chosen=chosen, by=request.user)
        messages.success(request, f"{renewal.provider} is {'in the run again' if chosen else 'left out'}.")
    return redirect(_where(request, renewal.run_id))


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def renewal_run_look_again(request, pk):
    return _done(request, pk, actions.look_again, "The run is planned anew, by what is so now.")


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def renewal_run_start(request, pk):
    return _done(request, pk, actions.start, "The invoices are on their way, one after the other.")


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def renewal_run_pause(request, pk):
    return _done(request, pk, actions.pause, "Nothing more is sent until you resume it.")


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def renewal_run_resume(request, pk):
    return _done(request, pk, actions.resume, "It goes on. What had failed is tried again.")


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def renewal_run_try_again(request, pk):
    return _done(request, pk, actions.try_again, "What failed is tried again.")


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def renewal_run_end(request, pk):
    return _done(request, pk, actions.end, "The run is done. Whoever got no invoice is in the next one.")


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def renewal_run_delete(request, pk):
    """Throw a planned run away."""
    with refusals_shown(request):
        actions.delete(run=_run(request, pk), by=request.user)
        messages.success(request, "The run is thrown away. Nothing was sent.")
        return redirect("members:renewal_run_list")
    return redirect("members:renewal_run_detail", pk)


def _done(request: HttpRequest, pk: int, action: Callable, sentence: str):
    """Do something to a run, and show it again with what came of it."""
    with refusals_shown(request):
        action(run=_run(request, pk), by=request.user)
        messages.success(request, sentence)
    return redirect("members:renewal_run_detail", pk)


def _where(request: HttpRequest, pk: int) -> str:
    """The page of a run on which somebody is, with the kind of members that is shown."""
    at = {name: request.POST[name] for name in ("show", "page") if request.POST.get(name)}
    return f"{reverse('members:renewal_run_detail', args=[pk])}{'?' if at else ''}{urlencode(at)}"


def _run(request: HttpRequest, pk: int) -> RenewalRun:
    return get_object_or_404(RenewalRun.objects.visible_to(request.user).select_related("started_by"), pk=pk)
