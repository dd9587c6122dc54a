"""What a membership that is ended was renewed to already: terms that have not begun, and their invoices."""

from django.utils import timezone

from members.balances import terms_to_bill, to_credit, uncredited
from members.models import Invoice, Leaving, Term
from people.models import Provider


def coming_terms(provider: Provider) -> list[tuple[Term, list[Invoice]]]:
    """Terms that nobody ended and that begin after today, each with its invoices that are not credited, paid or not."""
    terms = provider.terms.filter(resigned_on=None, starts_on__gt=timezone.localdate()).order_by("starts_on")
    invoices = list(uncredited(Invoice.objects.filter(provider=provider, term__in=terms)).order_by("pk"))
    return [(term, [each for each in invoices if each.term_id == term.pk]) for term in terms]


def unbegun(leaving: Leaving) -> list[Invoice]:
    """The invoices to credit of the terms that it ended before they began, with what was paid and is owed of them."""
    of_it = Invoice.objects.filter(term__in=leaving.ended)
    return list(to_credit(of_it).select_related("term").order_by("pk"))


def to_bill(leaving: Leaving) -> list[Term]:
    """Once it is taken back, the terms that would never have begun and for which nothing is asked any more."""
    would_not = Term.objects.filter(pk__in=leaving.ended, starts_on__gt=leaving.last_day)
    return list(terms_to_bill(would_not).order_by("starts_on"))
