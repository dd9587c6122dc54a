from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from homes.figures import current_figures
from media_releases import actions
from media_releases.forms import AnswerForm, EnquiryForm, LineForm, ReleaseForm
from media_releases.models import Enquiry, LineToTake
from members.representation import providers_on
from people.access import Permission, requires
from people.history import history_of
from publishing.kinds import KINDS, RELEASE_KINDS
from publishing.models import Edition, Topic
from publishing.reading import public_edition_or_response

PER_PAGE = 20
KIND_NAMES = [kind.name for kind in RELEASE_KINDS]


@login_not_required
@require_safe
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
        messages.success(request, "Saved as a draft.")
        return redirect("publishing:edition_detail", edition.pk)
    context = {"form": form, "enquiry": enquiry, "kind": KINDS.get(kind, KINDS["media_release"])}
    return render(request, "media_releases/release_form.html", context)


@require_GET
@requires(Permission.PRESS_DESK)
def enquiry_list(request):
    """Open enquiries by deadline, then the answered ones."""
    enquiries = Enquiry.objects.visible_to(request.user)
    answered = enquiries.exclude(answered_at=None).select_related("answered_by").order_by("-answered_at", "-pk")
    context = {
        "open": enquiries.open(),
        "page": Paginator(answered, 30).get_page(request.GET.get("page")),
    }
    return render(request, "media_releases/enquiry_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.PRESS_DESK)
def enquiry_create(request):
    form = EnquiryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        enquiry = actions.note_enquiry(by=request.user, **form.cleaned_data)
        messages.success(request, "Noted.")
        return redirect("media_releases:enquiry_detail", enquiry.pk)
    return render(request, "media_releases/enquiry_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.PRESS_DESK)
def enquiry_detail(request, pk):
    """An enquiry, with a place for the answer and the lines that may help."""
    enquiry = get_object_or_404(Enquiry.objects.visible_to(request.user).select_related("answered_by"), pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_enquiry(enquiry=enquiry, by=request.user, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            messages.success(request, "Kept.")
            return redirect("media_releases:enquiry_detail", pk)
    lines = LineToTake.objects.visible_to(request.user).current().select_related("topic")
    context = {"enquiry": enquiry, "form": form, "lines": lines}
    return render(request, "media_releases/enquiry_detail.html", context)


@require_GET
@requires(Permission.PRESS_DESK)
def enquiry_history(request, pk):
    enquiry = get_object_or_404(Enquiry.objects.visible_to(request.user), pk=pk)
    return render(request, "people/history.html", {"thing": enquiry, "entries": history_of(enquiry)})


@require_GET
@requires(Permission.PRESS_DESK, Permission.RELEASE_APPROVE)
def line_list(request):
    lines = LineToTake.objects.visible_to(request.user).current().select_related("topic")
    return render(request, "media_releases/line_list.html", {"lines": lines})


@require_http_methods(["GET", "POST"])
@requires(Permission.PRESS_DESK)
def line_create(request):
    form = LineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.keep_line(by=request.user, **form.cleaned_data)
        messages.success(request, "Kept.")
        return redirect("media_releases:line_list")
    return render(request, "media_releases/line_form.html", {"form": form})


@require_GET
@requires(Permission.PRESS_DESK)
def line_history(request, pk):
    line = get_object_or_404(LineToTake.objects.visible_to(request.user), pk=pk)
    return render(request, "people/history.html", {"thing": line, "entries": history_of(line)})
