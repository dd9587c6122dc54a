from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from people.access import Permission, requires
from people.finding.found import found_for


@never_cache
@require_GET
@requires(Permission.PROVIDER_VIEW)
def find(request):
    """One box: what the reader may see of providers, people, homes and invoices. With script, as they type."""
    words = request.GET.get("q", "").strip()
    return render(request, "people/find.html", {"words": words, "groups": found_for(request.user, words)})
