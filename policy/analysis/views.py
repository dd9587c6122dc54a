"""Where the team counts answers, and releases what may leave it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from members.list_sheet import list_sheet
from people.access import Permission, requires
from policy.analysis import released
from policy.analysis.forms import DivisionForm, ReleaseForm
from policy.analysis.reading import counted
from policy.analysis.respondents import respondents_to
from policy.analysis.sheet import ANSWERS, TABLES, answer_rows, table_rows
from policy.analysis.word import analysis_docx, released_docx
from policy.downloads import docx_file
from policy.models import Answer, Consultation, EvidenceTables
from policy.models.coding import not_coded
from sheets.writing import Format
from webforms.refusals import form_page, refusals_on


@never_cache
@require_GET
@requires(Permission.EVIDENCE_VIEW)
def analysis(request, reference):
    """How often each answer was given, once members can answer no longer."""
    consultation, form = _consultation(request, reference), DivisionForm(request.GET)
    tables = EvidenceTables.objects.visible_to(request.user).of(consultation).first()
    context = {"consultation": consultation, "form": form, "tables": tables, "formats": Format.choices}
    if consultation.is_answered_out:
        respondents = respondents_to(consultation)
        context |= {"base": len(respondents), "questions": counted(consultation, respondents, form.division)}
    return render(request, "policy/analysis.html", context)


@never_cache
@require_GET
@requires(Permission.EVIDENCE_VIEW)
def analysis_file(request, reference):
    """Every answer as a row of a sheet, for the team."""
    consultation = _consultation(request, reference)
    rows = answer_rows(consultation) if consultation.is_answered_out else []
    return list_sheet(request, f"Answers to {consultation.reference}", ANSWERS, rows)


@never_cache
@require_GET
@requires(Permission.EVIDENCE_VIEW)
def analysis_document(request, reference):
    """What the page shows as a DOCX; while members can answer the page, which says from when on there is one."""
    consultation, form = _consultation(request, reference), DivisionForm(request.GET)
    if not consultation.is_answered_out:
        return redirect("policy:analysis", reference)
    return docx_file(request, f"Analysis of {reference}", analysis_docx(consultation, form.division))


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def evidence_release(request, reference):
    """What would leave the team, seen before it does."""
    consultation, chosen = _consultation(request, reference), DivisionForm(request.GET)
    form = ReleaseForm(request.POST or None, initial={"division": chosen.division})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            released.release(consultation=consultation, by=request.user, **form.cleaned_data)
            messages.success(request, "The tables are released. They stay as they are.")
            return redirect("policy:evidence_released", reference)
    questions = []
    if consultation.is_answered_out:
        questions = released.disclosable_of(consultation, respondents_to(consultation), chosen.division)
    context = {"consultation": consultation, "chosen": chosen, "form": form, "questions": questions}
    context["not_coded"] = not_coded(
        Answer.objects.visible_to(request.user).sent().with_themes_of(consultation)
    ).count()
    return form_page(request, "policy/evidence_release.html", context)


@never_cache
@require_GET
@requires(Permission.EVIDENCE_VIEW)
def evidence_released(request, reference):
    """The tables that have left the team."""
    tables = _tables(request, reference)
    context = {"tables": tables, "questions": released.tables_in(tables), "formats": Format.choices}
    return render(request, "policy/evidence_released.html", context)


@never_cache
@require_GET
@requires(Permission.EVIDENCE_VIEW)
def evidence_released_file(request, reference):
    tables = _tables(request, reference)
    rows = table_rows(released.tables_in(tables))
    return list_sheet(request, f"Tables of {tables.consultation.reference}", TABLES, rows)


@never_cache
@require_GET
@requires(Permission.EVIDENCE_VIEW)
def evidence_released_document(request, reference):
    tables = _tables(request, reference)
    return docx_file(request, f"Tables of {reference}", released_docx(tables))


def _consultation(request, reference) -> Consultation:
    return get_object_or_404(Consultation.objects.visible_to(request.user).with_phase(), reference=reference)


def _tables(request, reference) -> EvidenceTables:
    tables = EvidenceTables.objects.visible_to(request.user).select_related("consultation__body", "by")
    return get_object_or_404(tables, consultation__reference=reference)
