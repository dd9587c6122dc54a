"""Refunds, for the association's people: noted on the page of a payment, and taken back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from members.balances import with_left
from members.models import Payment, Refund
from members.payments.forms import TakeBackForm
from members.refunds import actions
from members.refunds.forms import RefundForm
from people.access import Permission, requires
from people.templatetags.people import pounds
from webforms.refusals import form_page, refusals_on


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def refund_add(request, pk):
    """Note that what is left of a payment was paid back, or a part of it."""
    payments = with_left(Payment.objects.visible_to(request.user).in_force().select_related("provider"))
    payment = get_object_or_404(payments, pk=pk)
    form = RefundForm(request.POST or None, initial={"amount": payment.left or None, "method": payment.method})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            refund = actions.note_refund(payment=payment, by=request.user, **form.cleaned_data)
            messages.success(request, f"Noted: {pounds(refund.amount)} was paid back. The provider’s people are told.")
            return redirect("members:payment_detail", payment.pk)
    return form_page(request, "members/refund_add.html", {"form": form, "payment": payment})


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def refund_take_back(request, pk):
    """Say that a refund was noted by mistake, with a reason."""
    refunds = Refund.objects.visible_to(request.user).in_force().select_related("payment__provider")
    refund = get_object_or_404(refunds, pk=pk)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.take_refund_back(refund=refund, by=request.user, **form.cleaned_data)
            messages.success(request, f"Taken back: {pounds(refund.amount)} of the payment is left again.")
            return redirect("members:payment_detail", refund.payment_id)
    return form_page(request, "members/refund_take_back.html", {"form": form, "refund": refund})
