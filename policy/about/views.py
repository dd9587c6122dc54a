from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from people.access import Permission, requires
from policy.about.actions import say_about
from policy.about.forms import AboutForm
from publishing.models import Edition
from webforms.refusals import form_page, refusals_on


@require_http_methods(["GET", "POST"])
@requires(Permission.RELEASE_WRITE, Permission.POLICY_WRITE)
def about_edit(request, pk):
    """Say which papers and consultations a version of a text is about."""
    editions = Edition.objects.visible_to(request.user).select_related("publication")
    edition = get_object_or_404(editions, pk=pk)
    form = AboutForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            say_about(edition=edition, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved. Readers are led there and back once the version is public.")
            return redirect("publishing:edition_detail", edition.pk)
    context = {"form": form, "edition": edition}
    return form_page(request, "policy/about_form.html", context)
