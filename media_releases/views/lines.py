from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from media_releases.lines import lines_for
from people.access import Permission, requires
from publishing import actions
from publishing.forms import StartForm
from publishing.kinds import LINE_TO_TAKE
from webforms.refusals import form_page


@require_GET
@requires(Permission.PRESS_DESK, Permission.RELEASE_APPROVE)
def line_list(request):
    """The lines in force, by topic, or those that match a search; apart from them what is coming and what expired."""
    words = request.GET.get("q", "").strip()
    lines = lines_for(request.user)
    current = lines.in_force().prefetch_related("quotations")
    context = {
        "words": words,
        "lines": current.search(words).best_first(words) if words else current,
        "coming": lines.coming(),
        "expired": lines.expired(),
    }
    return render(request, "media_releases/line_list.html", context)


@require_GET
@requires(Permission.PRESS_DESK, Permission.RELEASE_APPROVE)
def line_detail(request, slug):
    """A line in force: the words as they were approved, to read out or to copy."""
    lines = lines_for(request.user).in_force()
    edition = get_object_or_404(lines, publication__path=f"{LINE_TO_TAKE.prefix}{slug}/")
    return render(request, "media_releases/line_detail.html", {"edition": edition})


@require_http_methods(["GET", "POST"])
@requires(Permission.PRESS_DESK)
def line_create(request):
    form = StartForm(request.POST or None, kind=LINE_TO_TAKE)
    if request.method == "POST" and form.is_valid():
        edition = actions.start(kind=LINE_TO_TAKE.name, by=request.user, **form.cleaned_data)
        return redirect("publishing:edition_edit", edition.pk)
    return form_page(request, "media_releases/line_form.html", {"form": form})
