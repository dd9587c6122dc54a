from members.models.application import Application, ApplicationHome
from members.models.application_file import ApplicationFile, ApplicationMessage
from members.models.band import Band
from members.models.contact import Contact
from members.models.directory import DirectoryCheck, DirectoryEntry
from members.models.dues_year import DuesYear
from members.models.invoice import CreditNote, Invoice, InvoiceLine, NumberSeries, vat_of
from members.models.leaving import Leaving
from members.models.note import Note
from members.models.owned import OwnedQuerySet
from members.models.payment import Allocation, Payment
from members.models.provider_import import ImportedProvider, ProviderImport, RememberedColumns
from members.models.refund import Refund
from members.models.reminder import HeldReminder, ReminderRule
from members.models.renewal import Renewal, RenewalRun
from members.models.rules import Declaration, RulesVersion
from members.models.statement import BankStatement, StatementLine
from members.models.term import Term

__all__ = [
    "Allocation",
    "Application",
    "ApplicationFile",
    "ApplicationHome",
    "ApplicationMessage",
    "Band",
    "BankStatement",
    "Contact",
    "CreditNote",
    "Declaration",
    "DirectoryCheck",
    "DirectoryEntry",
    "DuesYear",
    "HeldReminder",
    "ImportedProvider",
    "Invoice",
    "InvoiceLine",
    "Leaving",
    "Note",
    "NumberSeries",
    "OwnedQuerySet",
    "Payment",
    "ProviderImport",
    "Refund",
    "RememberedColumns",
    "ReminderRule",
    "Renewal",
    "RenewalRun",
    "RulesVersion",
    "StatementLine",
    "Term",
    "vat_of",
]
