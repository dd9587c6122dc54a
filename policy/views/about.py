from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from people.access import Permission, requires
from policy.actions.about import say_about
from policy.forms import AboutForm
from publishing.models import Edition, Publication


@require_http_methods(["GET", "POST"])
@requires(Permission.RELEASE_WRITE, Permission.POLICY_WRITE)
def about_edit(request, pk):
    """Say which papers and consultations a text is about."""
    publication = get_object_or_404(Publication.objects.visible_to(request.user), pk=pk)
    edition = Edition.objects.visible_to(request.user).filter(publication=publication).latest("number")
    form = AboutForm(request.POST or None, publication=publication)
    if request.method == "POST" and form.is_valid():
        say_about(publication=publication, by=request.user, **form.cleaned_data)
        messages.success(request, "Saved. Readers are led there and back.")
        return redirect("publishing:edition_detail", edition.pk)
    return render(request, "policy/about_form.html", {"form": form, "edition": edition})
