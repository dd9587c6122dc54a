from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from media_releases import actions
from media_releases.forms import StatementForm, TemplateForm
from media_releases.models import Enquiry, StatementTemplate
from people.access import Permission, requires
from people.catalogue import Catalogue
from webforms.refusals import form_page

TEMPLATES = Catalogue(
    model=StatementTemplate,
    form=TemplateForm,
    name="media_releases:template",
    path="staff/press/templates/",
    one="a template of a statement",
    many="Templates of statements",
    intro="Holding statements with blanks in square brackets, filled in within a minute when the telephone rings.",
    entry="media_releases/template_entry.html",
    save=lambda form, *, by: actions.save_template(template=form.save(commit=False), by=by),
)


@require_GET
@requires(Permission.PRESS_DESK)
def statement_list(request):
    """Choose a template to start a statement from; `?enquiry=` is what the statement answers."""
    templates = StatementTemplate.objects.visible_to(request.user)
    context = {
        "templates": templates.current(),
        "enquiry": _enquiry(request),
    }
    return render(request, "media_releases/statement_list.html", context)


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
    return form_page(request, "media_releases/statement_form.html", context)


def _enquiry(request) -> Enquiry | None:
    wanted = request.GET.get("enquiry", "")
    enquiries = Enquiry.objects.visible_to(request.user)
    return get_object_or_404(enquiries, pk=wanted) if wanted.isdecimal() else None
