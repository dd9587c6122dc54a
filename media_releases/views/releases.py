from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from media_releases import actions
from media_releases.forms import ReleaseForm
from media_releases.models import Enquiry
from people.access import Permission, requires
from publishing.kinds import KINDS


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
