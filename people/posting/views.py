from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from people import session_limits
from people.posting import words
from people.posting.once import repeatable


@never_cache
@require_GET
def kept_words(request):
    """What the reader typed where no page can show it any more."""
    stored = words.stored_for(request)
    until = stored and stored.kept_at + words.KEPT_FOR
    return render(request, "people/kept_words.html", {"stored": stored, "until": until})


@repeatable
@session_limits.asks_only
@never_cache
@require_http_methods(["GET", "POST"])
def session_end(request):
    """How many seconds the session has left; by POST it goes on, as far as it may."""
    if request.method == "POST":
        session_limits.go_on(request)
    return JsonResponse({"left": session_limits.left(request)})
