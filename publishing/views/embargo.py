from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_safe

from people.access import Hidden, Permission, requires
from publishing import actions
from publishing.embargo import TERMS
from publishing.files import ALONE, file_of
from publishing.models import Edition, EmbargoRead, TermsAcceptance
from publishing.public.editions import public_edition_or_response


@never_cache
@require_safe
@requires(Permission.EMBARGO_READ)
def embargo_list(request):
    """What is under embargo for the reader, the next to be public first; the terms come before it. It is kept, too."""
    if not _has_accepted(request.user):
        return redirect("embargo_terms")
    editions = actions.list_embargoed(user=request.user)
    return render(request, "publishing/embargo_list.html", {"editions": editions})


@never_cache
@require_safe
@requires(Permission.EMBARGO_READ)
def embargo_detail(request, pk):
    """A text under embargo, for who holds a grant; once it is public, the way to it. Each reading is kept first."""
    edition = actions.open_embargoed(pk=pk, user=request.user, is_read=not request.is_head)
    if edition is None:
        public = get_object_or_404(Edition.objects.public().select_related("publication"), pk=pk)
        return redirect(public.publication.path)
    return render(request, "publishing/embargo_detail.html", {"edition": edition})


@never_cache
@require_safe
@requires(Permission.EMBARGO_READ)
@csp_override(ALONE)
def embargo_file(request, pk, key, name):
    """A file of a text under embargo, by the rule of its page at this moment; each fetch is kept first."""
    is_read = not request.is_head
    edition = actions.open_embargoed(pk=pk, user=request.user, is_read=is_read, what=EmbargoRead.What.FILE)
    if edition is None:
        raise Hidden
    return file_of(request, edition, key, name)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.EMBARGO_READ)
def embargo_terms(request):
    """The terms as they are now, accepted once for each version."""
    if request.method == "POST":
        actions.accept_terms(user=request.user)
        messages.success(request, "Accepted.")
        return redirect("embargo_list")
    context = {"terms": TERMS, "has_accepted": _has_accepted(request.user)}
    return render(request, "publishing/embargo_terms.html", context)


@login_not_required
@require_safe
def edition_seen_early(request, path):
    """Who read a public text before it was public: by job and outlet, never by name."""
    edition = public_edition_or_response(request, f"/{path}")
    if isinstance(edition, HttpResponse):
        return edition
    reads = EmbargoRead.objects.public().filter(edition__publication=edition.publication)
    seen = reads.order_by("grant__outlet", "grant__job").values_list("grant__job", "grant__outlet").distinct()
    return render(request, "publishing/edition_seen_early.html", {"edition": edition, "seen": seen})


def _has_accepted(user) -> bool:
    return TermsAcceptance.objects.own(user).in_force().exists()
