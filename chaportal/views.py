"""The home page, the dashboard, the System page and the health checks."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chaportal.dashboards import sections_for
from chaportal.health import failures, queues
from chaportal.postgresql import limits
from jobs.models import FailedItem, JobRun
from jobs.runs import jobs
from people import failed_items
from people.access import Permission, requires
from publishing.public.page import public_page

MOST_SHOWN = 200


@login_not_required
@require_safe
@public_page()
def home(request):
    """Public: what the association is, and the two ways in."""
    return render(request, "home.html")


@never_cache
@require_safe
def dashboard(request):
    """Everyone's first screen after signing in: the sections of their roles, in order."""
    return render(request, "dashboard/dashboard.html", {"sections": sections_for(request.user)})


@require_safe
@requires(Permission.ROLE_MANAGE)
def system(request):
    """What failed and needs a person, which jobs are late, and what waits for how long."""
    context = {
        "failed": failures()[:MOST_SHOWN],
        "jobs": jobs(),
        "queues": queues(),
        "runs": JobRun.objects.all()[:50],
        "now": timezone.now(),
    }
    return render(request, "system.html", context)


@require_POST
@requires(Permission.ROLE_MANAGE)
def failed_item_try_again(request, pk):
    failed_items.try_again(failed=get_object_or_404(FailedItem, pk=pk), by=request.user)
    messages.success(request, "It is tried again now.")
    return redirect("system")


@require_POST
@requires(Permission.ROLE_MANAGE)
def failed_item_dismiss(request, pk):
    failed_items.dismiss(failed=get_object_or_404(FailedItem, pk=pk), by=request.user)
    messages.success(request, "Put aside. It is not tried again.")
    return redirect("system")


@require_POST
@requires(Permission.ROLE_MANAGE)
def job_run(request, name):
    """Ask a worker to run a scheduled job now."""
    if name not in settings.CELERY_BEAT_SCHEDULE:
        raise Http404
    failed_items.run_now(job=name, by=request.user)
    messages.success(request, "A worker was asked to run it now.")
    return redirect("system")


@login_not_required
@require_safe
def live(request):
    """The process answers. No database, so a slow one does not get the process killed."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
def ready(request):
    """The process can serve pages: the database answers. A failure is the plain 503 of `errors.server_error`."""
    with limits.within(limits.STILL_THERE), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
