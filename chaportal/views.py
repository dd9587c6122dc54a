"""The home page, the dashboard and the health checks."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def home(request):
    """Public: what the association is, and the two ways in."""
    return render(request, "home.html")


@require_safe
def dashboard(request):
    return render(request, "dashboard/dashboard.html")


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
