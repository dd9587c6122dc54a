"""A year of membership begun by hand: what it costs and why, before it is kept."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from history import history_of
from members.balances import arrears_of
from members.dues.prices import price_for, price_or_why_not
from members.invoices.payers import who_gets_invoices, who_is_invited
from members.models import DuesYear, Term
from members.terms.actions import leaves_on, next_first_day, send_new_invoice, start_term
from members.terms.forms import TermForm
from people.access import Permission, requires
from people.models import Provider
from people.templatetags.people import day, pounds
from webforms import forms
from webforms.refusals import form_page, refusals_on, refusals_shown


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def term_create(request, pk):
    """Admit a provider, or renew its membership."""
    provider = get_object_or_404(Provider.objects.visible_to(request.user), pk=pk)
    starts_on = _typed(request) or next_first_day(provider)
    price, why_not = price_or_why_not(price_for, provider, starts_on)
    form = TermForm(request.POST or None, provider=provider, price=price, initial={"starts_on": starts_on})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            term = start_term(
                provider=provider, starts_on=form.cleaned_data["starts_on"], agreed=form.agreed, by=request.user
            )
            messages.success(request, f"A member from {day(term.starts_on)} to {day(term.ends_on)}.")
            if term.dues and not (who_gets_invoices(provider) or who_is_invited(provider).exists()):
                messages.warning(
                    request, "Nobody got its invoice by mail. Invite its owner, who finds it under Membership."
                )
            return redirect(provider)
    context = {"form": form, "provider": provider, "price": price, "why_not": why_not}
    context |= {
        "draft": DuesYear.objects.visible_to(request.user).drafted_for(starts_on).first(),
        "leaves_on": leaves_on(provider),
        "arrears": arrears_of([provider]).get(provider.pk),
    }
    return form_page(request, "members/term_form.html", context)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def term_invoice(request, pk):
    """Send a new invoice for a term whose own were all credited."""
    term = get_object_or_404(Term.objects.visible_to(request.user).select_related("provider"), pk=pk)
    with refusals_shown(request):
        invoice = send_new_invoice(term=term, by=request.user)
        messages.success(request, f"Invoice {invoice} over {pounds(invoice.amount)} is sent.")
    return redirect(term.provider)


@require_GET
@requires(Permission.MEMBERSHIP_MANAGE, Permission.MEMBERSHIP_OWN)
def term_history(request, pk):
    term = get_object_or_404(Term.objects.visible_to(request.user).select_related("provider"), pk=pk)
    return render(request, "people/history.html", {"thing": term, "entries": history_of(term)})


def _typed(request) -> date | None:
    try:
        return forms.DateField(required=False).clean(request.POST.get("starts_on"))
    except ValidationError:
        return None
