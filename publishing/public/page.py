"""Public pages are kept as finished bytes, and still never show a text too early or a change too late.

A page is kept under all that it depends on: host, path, the parameters that it reads, the *cache version* (it grows in
the transaction of every change to a table that public pages read) and the *minute* (texts appear on whole minutes).
Both come from the database and are remembered for a second: what is sent is never early, and a second late at most.
Browsers are told to ask each time, and get 304 where nothing changed: no lifetime announces a time to come.
"""

import gzip
import hashlib
import re
import time
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.cache import get_conditional_response, patch_vary_headers

from cache_version.models import CacheVersion
from people import association
from publishing import clock
from publishing.public.page_cache import Finished, PageCache

REMEMBERED = 1.0  # seconds
COMPRESSED_FROM = 500  # bytes; below, the headers outweigh what is saved
COMPRESSED = ("text/", "application/json", "application/feed+json", "application/rss", "application/atom", "image/svg")

# More than nought, with three places at most (RFC 9110, 12.4.2).
WEIGHT = re.compile(r"0\.(?=.*[1-9])\d{1,3}|1(\.0{0,3})?")

page_cache = PageCache()
_stamp: tuple[float, tuple | None] = (0.0, None)


def public_page(*parameters: str) -> Callable:
    """Decorate the view of a public page, naming the query parameters that it reads; it sees no others.

    The view must depend on nothing but its address and the database, and name neither the reader nor a token. Only
    answers of 200 are kept, `settings.PAGE_CACHE_BYTES` of them in each process; with 0 none is.
    """

    def decorate(view):
        @wraps(view)
        def cached(request, *args, **kwargs):
            request.GET = _only(request.GET, parameters)
            # Before the view reads anything: what changes meanwhile has a new stamp.
            stamp = current_stamp() if settings.PAGE_CACHE_BYTES else None
            # The view and its arguments, not the address as the client wrote it.
            page = (request.resolver_match.view_name, *sorted(kwargs.items()))
            key = stamp and (request.get_host(), page, request.GET.urlencode(), stamp)
            finished = key and page_cache.get(key)
            if finished:
                return _sent(request, finished)
            return _answer(request, view(request, *args, **kwargs), key)

        return cached

    return decorate


def current_stamp() -> tuple | None:
    """The cache version and the minute (UTC) by the database, a second old at most; None before anything is written."""
    global _stamp
    read_at, stamp = _stamp
    if time.monotonic() - read_at > REMEMBERED:
        read_at = time.monotonic()
        row = CacheVersion.objects.annotate(now=clock.now()).values_list("number", "now").first()
        stamp = row and (row[0], row[1].replace(second=0, microsecond=0))
        if not _stamp[1] or not stamp or stamp[0] != _stamp[1][0]:
            association.forget()  # what is kept under this cache version may not name us as we were before it
        _stamp = (read_at, stamp)
    return stamp


def forget() -> None:
    """Throw away all that this process keeps: for tests and benchmarks."""
    global _stamp
    page_cache.clear()
    _stamp = (0.0, None)


def _only(given: QueryDict, parameters: tuple[str, ...]) -> QueryDict:
    known = QueryDict(mutable=True)
    known.update({name: given[name] for name in parameters if name in given})
    return known


def _answer(request: HttpRequest, answer: HttpResponse, key: tuple | None) -> HttpResponse:
    if answer.status_code != 200:
        return answer
    finished = _finished(answer)
    if key:
        page_cache.put(key, finished, settings.PAGE_CACHE_BYTES)
    return _sent(request, finished)


def _finished(answer: HttpResponse) -> Finished:
    body = answer.content
    small = None
    if len(body) >= COMPRESSED_FROM and answer.headers["Content-Type"].startswith(COMPRESSED):
        small = gzip.compress(body, mtime=0)
    patch_vary_headers(answer, ["Accept-Encoding"])
    # A date of change would tell of the newest text only; the ETag tells of all.
    headers = {name: value for name, value in answer.headers.items() if name != "Last-Modified"}
    headers["Cache-Control"] = "public, no-cache"
    return Finished(body, small, headers, hashlib.sha256(body).hexdigest()[:32])


def _sent(request: HttpRequest, finished: Finished) -> HttpResponse:
    """The bytes as this reader takes them, or 304. The compressed bytes have an ETag of their own (RFC 9110, 8.8.3)."""
    compressed = finished.compressed if _takes_gzip(request) else None
    answer = HttpResponse(compressed or finished.body, headers=finished.headers)
    answer["ETag"] = f'"{finished.etag}-gzip"' if compressed else f'"{finished.etag}"'
    if compressed:
        answer["Content-Encoding"] = "gzip"
    return get_conditional_response(request, etag=answer["ETag"], response=answer)


def _takes_gzip(request: HttpRequest) -> bool:
    """Whether gzip is named, or else anything is, with a weight that is a number above nought (RFC 9110, 12.5.3)."""
    weights = {}
    for part in request.headers.get("Accept-Encoding", "").lower().split(","):
        coding, _, weight = "".join(part.split()).partition(";q=")
        weights[coding] = bool(WEIGHT.fullmatch(weight or "1"))
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", False)))
