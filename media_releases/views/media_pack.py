from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models.functions import Length
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from history import history_of
from media_releases import actions
from media_releases.forms import LogoForm, SpokespersonForm
from media_releases.glance import figures_at_a_glance
from media_releases.models import Logo, Spokesperson
from people.access import Permission, requires
from people.bodies import takes_files
from people.catalogue import Catalogue
from people.models import User
from publishing.models import Boilerplate
from publishing.public.page import public_page
from publishing.uploads import Unusable
from webforms.refusals import form_page


def _save_logo(form: LogoForm, *, by: User) -> Logo:
    try:
        return actions.save_logo(by=by, logo=form.instance, **form.chosen())
    except Unusable as fault:
        raise ValidationError({"file": str(fault)}) from fault


LOGOS = Catalogue(
    model=Logo,
    form=LogoForm,
    name="media_releases:logo",
    path="staff/press/logos/",
    one="a logo",
    many="Logos",
    intro="Our logo in several forms, for newsrooms to fetch from the media pack, in this order.",
    entry="media_releases/logo_entry.html",
    stays="Nobody can fetch it from the media pack any more.",
    save=_save_logo,
)


@login_not_required
@require_safe
@public_page()
def spokesperson_public(request):
    """Who speaks for us, about what, in which languages: to be asked for at the press office."""
    return render(request, "media_releases/spokesperson_public.html", {"people": Spokesperson.objects.public()})


@login_not_required
@require_safe
@public_page()
def media_pack(request):
    """What a newsroom needs of us at any hour: logos, words about us by length, and facts with their sources."""
    context = {
        "logos": Logo.objects.public(),
        "abouts": Boilerplate.objects.public().order_by(Length("text"), "pk"),
        "figures": figures_at_a_glance(),
    }
    return render(request, "media_releases/media_pack.html", context)


@require_GET
@requires(Permission.PRESS_DESK)
def spokesperson_list(request):
    people = Spokesperson.objects.visible_to(request.user).select_related("photo")
    return render(request, "media_releases/spokesperson_list.html", {"people": people})


@require_http_methods(["GET", "POST"])
@requires(Permission.PRESS_DESK)
@takes_files
def spokesperson_create(request):
    return _spokesperson(request, None)


@require_http_methods(["GET", "POST"])
@requires(Permission.PRESS_DESK)
@takes_files
def spokesperson_edit(request, pk):
    return _spokesperson(request, get_object_or_404(Spokesperson.objects.visible_to(request.user), pk=pk))


@require_GET
@requires(Permission.PRESS_DESK)
def spokesperson_history(request, pk):
    person = get_object_or_404(Spokesperson.objects.visible_to(request.user), pk=pk)
    return render(request, "people/history.html", {"thing": person, "entries": history_of(person)})


@require_GET
@requires(Permission.PRESS_DESK)
def media_pack_edit(request):
    """The media pack from the other side: what is in it, and the way to each list."""
    context = {
        "logos": Logo.objects.editable_by(request.user).offered(),
        "abouts": Boilerplate.objects.public(),
    }
    return render(request, "media_releases/media_pack_edit.html", context)


def _spokesperson(request, person):
    form = SpokespersonForm(request.POST or None, request.FILES or None, instance=person)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_spokesperson(by=request.user, spokesperson=person, **form.chosen())
        except Unusable as fault:
            form.add_error("file", str(fault))
        else:
            messages.success(request, "Kept.")
            return redirect("media_releases:spokesperson_list")
    context = {"form": form, "person": person}
    return form_page(request, "media_releases/spokesperson_form.html", context)
