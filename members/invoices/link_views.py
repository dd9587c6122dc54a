"""An invoice without signing in, for whoever has the link in its mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.invoices import actions
from members.invoices.forms import PurchaseOrderForm
from members.invoices.links import by_link
from members.invoices.pdf import pdf_of
from members.invoices.settled import settled
from people.models import SecurityEvent
from people.security import record_alone
from sheets.writing import download
from webforms.refusals import form_page, refusals_on


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
@by_link
def invoice_by_link(request, opened):
    """What is asked for and what is still owed; the payer's own number is written on it."""
    form = PurchaseOrderForm(request.POST or None, instance=opened.invoice)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.set_purchase_order_by_link(opened=opened, **form.cleaned_data)
            messages.success(request, "The purchase order number stands on the invoice.")
            return redirect("members:invoice_by_link", opened.token)
    context = {"invoice": opened.invoice, "lines": opened.invoice.lines.all(), "form": form, "token": opened.token}
    context["settled"] = settled(opened.invoice)
    return form_page(request, "members/invoice_by_link.html", context)


@never_cache
@login_not_required
@require_safe
@by_link
def invoice_by_link_file(request, opened):
    """The invoice as a PDF, as it stands today."""
    subject = f"invoice {opened.invoice.number}, by the link in a mail"
    record_alone(SecurityEvent.Kind.EXPORTED, user=opened.user, subject=subject)
    headers = {"Content-Disposition": download(f"invoice-{opened.invoice.number}.pdf")}
    return HttpResponse(pdf_of(opened.invoice), content_type="application/pdf", headers=headers)
