"""Where the policy desk keeps what others publish."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from history import history_of
from people.access import Permission, requires
from people.catalogue import Catalogue
from policy.documents import actions
from policy.documents.forms import BodyForm, DocumentFilterForm, DocumentForm, ReaderForm
from policy.models import Document, DocumentReader, PublicBody
from policy.models.body import DESK
from webforms.refusals import form_page, refusals_on

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


@require_GET
@requires(*DESK)
def document_list(request):
    """Papers by others, the newest first: those that nobody has sorted, or what is asked for."""
    form = DocumentFilterForm(request.GET)
    documents = form.narrowed(Document.objects.visible_to(request.user).with_page().select_related("triaged_by"))
    page = Paginator(documents, 50).get_page(request.GET.get("page"))
    narrowed = any(request.GET.get(name) for name in form.fields)
    return render(request, "policy/document_list.html", {"page": page, "form": form, "narrowed": narrowed})


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def document_create(request):
    form = DocumentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            document = actions.record(by=request.user, **form.cleaned_data)
            messages.success(request, "Recorded.")
            return redirect("policy:document_detail", document.pk)
    return form_page(request, "policy/document_form.html", {"form": form})


@require_GET
@requires(*DESK)
def document_detail(request, pk):
    """What is kept of a paper, and what stands beside it."""
    document = _document(request, pk)
    context = {
        "document": document,
        "is_out": Document.objects.public().filter(pk=document.pk).exists(),
        "responds_to": document.responds_to.select_related("body"),
        "responses": document.responses.select_related("body"),
        "editions": document.editions.select_related("body"),
    }
    return render(request, "policy/document_detail.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def document_edit(request, pk):
    document = _document(request, pk)
    form = DocumentForm(request.POST or None, instance=document)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.change(document=document, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("policy:document_detail", pk)
    return form_page(request, "policy/document_form.html", {"form": form, "document": document})


@require_POST
@requires(Permission.POLICY_WRITE)
def document_triage(request, pk):
    document = actions.triage(document=_document(request, pk), by=request.user)
    messages.success(request, f"“{document}” is sorted.")
    return redirect("policy:document_list")


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def document_readers(request, pk):
    """Who may see a paper before it is published."""
    document = _document(request, pk)
    form = ReaderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            reader = actions.name_reader(document=document, by=request.user, **form.cleaned_data)
            messages.success(request, f"{reader.user} finds it on their first screen until the embargo is over.")
            return redirect("policy:document_readers", pk)
    readers = document.readers.current().select_related("user", "named_by")
    return form_page(request, "policy/document_readers.html", {"form": form, "document": document, "readers": readers})


@require_POST
@requires(Permission.POLICY_WRITE)
def document_reader_end(request, pk):
    readers = DocumentReader.objects.visible_to(request.user).select_related("user")
    reader = actions.end_reader(reader=get_object_or_404(readers, pk=pk), by=request.user)
    messages.success(request, f"{reader.user} sees it no more.")
    return redirect("policy:document_readers", reader.document_id)


@require_GET
@requires(*DESK)
def document_history(request, pk):
    document = _document(request, pk)
    entries = history_of(document, *document.answers.all(), *document.readers.all())
    return render(request, "people/history.html", {"thing": document, "entries": entries})


def _document(request, pk) -> Document:
    documents = Document.objects.visible_to(request.user).with_page().select_related("triaged_by")
    return get_object_or_404(documents, pk=pk)
