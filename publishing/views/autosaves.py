"""Words that nobody has saved yet: kept while someone types, read by a colleague, thrown away, taken along."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.access import requires
from people.posting.once import repeatable
from publishing import actions
from publishing.forms import EditionForm, EditionWindowForm
from publishing.models import Autosave
from publishing.richtext.comparison import compared
from publishing.views.detail import WRITERS, edition_or_404
from publishing.views.editing import news, typed
from publishing.workflow import Elsewhere
from webforms.refusals import refusals_shown


@repeatable
@require_http_methods(["GET", "POST"])
@requires(*WRITERS)
def autosave_write(request, pk):
    """Keep what is being typed, and tell what colleagues do; by GET, a token for a page older than its session."""
    edition = edition_or_404(request, pk)
    if request.method == "GET":
        return JsonResponse({"token": get_token(request)})
    window = EditionWindowForm(request.POST).window()
    if window is None:
        return HttpResponse(status=422)
    words = typed(EditionForm(request.POST, instance=edition))
    try:
        autosave = actions.write_autosave(edition=edition, by=request.user, words=words, window=window)
    except Elsewhere as elsewhere:
        return render(request, "publishing/autosave_write.html", {"trouble": str(elsewhere)}, status=409)
    context = {"edition": edition, "autosave": autosave, **news(request, edition, window.base)}
    return render(request, "publishing/autosave_write.html", context)


@require_GET
@requires(*WRITERS)
def autosave_detail(request, pk):
    """What someone has typed and not saved, beside what is saved."""
    autosaves = Autosave.objects.visible_to(request.user).select_related("user", "edition__publication")
    autosave = get_object_or_404(autosaves, pk=pk)
    saved = EditionForm(instance=autosave.edition)
    rows = compared(saved, EditionForm(instance=autosave.edition, initial=autosave.words))
    context = {"autosave": autosave, "edition": autosave.edition, "rows": rows}
    return render(request, "publishing/autosave_detail.html", context)


@require_POST
@requires(*WRITERS)
def autosave_discard(request, pk):
    """Throw one's own unsaved words away, and go on with what is saved."""
    edition = edition_or_404(request, pk)
    actions.discard(edition=edition, by=request.user)
    messages.success(request, "Thrown away. This is what is saved.")
    return redirect("publishing:edition_detail", pk)


@require_POST
@requires(*WRITERS)
def autosave_carry(request, pk):
    """Go on with one's unsaved words in the next version."""
    edition = edition_or_404(request, pk)
    with refusals_shown(request):
        following = actions.carry(edition=edition, by=request.user)
        return redirect("publishing:edition_edit", following.pk)
    return redirect("publishing:edition_detail", pk)
