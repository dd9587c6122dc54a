"""Payments, for the association's people: noted, matched, a wrong match undone."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from history import history_of
from members.balances import left_over, unpaid, with_balance, with_left
from members.list_page import list_page
from members.list_sheet import list_sheet
from members.models import Allocation, Invoice, Payment
from members.payments import actions
from members.payments.forms import PaymentForm, TakeBackForm, UndoForm
from members.payments.sheet import HEADINGS, cells
from people.access import Permission, requires
from people.templatetags.people import pounds
from sheets.writing import Format
from webforms.refusals import form_page, refusals_on, refusals_shown

A_PAGE = 20


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def payment_add(request, pk):
    """Note a payment for an invoice; what is more goes to the provider's other invoices, or stays as credit."""
    invoices = with_balance(Invoice.objects.visible_to(request.user)).select_related("provider")
    invoice = get_object_or_404(invoices, pk=pk)
    form = PaymentForm(request.POST or None, initial={"amount": invoice.balance or None, "reference": invoice.number})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            payment = actions.pay(invoice=invoice, by=request.user, **form.cleaned_data)
            messages.success(request, _outcome(payment, Payment.objects.visible_to(request.user)))
            return redirect("members:invoice_detail", invoice.pk)
    return form_page(request, "members/payment_add.html", {"form": form, "invoice": invoice})


@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def payment_list(request):
    """Payments of which something is left, or all of them; the newest first."""
    left_only, number = request.GET.get("state") != "all", request.GET.get("page")
    shown = _shown(request)
    page = list_page(shown, number, a_page=A_PAGE) if left_only else Paginator(shown, A_PAGE).get_page(number)
    context = {"page": page, "left_only": left_only, "formats": Format.choices}
    return render(request, "members/payment_list.html", context)


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def payment_list_file(request):
    """The list as it is shown, as a sheet."""
    return list_sheet(request, "Payments", HEADINGS, map(cells, _shown(request)))


def _shown(request) -> QuerySet[Payment]:
    payments = Payment.objects.visible_to(request.user).select_related("provider")
    return with_left(payments) if request.GET.get("state") == "all" else left_over(payments)


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def payment_detail(request, pk):
    """What a payment was for, what was paid back of it, and what is left."""
    payments = with_left(Payment.objects.visible_to(request.user).select_related("provider", "by", "taken_back_by"))
    payment = get_object_or_404(payments, pk=pk)
    matches = payment.allocations.select_related("invoice", "by", "undone_by")
    refunds = payment.refunds.select_related("by", "taken_back_by")
    context = {"payment": payment, "matches": matches, "refunds": refunds, "entries": history_of(payment)}
    if payment.left:
        theirs = Invoice.objects.visible_to(request.user).filter(provider=payment.provider_id)
        context["owed"] = unpaid(theirs).order_by("due_on", "pk")
    return render(request, "members/payment_detail.html", context)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def payment_match(request, pk):
    """Match what is left of a payment to what its provider owes, the oldest first."""
    payment = get_object_or_404(Payment.objects.visible_to(request.user), pk=pk)
    with refusals_shown(request):
        made = actions.match_oldest(payment=payment, by=request.user)
        words = ", ".join(f"{pounds(each.amount)} to {each.invoice}" for each in made)
        messages.success(
            request, f"Matched: {words}." if made else "The provider owes nothing: what is left stays as credit."
        )
    return redirect("members:payment_detail", pk)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def payment_match_to(request, pk, invoice):
    """Match what is left of a payment to one invoice that a person chose."""
    payment = get_object_or_404(Payment.objects.visible_to(request.user), pk=pk)
    chosen = get_object_or_404(Invoice.objects.visible_to(request.user), pk=invoice)
    with refusals_shown(request):
        made = actions.match_to(payment=payment, invoice=chosen, by=request.user)
        messages.success(request, f"Matched: {pounds(made.amount)} to {chosen}.")
    return redirect("members:payment_detail", pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def payment_take_back(request, pk):
    """Say that a payment was noted by mistake, with a reason."""
    payments = Payment.objects.visible_to(request.user).in_force().select_related("provider", "statement_line")
    payment = get_object_or_404(with_left(payments), pk=pk)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.take_back(payment=payment, by=request.user, **form.cleaned_data)
            messages.success(request, "Taken back. What it had paid is owed again.")
            return redirect("members:payment_detail", payment.pk)
    matches = payment.allocations.filter(undone_at=None).select_related("invoice")
    context = {"form": form, "payment": payment, "matches": matches}
    return form_page(request, "members/payment_take_back.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def match_undo(request, pk):
    """Undo a wrong match, with a reason."""
    matches = Allocation.objects.visible_to(request.user).select_related("payment", "invoice")
    match = get_object_or_404(matches, pk=pk)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.undo_match(allocation=match, by=request.user, **form.cleaned_data)
            messages.success(request, f"Undone: {pounds(match.amount)} of the payment is free again.")
            return redirect("members:payment_detail", match.payment_id)
    return form_page(request, "members/match_undo.html", {"form": form, "match": match})


def _outcome(payment: Payment, payments: QuerySet[Payment]) -> str:
    """What became of one of these payments, in words."""
    made = [f"{pounds(each.amount)} to {each.invoice}" for each in payment.allocations.select_related("invoice")]
    left = with_left(payments).get(pk=payment.pk).left
    credit = [f"{pounds(left)} stays as credit"] if left else []
    return f"{pounds(payment.amount)} noted: {', '.join([*made, *credit])}."
