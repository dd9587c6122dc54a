from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_GET, require_POST, require_safe

from media_releases import actions
from members.membership import belongs_to_member
from people.access import Hidden, Permission, is_staff, requires
from publishing.files import ALONE, file_of
from publishing.kinds import BRIEFING
from publishing.models import Edition
from webforms.refusals import refusals_shown

PER_PAGE = 20


@require_GET
def briefing_list(request):
    """What members were told, newest first. For who is no member the page does not exist."""
    if not is_staff(request.user) and not belongs_to_member(request.user):
        raise Hidden
    briefings = Edition.objects.for_members(request.user).of_kinds(BRIEFING.name).newest_first()
    page = Paginator(briefings.select_related("publication"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "media_releases/briefing_list.html", {"page": page})


@require_GET
def briefing_detail(request, slug):
    """A briefing, from its minute on, for members and staff."""
    return render(request, "media_releases/briefing_detail.html", {"edition": _briefing(request, slug)})


@never_cache
@require_safe
@csp_override(ALONE)
def briefing_file(request, slug, key, name):
    """A file that a briefing shows, for those who may read the briefing now."""
    return file_of(request, _briefing(request, slug), key, name)


@require_POST
@requires(Permission.RELEASE_WRITE)
def briefing_create(request, pk):
    """Make a members' briefing of a release."""
    edition = get_object_or_404(Edition.objects.visible_to(request.user).select_related("publication", "topic"), pk=pk)
    with refusals_shown(request):
        draft = actions.brief_members(edition=edition, by=request.user)
        messages.success(request, "The briefing is a draft. Write what the news means for members.")
        return redirect("publishing:edition_edit", draft.pk)
    return redirect("publishing:edition_detail", pk)


def _briefing(request, slug) -> Edition:
    briefings = Edition.objects.for_members(request.user).of_kinds(BRIEFING.name).with_page()
    return get_object_or_404(briefings, publication__path=f"{BRIEFING.prefix}{slug}/")
