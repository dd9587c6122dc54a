"""The public register, as staff load and read it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from homes.figures import figures_of
from homes.forms import RegisterFileForm
from homes.loading import load_register
from homes.models import RegisterFile
from homes.register import NotARegister
from people.access import Permission, requires


@require_GET
@requires(Permission.REGISTER_VIEW)
def register_file_list(request):
    """The lists that were loaded, and the figures of the newest."""
    files = list(RegisterFile.objects.defer("original"))
    current = next((file for file in files if file.superseded_by_id is None), None)
    context = {"files": files, "figures": figures_of(current) if current else None}
    return render(request, "homes/register_file_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.REGISTER_LOAD)
def register_file_add(request):
    form = RegisterFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, as_at = form.cleaned_data["file"], form.cleaned_data["as_at"]
        try:
            loaded = load_register(raw=file.read(), name=file.name, by=request.user, as_at=as_at)
        except NotARegister as fault:
            form.add_error("file", str(fault))
        else:
            said = "was loaded before: nothing was changed" if loaded.repeated else "is loaded"
            messages.success(request, f"{file.name} {said}.")
            return redirect("homes:register_file_list")
    return render(request, "homes/register_file_form.html", {"form": form})
