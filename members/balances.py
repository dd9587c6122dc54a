"""What is owed and what is left over: read off payments and credit notes, never stored. All in pounds."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import (
    BooleanField,
    Case,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from members.models import Allocation, CreditNote, Invoice, Payment, Refund, Term
from people.models import Provider

MONEY = DecimalField()
LEAST_CHASED = Decimal(1)  # pounds: our own rule; less is credited or paid with the next invoice


def with_balance(invoices: QuerySet[Invoice]) -> QuerySet[Invoice]:
    """Invoices with `paid` (what was matched to them), `credited`, and `balance`, what is still owed."""
    matched = Allocation.objects.filter(invoice=OuterRef("pk"), undone_at=None).order_by().values("invoice")
    credit = CreditNote.objects.filter(invoice=OuterRef("pk")).order_by().values("invoice")
    sums = invoices.annotate(paid=_sum(matched), credited=_sum(credit))
    return sums.annotate(balance=F("amount") - F("paid") - F("credited"))


def unpaid(invoices: QuerySet[Invoice]) -> QuerySet[Invoice]:
    """Those of which something is owed, `with_balance`."""
    return _owed(invoices, Q(balance__gt=0))


def chased(invoices: QuerySet[Invoice]) -> QuerySet[Invoice]:
    """Those of which so much is owed that we write about it: nobody is sent a letter about a penny."""
    return _owed(invoices, Q(balance__gte=LEAST_CHASED))


def late(invoices: QuerySet[Invoice], today: date | None = None) -> QuerySet[Invoice]:
    """Those that are `chased` after the day by which they were due (default: today in London)."""
    return chased(invoices).filter(due_on__lt=today or timezone.localdate())


def uncredited(invoices: QuerySet[Invoice]) -> QuerySet[Invoice]:
    """Those that were not credited as a whole, `with_balance`: something of them is asked for, paid or not."""
    return with_balance(invoices).filter(credited__lt=F("amount"))


def to_credit(invoices: QuerySet[Invoice]) -> QuerySet[Invoice]:
    """Of those for terms that never begin what a person has to look at, `with_balance`: paid or owed, and not credited.

    Where a part was credited and nothing is owed, somebody decided to keep the rest.
    """
    return uncredited(invoices.of_terms_that_never_begin()).filter(Q(credited=0) | Q(balance__gt=0))


def terms_to_bill(terms: QuerySet[Term]) -> QuerySet[Term]:
    """Those that are not over and for which nothing is asked, since their invoices were all credited.

    As where a leaving is taken back after the year that would never have begun was credited.
    """
    own = Invoice.objects.filter(term=OuterRef("pk"))
    found = terms.that_begin().filter(dues__gt=0, ends_on__gte=timezone.localdate())
    return found.filter(Exists(own), ~Exists(uncredited(own)))


def arrears_of(providers: Iterable[Provider]) -> dict[int, Decimal]:
    """By id, what those of these owe who owe something `late`; for a term that never begins nobody owes. One query."""
    invoices = late(Invoice.objects.filter(provider__in=providers).of_terms_that_begin())
    owed = invoices.order_by().values("provider").annotate(owed=Sum("balance"))
    return {each["provider"]: each["owed"] for each in owed}


def _owed(invoices: QuerySet[Invoice], enough: Q) -> QuerySet[Invoice]:
    """Invoices of which `enough` is owed."""
    return with_balance(invoices).filter(_unless_at_once(enough, invoice=OuterRef("pk")))


def _unless_at_once(enough: Q, **of) -> Case:
    """Whether `enough` is open of an invoice or a payment.

    Nearly all were paid, or spent, by one allocation of the whole amount: PostgreSQL finds these in one hash, and
    what is open is added up of the rest.
    """
    at_once = Allocation.objects.filter(amount=OuterRef("amount"), undone_at=None, **of)
    return Case(When(Exists(at_once), then=False), default=ExpressionWrapper(enough, output_field=BooleanField()))


def with_left(payments: QuerySet[Payment]) -> QuerySet[Payment]:
    """Payments with `refunded`, what was paid back of them, and `left`, what no invoice took of the rest.

    That is the provider's credit; of one taken back it is nothing.
    """
    matched = Allocation.objects.filter(payment=OuterRef("pk"), undone_at=None).order_by().values("payment")
    refunds = Refund.objects.in_force().filter(payment=OuterRef("pk")).order_by().values("payment")
    left = Case(When(taken_back_at=None, then=F("amount") - _sum(matched) - F("refunded")), default=Value(Decimal(0)))
    return payments.annotate(refunded=_sum(refunds)).annotate(left=ExpressionWrapper(left, output_field=MONEY))


def left_over(payments: QuerySet[Payment]) -> QuerySet[Payment]:
    """Those of which something is left, `with_left`."""
    return with_left(payments).filter(_unless_at_once(Q(left__gt=0), payment=OuterRef("pk")))


def _sum(rows: QuerySet) -> Coalesce:
    total = Subquery(rows.annotate(total=Sum("amount")).values("total"), output_field=MONEY)
    return Coalesce(total, Value(Decimal(0)), output_field=MONEY)
