"""The regulator's own totals beside ours."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from people.access import Permission, requires
from register.series import series


@require_GET
@requires(Permission.REGISTER_VIEW)
def published_total_list(request):
    """Homes and places year by year, as published and as our lists count them."""
    return render(request, "register/published_total_list.html", {"years": series()})
