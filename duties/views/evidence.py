"""Files that show that an own duty was done, for those who see its home."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duties import actions
from duties.forms import EvidenceForm
from duties.models import DutyDone, EvidenceFile
from people.access import Permission, requires
from people.bodies import takes_files
from people.models import SecurityEvent
from people.security import record_alone
from sheets.writing import download
from webforms.refusals import form_page, refusals_on


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_EDIT)
@takes_files
def evidence_add(request, pk):
    """Add a file to a day on which an own duty was done."""
    days = DutyDone.objects.editable_by(request.user).exclude(own=None).select_related("own", "home__registration")
    done = get_object_or_404(days, pk=pk)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        with refusals_on(form):
            _, taken_out = actions.add_evidence(
                done=done, raw=sent["file"].read(), names_no_child=sent["names_no_child"], by=request.user
            )
            messages.success(request, f"Added, without: {', '.join(taken_out)}." if taken_out else "Added.")
            return redirect(_address(done))
    return form_page(request, "duties/evidence_add.html", {"form": form, "done": done})


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def evidence_file(request, pk):
    """The file, to be saved: no browser opens it here."""
    file = get_object_or_404(EvidenceFile.objects.visible_to(request.user).select_related("done"), pk=pk)
    record_alone(SecurityEvent.Kind.EXPORTED, user=request.user, subject=f"evidence {file.pk}")
    headers = {"Content-Disposition": download(file.file_name)}
    return HttpResponse(bytes(file.raw), content_type=file.media_type, headers=headers)


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def evidence_remove(request, pk):
    """Remove a file."""
    files = EvidenceFile.objects.editable_by(request.user).listed().select_related("done__home__registration")
    file = get_object_or_404(files, pk=pk)
    actions.remove_evidence(file=file, by=request.user)
    messages.success(request, "The file is removed.")
    return redirect(_address(file.done))


def _address(done: DutyDone) -> str:
    return f"{reverse('duties:home_duties', args=[done.home_id])}#own-{done.own_id}"
