"""The public register, as staff load and read it."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from jobs.retry import failure_of
from people.access import Permission, requires
from people.bodies import takes_files
from people.models import SecurityEvent
from people.sections import sections
from people.security import record_alone
from register.figures import figures_of
from register.forms import RegisterFileForm
from register.loading import upload_register
from register.loading.uploads import JOB
from register.models import RegisterFile, RegisterUpload
from sheets.writing import download
from webforms.refusals import form_page

UPLOADS_SHOWN = 5


@require_GET
@requires(Permission.REGISTER_VIEW)
def register_file_list(request):
    """The files that were loaded, or those to be released; what was sent lately; the figures of the newest list."""
    waiting = request.GET.get("state") == "waiting"
    files = RegisterFile.objects.waiting() if waiting else RegisterFile.objects.all()
    files = list(files.defer("original").select_related("asked_by"))
    current = RegisterFile.objects.current().defer("original").first()
    uploads = RegisterUpload.objects.visible_to(request.user).exclude(state=RegisterUpload.State.LOADED)
    context = {
        "files": files,
        "waiting": waiting,
        "figures": figures_of(current) if current else None,
        "sections": sections(settings.REGISTER_SECTIONS, request, current),
        "uploads": uploads.defer("raw").select_related("uploaded_by")[:UPLOADS_SHOWN],
    }
    return render(request, "register/register_file_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.REGISTER_LOAD)
@takes_files
def register_file_add(request):
    """Send a file; a worker loads it."""
    form = RegisterFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, as_at = form.cleaned_data["file"], form.cleaned_data["as_at"]
        return redirect(upload_register(raw=file.read(), name=file.name, as_at=as_at, by=request.user))
    return form_page(request, "register/register_file_form.html", {"form": form})


@never_cache
@require_GET
@requires(Permission.REGISTER_VIEW)
def register_upload_detail(request, pk):
    """How far the loading of a file is, or why it is refused. One that is loaded leads to what it holds."""
    uploads = RegisterUpload.objects.visible_to(request.user).defer("raw").select_related("uploaded_by")
    upload = get_object_or_404(uploads, pk=pk)
    if request.htmx and upload.state != RegisterUpload.State.WAITING:
        return HttpResponseClientRefresh()
    if upload.state == RegisterUpload.State.LOADED and upload.file_id:
        return redirect("register:register_file_detail", upload.file_id)
    context = {"upload": upload, "failure": failure_of(JOB, upload)}
    return render(request, "register/register_upload_detail.html", context)


@never_cache
@require_GET
@requires(Permission.REGISTER_LOAD)
def register_file_original(request, pk):
    """The bytes as they were loaded: what others' tools can check our reading against."""
    file = get_object_or_404(RegisterFile.objects.only("name", "original"), pk=pk)
    record_alone(SecurityEvent.Kind.EXPORTED, user=request.user, subject=f"register file {file.pk}, as loaded")
    headers = {"Content-Disposition": download(file.name)}
    return HttpResponse(bytes(file.original), content_type="application/octet-stream", headers=headers)
