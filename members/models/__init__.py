from members.models.application import Application
from members.models.band import Band
from members.models.invoice import CreditNote, Invoice, InvoiceLine, NumberSeries, vat_of
from members.models.owned import OwnedQuerySet
from members.models.payment import Allocation, Payment
from members.models.statement import StatementLine
from members.models.term import Term

__all__ = [
    "Allocation",
    "Application",
    "Band",
    "CreditNote",
    "Invoice",
    "InvoiceLine",
    "NumberSeries",
    "OwnedQuerySet",
    "Payment",
    "StatementLine",
    "Term",
    "vat_of",
]
