from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from bulletins import actions, progress
from bulletins.audience import size
from bulletins.forms import BulletinForm, SubscriberForm
from bulletins.models import Bulletin, Delivery, Subscriber
from bulletins.sending import JOB
from bulletins.workflow import BulletinState
from history import history_of
from jobs import retry
from people.access import Permission, can, requires
from people.forms import ReasonForm
from publishing.richtext.layout import laid_out
from webforms.refusals import form_page, refusals_on, refusals_shown

READERS = (Permission.BULLETIN_WRITE, Permission.BULLETIN_APPROVE)


@require_GET
@requires(*READERS)
def bulletin_list(request):
    """All bulletins, newest first."""
    bulletins = Bulletin.objects.visible_to(request.user).defer("body")
    state = request.GET.get("state", "")
    if state in BulletinState:
        bulletins = bulletins.filter(state=state)
    page = Paginator(bulletins, 50).get_page(request.GET.get("page"))
    return render(
        request, "bulletins/bulletin_list.html", {"page": page, "state": state, "states": list(BulletinState)}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.BULLETIN_WRITE)
def bulletin_create(request):
    form = BulletinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        bulletin = actions.start(by=request.user, **form.cleaned_data)
        messages.success(request, "Saved as a draft.")
        return redirect(bulletin)
    return form_page(request, "bulletins/bulletin_form.html", {"form": form})


@require_GET
@requires(*READERS)
def bulletin_detail(request, pk):
    """The bulletin as it will read, who gets it, where it stands, and what the reader may do with it."""
    bulletin = _bulletin(request, pk)
    if request.htmx and not bulletin.is_moving:
        # What the reader can do has changed too, so the polling page loads itself anew.
        return HttpResponseClientRefresh()
    if request.htmx:
        return render(request, "bulletins/bulletin_detail.html#progress", _progress(bulletin))
    return _detail(request, bulletin, ReasonForm())


@require_http_methods(["GET", "POST"])
@requires(Permission.BULLETIN_WRITE)
def bulletin_edit(request, pk):
    bulletin = _bulletin(request, pk)
    form = BulletinForm(request.POST or None, instance=bulletin)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.edit(bulletin=bulletin, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect(bulletin)
    return form_page(request, "bulletins/bulletin_form.html", {"form": form, "bulletin": bulletin})


@require_POST
@requires(Permission.BULLETIN_WRITE)
def bulletin_submit(request, pk):
    return _do(request, pk, actions.submit, "Sent for approval. Someone else approves it.")


@require_POST
@requires(Permission.BULLETIN_APPROVE)
def bulletin_send_back(request, pk):
    return _do_with_reason(request, pk, actions.send_back, "Sent back to its author.")


@require_POST
@requires(Permission.BULLETIN_APPROVE)
def bulletin_approve(request, pk):
    return _do(request, pk, actions.approve, "Approved. It goes out now.", seen=request.POST.get("seen", ""))


@require_POST
@requires(Permission.BULLETIN_APPROVE)
def bulletin_pause(request, pk):
    return _do(request, pk, actions.pause, "Paused. Nothing more goes out until you go on.")


@require_POST
@requires(Permission.BULLETIN_APPROVE)
def bulletin_resume(request, pk):
    return _do(request, pk, actions.resume, "Sending goes on.")


@require_POST
@requires(Permission.BULLETIN_APPROVE)
def bulletin_try_again(request, pk):
    return _do(request, pk, actions.try_again, "The copies that failed are tried again.")


@require_POST
@requires(Permission.BULLETIN_APPROVE)
def bulletin_cancel(request, pk):
    return _do_with_reason(request, pk, actions.cancel, "Cancelled. Nothing more goes out.")


@require_GET
@requires(*READERS)
def delivery_list(request, pk):
    """One row a person: what happened to their copy."""
    bulletin = _bulletin(request, pk)
    outcome = request.GET.get("outcome", "")
    deliveries = Delivery.objects.visible_to(request.user).filter(bulletin=bulletin)
    page = Paginator(progress.narrowed(deliveries, outcome).prefetch_related("happened"), 50)
    context = {
        "bulletin": bulletin,
        "page": page.get_page(request.GET.get("page")),
        "outcome": outcome,
        "lines": progress.lines(bulletin),
    }
    return render(request, "bulletins/delivery_list.html", context)


@require_GET
@requires(*READERS)
def bulletin_history(request, pk):
    bulletin = _bulletin(request, pk)
    return render(request, "people/history.html", {"thing": bulletin, "entries": history_of(bulletin)})


@require_http_methods(["GET", "POST"])
@requires(Permission.BULLETIN_WRITE)
def subscriber_list(request):
    """People without a login who asked for bulletins: add one, or stop writing to one."""
    form = SubscriberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            subscriber = actions.subscribe(by=request.user, **form.cleaned_data)
            messages.success(request, f"{subscriber} gets our bulletins from now on.")
            return redirect("bulletins:subscriber_list")
    page = Paginator(Subscriber.objects.visible_to(request.user), 50).get_page(request.GET.get("page"))
    return form_page(request, "bulletins/subscriber_list.html", {"form": form, "page": page})


@require_POST
@requires(Permission.BULLETIN_WRITE)
def subscriber_stop(request, pk):
    subscriber = get_object_or_404(Subscriber.objects.visible_to(request.user), pk=pk)
    actions.stop(subscriber=subscriber, by=request.user)
    messages.success(request, f"{subscriber} gets no more bulletins.")
    return redirect("bulletins:subscriber_list")


@never_cache
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
def unsubscribe(request, token):
    """The link in each mail. Mail programs open links by themselves, so only a POST stops anything.

    They also send that POST themselves, without a cookie, and follow no redirect (RFC 8058).
    """
    delivery = get_object_or_404(Delivery.objects.with_token(token))
    stopped = request.method == "POST"
    if stopped:
        actions.unsubscribe(delivery=delivery)
    return render(request, "bulletins/unsubscribe.html", {"stopped": stopped})


def _bulletin(request, pk) -> Bulletin:
    return get_object_or_404(Bulletin.objects.visible_to(request.user).select_related("approved_by"), pk=pk)


def _do(request, pk, action, done: str, **details):
    """Do one thing to a bulletin, say how it went, and show it."""
    bulletin = _bulletin(request, pk)
    with refusals_shown(request):
        action(bulletin=bulletin, by=request.user, **details)
        messages.success(request, done)
    return redirect(bulletin)


def _do_with_reason(request, pk, action, done: str):
    form = ReasonForm(request.POST)
    if form.is_valid():
        return _do(request, pk, action, done, reason=form.cleaned_data["reason"])
    return _detail(request, _bulletin(request, pk), form)


def _detail(request, bulletin, reason_form):
    user = request.user
    authors = list(bulletin.authors.all())
    context = {
        **_progress(bulletin),
        "authors": authors,
        "picks": list(bulletin.public_picks()),
        "left_out": progress.left_out(bulletin) if bulletin.approved_at else [],
        "has_lost_its_picks": bulletin.state == BulletinState.STOPPED and bulletin.has_lost_its_picks,
        "failure": retry.failure_of(JOB, bulletin) if bulletin.is_moving else None,
        "text": laid_out(bulletin.body),
        "size": None if bulletin.approved_at else size(bulletin.audience),
        "to_try_again": bulletin.deliveries.to_try_again().count() if bulletin.state == BulletinState.SENT else 0,
        "reason_form": reason_form,
        "may_write": can(user, Permission.BULLETIN_WRITE),
        "may_send": can(user, Permission.BULLETIN_APPROVE),
        "is_author": user in authors,
        "sent_back": bulletin.last_reason if bulletin.state == BulletinState.DRAFT else "",
    }
    status = 422 if reason_form.errors else 200
    return render(request, "bulletins/bulletin_detail.html", context, status=status)


def _progress(bulletin):
    lines = progress.lines(bulletin) if bulletin.approved_at else []
    return {"bulletin": bulletin, "lines": lines, "settled": progress.settled(lines)}
