"""What a membership that is ended was renewed to already: terms that have not begun, and their invoices."""

from django.utils import timezone

from members.balances import unpaid
from members.models import Invoice, Term
from people.models import Provider


def coming_terms(provider: Provider) -> list[tuple[Term, list[Invoice]]]:
    """Terms that nobody ended and that begin after today, each with its invoices of which something is owed."""
    terms = provider.terms.filter(resigned_on=None, starts_on__gt=timezone.localdate()).order_by("starts_on")
    open_invoices = list(unpaid(Invoice.objects.filter(provider=provider, term__in=terms)).order_by("pk"))
    return [(term, [each for each in open_invoices if each.term_id == term.pk]) for term in terms]
