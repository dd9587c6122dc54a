"""Setting what the association is; and its colours, icon and logo as files that browsers keep for good."""

from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from chaportal.association.favicon import favicon_in
from chaportal.association.forms import AssociationForm
from history import history_of
from people import actions
from people.access import Permission, requires
from people.association import association, logo_in_use, missing
from people.bodies import takes_files
from people.colours import Palette
from people.models import Association, AssociationLogo
from publishing.files import ALONE
from publishing.public.page import public_page
from webforms.refusals import form_page

FOR_GOOD = "public, max-age=31536000, immutable"  # their addresses name what is in them


@require_http_methods(["GET", "POST"])
@requires(Permission.ASSOCIATION_MANAGE)
@takes_files
def association_edit(request):
    """Names, numbers and look; what is left empty comes from the environment."""
    row = Association.objects.select_related("logo").first() or Association()
    form = AssociationForm(request.POST or None, request.FILES or None, instance=row)
    if request.method == "POST" and form.is_valid():
        without = form.cleaned_data.get("without_logo", False)
        actions.save_association(by=request.user, facts=form.facts, logo=form.new_logo, without_logo=without)
        wanting = missing()
        more = f" Still missing: {', '.join(wanting)}." if wanting else ""
        messages.success(request, f"Saved. Every page shows it within a second.{more}")
        return redirect("association_edit")
    return form_page(request, "association/association_edit.html", {"form": form})


@require_GET
@requires(Permission.ASSOCIATION_MANAGE)
def association_history(request):
    entries = [entry for row in Association.objects.all() for entry in history_of(row)]
    return render(request, "people/history.html", {"thing": "the association’s details", "entries": entries})


@login_not_required
@require_safe
def association_colours(request, palette: Palette):
    """A style sheet with two colours and what follows from them: the same for ever, as the address names them."""
    lines = "".join(f" --{name}: {colour};" for name, colour in palette.variables.items())
    return HttpResponse(f":root {{{lines} }}\n", content_type="text/css", headers={"Cache-Control": FOR_GOOD})


@login_not_required
@require_safe
def association_icon(request, palette: Palette):
    """The portal's icon in the colour for structure."""
    answer = render(request, "association/icon.svg", {"colour": palette.structure}, content_type="image/svg+xml")
    answer.headers["Cache-Control"] = FOR_GOOD
    return answer


@login_not_required
@require_safe
@public_page()
def favicon(request):
    """The same icon where programs look that read no page, in a form that all of them know."""
    file = BytesIO()
    favicon_in(association().palette.structure).save(file, "ICO", sizes=[(16, 16), (32, 32), (48, 48)])
    return HttpResponse(file.getvalue(), content_type="image/x-icon")


@csp_override(ALONE)
@login_not_required
@require_safe
def association_logo(request, key: str, ending: str):
    """The logo in use; mails that name an earlier one are led to it. Web mail shows it on a site of its own."""
    logo = logo_in_use()
    if logo is None or not AssociationLogo.objects.filter(sha256__startswith=key).exists():
        raise Http404
    if not logo.sha256.startswith(key):
        return redirect(logo.address)
    headers = {"Cache-Control": FOR_GOOD, "Cross-Origin-Resource-Policy": "cross-origin"}
    return HttpResponse(logo.raw(), content_type=logo.media_type, headers=headers)
