"""A file of the register: what it held, whether it looks right, its release and its taking back."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.access import Permission, requires
from people.forms import ReasonForm
from people.sections import sections
from register import actions
from register.figure_values import figures_as_at
from register.figures import figures_of
from register.forms import ColumnsForm, ReleaseForm
from register.models import RegisterFile
from register.plausibility import plausibility_of
from webforms.refusals import form_page, refusals_on

IN_USE = "It is in use now."
ASKED = "A second person must look now: this list is unlike the one beside it."


@never_cache
@require_GET
@requires(Permission.REGISTER_VIEW)
def register_file_detail(request, pk):
    """What a file held, what of it could not be read, and, before its release, whether it looks right."""
    return _detail(request, _file(pk))


@never_cache
@require_POST
@requires(Permission.REGISTER_LOAD)
def register_file_release(request, pk):
    file = _file(pk)
    form = ReleaseForm(request.POST, lists_providers=file.entries.exists())
    if form.is_valid():
        with refusals_on(form):
            done = actions.release_list(file=file, by=request.user, **form.cleaned_data)
            messages.success(request, IN_USE if done else ASKED)
            return redirect("register:register_file_detail", file.pk)
    return _detail(request, file, form)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.REGISTER_LOAD)
def register_file_columns(request, pk):
    """What became of each column; of those that were guessed a person says whether the guess is right."""
    file = _file(pk)
    guessed = file.guessed if file.waits else []
    form = ColumnsForm(request.POST or None, guessed=guessed) if guessed else None
    if form and request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.decide_columns(file=file, right=form.right, by=request.user)
            messages.success(request, "The file was read again.")
            return redirect("register:register_file_detail", file.pk)
    return form_page(request, "register/register_file_columns.html", {"file": file, "form": form})


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.REGISTER_LOAD)
def register_file_withdraw(request, pk):
    """Take a list back: what came of it is shown before."""
    file = _file(pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.withdraw_list(file=file, by=request.user, **form.cleaned_data)
            messages.success(request, "Nothing reads it now.")
            return redirect("register:register_file_detail", file.pk)
    context = {"file": file, "form": form, "sections": sections(settings.REGISTER_FILE_SECTIONS, request, file)}
    return form_page(request, "register/register_file_withdraw.html", context)


def _file(pk) -> RegisterFile:
    people = ("loaded_by", "asked_by", "released_by", "withdrawn_by")
    return get_object_or_404(RegisterFile.objects.defer("original").select_related(*people), pk=pk)


def _detail(request, file: RegisterFile, form: ReleaseForm | None = None):
    waits, listed = file.can_be_released, file.entries.exists()
    figures = figures_of(file) if listed else None
    context = {
        "file": file,
        "form": (form or ReleaseForm(initial={"covers": file.covers}, lists_providers=listed)) if waits else None,
        "plausibility": plausibility_of(file) if waits else None,
        "figures": figures,
        "quotable": figures_as_at(file, figures) if listed and not waits else [],
        "sections": sections(settings.REGISTER_FILE_SECTIONS, request, file),
    }
    return form_page(request, "register/register_file_detail.html", context)
