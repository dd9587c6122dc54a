"""Where the policy desk keeps what others publish."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from history import history_of
from people.access import Permission, requires
from people.catalogue import Catalogue
from policy.documents import actions
from policy.documents.forms import BodyForm, DocumentForm
from policy.models import Document, PublicBody
from webforms.refusals import form_page

BODIES = Catalogue(
    model=PublicBody,
    form=BodyForm,
    name="policy:body",
    path="staff/policy/bodies/",
    one="a public body",
    many="Public bodies",
    intro="Departments, regulators and parliaments that publish and consult. A new name is on public pages at once.",
    save=lambda form, *, by: actions.save_body(body=form.save(commit=False), by=by),
)
READERS = (Permission.POLICY_WRITE, Permission.POLICY_APPROVE)


@require_GET
@requires(*READERS)
def document_list(request):
    """Papers by others, the newest first: those that nobody has sorted, or all."""
    documents = Document.objects.visible_to(request.user).select_related("body", "triaged_by")
    show_all = "all" in request.GET
    page = Paginator(documents if show_all else documents.new(), 50).get_page(request.GET.get("page"))
    return render(request, "policy/document_list.html", {"page": page, "show_all": show_all})


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def document_create(request):
    form = DocumentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record(by=request.user, **form.cleaned_data)
        messages.success(request, "Recorded.")
        return redirect("policy:document_list")
    return form_page(request, "policy/document_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def document_edit(request, pk):
    document = _document(request, pk)
    form = DocumentForm(request.POST or None, instance=document)
    if request.method == "POST" and form.is_valid():
        actions.change(document=document, by=request.user, **form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect("policy:document_list")
    return form_page(request, "policy/document_form.html", {"form": form, "document": document})


@require_POST
@requires(Permission.POLICY_WRITE)
def document_triage(request, pk):
    document = actions.triage(document=_document(request, pk), by=request.user)
    messages.success(request, f"“{document}” is sorted.")
    return redirect("policy:document_list")


@require_GET
@requires(*READERS)
def document_history(request, pk):
    document = _document(request, pk)
    return render(request, "people/history.html", {"thing": document, "entries": history_of(document)})


def _document(request, pk) -> Document:
    return get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
