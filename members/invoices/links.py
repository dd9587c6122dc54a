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
from members.invoices.payers import who_is_invited
from members.models import Invoice
from people.access import Permission, can
from people.links import link_to
from people.models import Invitation, User

SIGNER = TimestampSigner(salt="members.invoice", sep=".")
LINK_LASTS = timedelta(days=90)
INVITED = "i"  # before the number of an invitation, where others have a user's


@dataclass(frozen=True)
class Opened:
    """What a link opens: an invoice from `with_balance`, and to whom it was sent: a person, or who is invited."""

    invoice: Invoice
    to: User | Invitation
    token: str

    @property
    def user(self) -> User | None:
        """None as long as they have no account."""
        return self.to if isinstance(self.to, User) else self.to.user


def link_of(invoice: Invoice, to: User | Invitation) -> str:
    """The link for a mail to a person, or to who is invited and not here yet."""
    return link_to("members:invoice_by_link", token_for(invoice, to))


def token_for(invoice: Invoice, to: User | Invitation) -> str:
    return SIGNER.sign(f"{invoice.pk}-{'' if isinstance(to, User) else INVITED}{to.pk}")


def opened_by(token: str) -> Opened | None:
    """None for a link that is not ours or too old, and once its person sees the provider's invoices no more."""
    try:
        invoice_pk, to = SIGNER.unsign(token, max_age=LINK_LASTS).split("-")
    except BadSignature:
        return None
    invoice = with_balance(Invoice.objects.select_related("provider", "term")).filter(pk=invoice_pk).first()
    found = invoice and (_invited(invoice, to[1:]) if to.startswith(INVITED) else _person(invoice, to))
    return Opened(invoice, found, token) if found else None


def _person(invoice: Invoice, pk: str) -> User | None:
    user = User.objects.filter(pk=pk, is_active=True).first()
    return user if user and can(user, Permission.MEMBERSHIP_OWN, invoice.provider) else None


def _invited(invoice: Invoice, pk: str) -> Invitation | None:
    """The invitation, while it can be accepted, and as long as whoever accepted it sees the invoices."""
    invitation = Invitation.objects.filter(pk=pk, provider=invoice.provider).select_related("user").first()
    if invitation is None:
        return None
    if invitation.accepted_at:
        return invitation if _person(invoice, invitation.user_id) else None
    return invitation if who_is_invited(invoice.provider).filter(pk=pk).exists() else None


def by_link(view: Callable) -> Callable:
    """Decorate a view, which takes what its link opens in the place of the token; else a page says so (410)."""

    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        found = opened_by(token)
        return view(request, found) if found else render(request, "members/invoice_link_gone.html", status=410)

    return opened
