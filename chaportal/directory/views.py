from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.directory.forms import DirectoryFilterForm
from members.directory.listed import FOR_EVERYONE
from publishing.public.page import public_page


@login_not_required
@require_safe
@public_page("q", "sector", "nation", "kind", "page")
def public_directory(request):
    """Members that chose to be named here, with facts of the organisation, and nothing of their homes."""
    form = DirectoryFilterForm(request.GET)
    page = FOR_EVERYONE.page(form.wanted, request.GET.get("page"))
    return render(request, "directory/public_directory.html", {"form": form, "page": page})
