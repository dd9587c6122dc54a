"""Invoices, for those who pay them and for those who send them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from history import history_of
from members.balances import to_credit, unpaid, with_balance
from members.invoices import actions
from members.invoices.emails import becomes_credit
from members.invoices.forms import CreditForm, NumberingForm, PurchaseOrderForm
from members.invoices.numbers import CREDIT_NOTES, INVOICES, choose_prefix, is_used, prefix_of
from members.invoices.pdf import pdf_of
from members.invoices.settled import settled
from members.invoices.sheet import HEADINGS, cells
from members.list_page import list_page
from members.list_sheet import list_sheet
from members.models import Invoice
from people.access import Permission, can, requires
from people.models import SecurityEvent
from people.security import record_alone
from sheets.writing import Format, download
from webforms.refusals import form_page, refusals_on

A_PAGE = 20


@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def invoice_list(request):
    """Invoices of which something is owed, the first due first; those to credit for terms that never begin; or all."""
    shown, number, state = _shown(request), request.GET.get("page"), _state(request)
    page = Paginator(shown, A_PAGE).get_page(number) if state == "all" else list_page(shown, number, a_page=A_PAGE)
    context = {"page": page, "state": state, "formats": Format.choices}
    return render(request, "members/invoice_list.html", context)


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def invoice_list_file(request):
    """The list as it is shown, as a sheet."""
    return list_sheet(request, "Invoices", HEADINGS, map(cells, _shown(request)))


def _state(request) -> str:
    """Which are asked for: those that are open, unless it is said otherwise."""
    asked = request.GET.get("state")
    return asked if asked in ("all", "unbegun") else "open"


def _shown(request) -> QuerySet[Invoice]:
    invoices, state = Invoice.objects.visible_to(request.user).select_related("provider", "term"), _state(request)
    if state == "all":
        return with_balance(invoices)
    found = to_credit(invoices) if state == "unbegun" else unpaid(invoices)
    return found.order_by("due_on", "pk")


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def invoice_numbering(request):
    """How invoices are numbered: chosen before the first one, and read from then on."""
    form = NumberingForm(request.POST or None, initial={"prefix": prefix_of(INVOICES)})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            choose_prefix(by=request.user, **form.cleaned_data)
            messages.success(request, f"The first invoice is {prefix_of(INVOICES)}0001.")
            return redirect("members:invoice_list")
    context = {"form": form, "is_used": is_used(), "prefixes": [prefix_of(INVOICES), prefix_of(CREDIT_NOTES)]}
    return form_page(request, "members/invoice_numbering.html", context)


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE, Permission.MEMBERSHIP_OWN)
def invoice_detail(request, pk):
    """What is asked for, what was paid and credited of it; for staff what is done with it."""
    return _detail(request, _invoice(request, pk))


@require_GET
@requires(Permission.MEMBERSHIP_MANAGE, Permission.MEMBERSHIP_OWN)
def invoice_file(request, pk):
    """The invoice as a PDF, as it stands today."""
    invoice = _invoice(request, pk)
    record_alone(SecurityEvent.Kind.EXPORTED, user=request.user, subject=f"invoice {invoice.number}")
    headers = {"Content-Disposition": download(f"invoice-{invoice.number}.pdf")}
    return HttpResponse(pdf_of(invoice), content_type="application/pdf", headers=headers)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE, Permission.MEMBERSHIP_OWN)
def invoice_purchase_order(request, pk):
    """Write the payer's own number on the invoice."""
    invoice = _invoice(request, pk)
    form = PurchaseOrderForm(request.POST, instance=invoice)
    if form.is_valid():
        with refusals_on(form):
            actions.set_purchase_order(invoice=invoice, by=request.user, **form.cleaned_data)
            messages.success(request, "The purchase order number stands on the invoice.")
            return redirect("members:invoice_detail", invoice.pk)
    return _detail(request, invoice, form)


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def credit_note_add(request, pk):
    """Credit an invoice, or a part of it, paid or not: of a term that never begins, all of it is proposed."""
    invoice = _invoice(request, pk)
    proposed = invoice.asks_for if invoice.term.never_begins or not invoice.balance else invoice.balance
    form = CreditForm(request.POST or None, initial={"amount": proposed})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            note, freed = actions.credit(invoice=invoice, by=request.user, **form.cleaned_data)
            paid = f" {becomes_credit(freed)}." if freed else ""
            messages.success(request, f"Credit note {note} stands on the invoice.{paid}")
            return redirect("members:invoice_detail", invoice.pk)
    return form_page(request, "members/credit_note_add.html", {"form": form, "invoice": invoice})


def _invoice(request, pk) -> Invoice:
    invoices = with_balance(Invoice.objects.visible_to(request.user))
    return get_object_or_404(invoices.select_related("provider", "term"), pk=pk)


def _detail(request, invoice: Invoice, form: PurchaseOrderForm | None = None):
    staff = can(request.user, Permission.MEMBERSHIP_MANAGE)
    context = {
        "invoice": invoice,
        "lines": invoice.lines.all(),
        "settled": settled(invoice),
        "matches": invoice.allocations.select_related("payment", "undone_by"),
        "credit_notes": invoice.credit_notes.all(),
        "form": form or PurchaseOrderForm(instance=invoice),
        "staff": staff,
        "entries": history_of(invoice) if staff else [],
    }
    return form_page(request, "members/invoice_detail.html", context)
