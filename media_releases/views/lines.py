from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from media_releases import actions
from media_releases.forms import LineForm
from media_releases.models import LineToTake
from people.access import Permission, requires
from people.history import history_of


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
