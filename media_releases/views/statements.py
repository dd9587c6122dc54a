from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from media_releases import actions
from media_releases.forms import StatementForm, TemplateForm
from media_releases.models import Enquiry, StatementTemplate
from people.access import Permission, requires
from people.history import history_of


@require_GET
@requires(Permission.PRESS_DESK)
def template_list(request):
    """Choose a template to start a statement from, or keep the templates; `?enquiry=` is what the statement answers."""
    templates = StatementTemplate.objects.visible_to(request.user)
    context = {
        "templates": templates.current(),
        "retired": templates.filter(is_current=False),
        "enquiry": _enquiry(request),
    }
    return render(request, "media_releases/template_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.RELEASE_WRITE)
def statement_create(request, pk):
    """Fill in a template's blanks; the draft is there at once."""
    template = get_object_or_404(StatementTemplate.objects.visible_to(request.user).current(), pk=pk)
    enquiry = _enquiry(request)
    form = StatementForm(request.POST or None, template=template)
    if request.method == "POST" and form.is_valid():
        edition = actions.start_statement(
            template=template,
            answers=form.answers,
            by=request.user,
            topic=form.cleaned_data["topic"],
            enquiry=enquiry,
        )
        messages.success(request, "The draft is ready. Read it, then send it for approval.")
        return redirect("publishing:edition_detail", edition.pk)
    context = {"form": form, "template": template, "enquiry": enquiry}
    return render(request, "media_releases/statement_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@requires(Permission.PRESS_DESK)
def template_create(request):
    return _form_page(request, TemplateForm(request.POST or None))


@require_http_methods(["GET", "POST"])
@requires(Permission.PRESS_DESK)
def template_edit(request, pk):
    template = get_object_or_404(StatementTemplate.objects.visible_to(request.user), pk=pk)
    return _form_page(request, TemplateForm(request.POST or None, instance=template))


@require_GET
@requires(Permission.PRESS_DESK)
def template_history(request, pk):
    template = get_object_or_404(StatementTemplate.objects.visible_to(request.user), pk=pk)
    return render(request, "people/history.html", {"thing": template, "entries": history_of(template)})


def _enquiry(request) -> Enquiry | None:
    wanted = request.GET.get("enquiry", "")
    enquiries = Enquiry.objects.visible_to(request.user)
    return get_object_or_404(enquiries, pk=wanted) if wanted.isdecimal() else None


def _form_page(request, form):
    if request.method == "POST" and form.is_valid():
        actions.keep_template(template=form.save(commit=False), by=request.user)
        messages.success(request, "Kept.")
        return redirect("media_releases:template_list")
    return render(request, "media_releases/template_form.html", {"form": form}, status=422 if form.errors else 200)
