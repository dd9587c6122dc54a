"""An invoice by the link in its mail: read, downloaded and given a purchase order without signing in.

Whom the mail went to may hand it to their accounts department: the link opens this one invoice to whoever has it, for
ninety days, and no longer than the person it was sent to sees the provider's invoices.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from members.balances import with_balance
from members.models import Invoice
from people.access import Permission, can
from people.links import link_to
from people.models import User

SIGNER = TimestampSigner(salt="members.invoice", sep=".")
LINK_LASTS = timedelta(days=90)


@dataclass(frozen=True)
class Opened:
    """What a link opens: an invoice from `with_balance`, to the person whom it was sent to."""

    invoice: Invoice
    user: User
    token: str


def link_of(invoice: Invoice, user: User) -> str:
    """The link for a mail to a person."""
    return link_to("members:invoice_by_link", token_for(invoice, user))


def token_for(invoice: Invoice, user: User) -> str:
    return SIGNER.sign(f"{invoice.pk}-{user.pk}")


def opened_by(token: str) -> Opened | None:
    """None for a link that is not ours or too old, and once its person sees the provider's invoices no more."""
    try:
        invoice_pk, user_pk = SIGNER.unsign(token, max_age=LINK_LASTS).split("-")
    except BadSignature:
        return None
    invoice = with_balance(Invoice.objects.select_related("provider", "term")).filter(pk=invoice_pk).first()
    user = User.objects.filter(pk=user_pk, is_active=True).first()
    if invoice is None or user is None or not can(user, Permission.MEMBERSHIP_OWN, invoice.provider):
        return None
    return Opened(invoice, user, token)


def by_link(view: Callable) -> Callable:
    """Decorate a view, which takes what its link opens in the place of the token; else a page says so (410)."""

    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        found = opened_by(token)
        return view(request, found) if found else render(request, "members/invoice_link_gone.html", status=410)

    return opened
