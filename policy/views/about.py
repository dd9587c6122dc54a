from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from people.access import Permission, requires
from policy.actions.about import say_about
from policy.forms import AboutForm
from publishing.models import Edition
from publishing.workflow import Refused


@require_http_methods(["GET", "POST"])
@requires(Permission.RELEASE_WRITE, Permission.POLICY_WRITE)
def about_edit(request, pk):
    """Say which papers and consultations a version of a text is about."""
    editions = Edition.objects.visible_to(request.user).select_related("publication")
    edition = get_object_or_404(editions, pk=pk)
    form = AboutForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        try:
            say_about(edition=edition, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved. Readers are led there and back once the version is public.")
            return redirect("publishing:edition_detail", edition.pk)
    context = {"form": form, "edition": edition}
    return render(request, "policy/about_form.html", context, status=422 if form.errors else 200)
