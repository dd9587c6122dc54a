from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from homes.figures import current_figures
from media_releases import actions
from media_releases.forms import ReleaseForm
from media_releases.models import Enquiry
from members.representation import providers_on
from people.access import Permission, requires
from publishing.kinds import KINDS, RELEASE_KINDS
from publishing.models import Edition, Topic
from publishing.public_page import public_page
from publishing.reading import public_edition_or_response

PER_PAGE = 20
KIND_NAMES = [kind.name for kind in RELEASE_KINDS]


@login_not_required
@require_safe
@public_page("q", "kind", "topic", "page")
def release_list(request):
    """The press page: newest first, by kind or topic, or what matches a search over every public text."""
    words, kind, topic = (request.GET.get(name, "").strip() for name in ("q", "kind", "topic"))
    editions = Edition.objects.public().select_related("publication__topic")
    if words:
        editions = editions.search(words).order_by("-rank", "-first_public_at", "-pk")
    else:
        editions = editions.of_kinds(*([kind] if kind in KIND_NAMES else KIND_NAMES)).newest_first()
    if topic:
        editions = editions.filter(publication__topic__slug=topic)
    context = {
        "page": Paginator(editions, PER_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "kind": kind,
        "topic": topic,
        "kinds": RELEASE_KINDS,
        "topics": Topic.objects.all(),
        "positions": Edition.objects.public()
        .of_kinds("position_paper")
        .newest_first()
        .select_related("publication")[:8],
        "figures": current_figures(),
        "members": providers_on(timezone.localdate()),
    }
    return render(request, "media_releases/release_list.html", context)


@login_not_required
@require_safe
@public_page()
def release_detail(request, slug):
    """A release, from its minute on; before that the same 404 as for an address that never was."""
    edition = public_edition_or_response(request, f"/press/{slug}/")
    if isinstance(edition, HttpResponse):
        return edition
    return render(request, "media_releases/release_detail.html", {"edition": edition})


@require_http_methods(["GET", "POST"])
@requires(Permission.RELEASE_WRITE)
def release_create(request):
    """Start a release; `?enquiry=` starts a statement that answers one, `?kind=` chooses the kind."""
    wanted = request.GET.get("enquiry", "")
    enquiries = Enquiry.objects.visible_to(request.user)
    enquiry = get_object_or_404(enquiries, pk=wanted) if wanted.isdecimal() else None
    kind = request.GET.get("kind", "statement" if enquiry else "media_release")
    form = ReleaseForm(request.POST or None, initial={"kind": kind})
    if request.method == "POST" and form.is_valid():
        edition = actions.start_release(by=request.user, enquiry=enquiry, **form.cleaned_data)
        return redirect("publishing:edition_edit", edition.pk)
    context = {"form": form, "enquiry": enquiry, "kind": KINDS.get(kind, KINDS["media_release"])}
    return render(request, "media_releases/release_form.html", context)
