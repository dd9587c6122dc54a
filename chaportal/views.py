"""The home page, the dashboard and the health checks."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chaportal.dashboards import sections_for
from people.access import Permission, requires
from people.models import JobRun, Notice
from publishing.public_page import public_page


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
    """What ran last in the background, and what is owed."""
    runs = JobRun.objects.all()[:50]
    return render(request, "system.html", {"runs": runs, "owed": Notice.objects.unsent().count()})


@login_not_required
@require_safe
def live(request):
    """The process answers. No database, so a slow one does not get the process killed."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
def ready(request):
    """The process can serve pages: the database answers. A failure is the plain 503 of `errors.server_error`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
