"""The portal's addresses, and `/bare/<name>/`: a view that does nothing but return the bytes of a page."""

from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path

from benchmarks.serving import bare_file
from chaportal.urls import handler500, urlpatterns

__all__ = ["handler500", "urlpatterns"]


@cache
def body(name: str) -> bytes:
    return bare_file(name).read_bytes()


@login_not_required
def bare(request, name):
    return HttpResponse(body(name))


urlpatterns = [path("bare/<slug:name>/", bare), *urlpatterns]
