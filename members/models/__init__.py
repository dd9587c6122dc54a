from members.models.application import Application
from members.models.band import Band
from members.models.invoice import Invoice
from members.models.owned import OwnedQuerySet
from members.models.term import Term

__all__ = ["Application", "Band", "Invoice", "OwnedQuerySet", "Term"]
