from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from media_releases import actions
from media_releases.models import Enquiry
from people.access import Permission, requires
from publishing.forms import StartForm
from publishing.kinds import KINDS, RELEASE_KINDS
from webforms.refusals import form_page

KIND_NAMES = [kind.name for kind in RELEASE_KINDS]


@require_http_methods(["GET", "POST"])
@requires(Permission.RELEASE_WRITE)
def release_create(request):
    """Start a release; `?enquiry=` starts a statement that answers one, `?kind=` chooses the kind."""
    wanted = request.GET.get("enquiry", "")
    enquiries = Enquiry.objects.visible_to(request.user)
    enquiry = get_object_or_404(enquiries, pk=wanted) if wanted.isdecimal() else None
    name = request.GET.get("kind", "statement" if enquiry else "")
    kind = KINDS[name if name in KIND_NAMES else "media_release"]
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        edition = actions.start_release(kind=kind.name, by=request.user, enquiry=enquiry, **form.cleaned_data)
        return redirect("publishing:edition_edit", edition.pk)
    context = {"form": form, "enquiry": enquiry, "kind": kind, "kinds": RELEASE_KINDS}
    return form_page(request, "media_releases/release_form.html", context)
