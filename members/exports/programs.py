"""The columns that Xero, Sage 50 and QuickBooks Online import. Without Django or a database.

- Xero, sales invoices: the template that it hands out where invoices are imported; columns with a star must be filled.
  One row a line of an invoice, 500 invoices a file at most. Payments come as a bank statement: Date, Amount, Payee,
  Description, Reference.
- Sage 50 Accounts, audit trail transactions (gb-kb.sage.com, "Import data"): SI an invoice, SC a credit note, SA money
  received on account: SR, a receipt against an invoice, cannot be imported, and is allocated by hand. SP money paid
  back to a customer (pimbrook.ie, "Sage 50 – Audit Trail Import", lists it; nobody has confirmed it with Sage).
- QuickBooks Online, invoices (quickbooks.intuit.com, "Import multiple invoices"): columns of these names are mapped by
  themselves. Credit notes have a tool of their own ("How to import credit notes"), in which a person maps the columns.
  Payments come as a bank statement of three columns.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class InvoiceRow:
    """One line of an invoice, or a credit note: net and VAT in pounds."""

    number: str
    customer: str
    customer_code: str
    sent_on: date
    due_on: date
    reference: str  # the purchase order, or the invoice that is credited
    description: str
    net: Decimal
    vat: Decimal
    rate: Decimal
    is_credit: bool = False


@dataclass(frozen=True)
class Money:
    """A payment, or a refund, in pounds."""

    customer: str
    customer_code: str
    day: date
    amount: Decimal
    reference: str
    invoices: str  # which it went to
    is_refund: bool = False

    @property
    def signed(self) -> Decimal:
        """As a bank statement has it: less than nothing where it left."""
        return -self.amount if self.is_refund else self.amount


@dataclass(frozen=True)
class Codes:
    """What the association calls its accounts and rates there."""

    income: str
    bank: str
    with_vat: str
    without_vat: str

    def of(self, line: InvoiceRow) -> str:
        """The code of a line's rate."""
        return self.with_vat if line.rate else self.without_vat


XERO_INVOICES = [
    *("*ContactName", "*InvoiceNumber", "Reference", "*InvoiceDate", "*DueDate", "*Description", "*Quantity"),
    *("*UnitAmount", "*AccountCode", "*TaxType", "TaxAmount", "Currency"),
]
XERO_MONEY = ["*Date", "*Amount", "Payee", "Description", "Reference"]
SAGE = [
    *("Type", "Account Reference", "Nominal A/C Ref", "Department Code", "Date", "Reference", "Details"),
    *("Net Amount", "Tax Code", "Tax Amount", "Exchange Rate", "Extra Reference"),
]
QUICKBOOKS_INVOICES = [
    *("*InvoiceNo", "*Customer", "*InvoiceDate", "*DueDate", "Memo", "Item(Product/Service)", "ItemDescription"),
    *("ItemQuantity", "ItemRate", "*ItemAmount", "*ItemTaxCode", "ItemTaxAmount", "Currency"),
]
QUICKBOOKS_CREDIT_NOTES = [
    *("*CreditNoteNo", "*Customer", "*CreditNoteDate", "Memo", "Item(Product/Service)", "ItemDescription"),
    *("ItemQuantity", "ItemRate", "*ItemAmount", "*ItemTaxCode", "ItemTaxAmount", "Currency"),
]
QUICKBOOKS_MONEY = ["Date", "Description", "Amount"]
DETAILS, REFERENCE = 60, 30  # the longest that Sage takes


def xero_invoices(lines: Iterable[InvoiceRow], codes: Codes) -> list[list]:
    """A row for each line; a credit note has less than nothing, and Xero takes it as one."""
    return [
        [
            *(line.customer, line.number, line.reference, line.sent_on, line.due_on, line.description, 1),
            *(_signed(line, line.net), codes.income, codes.of(line), _signed(line, line.vat), "GBP"),
        ]
        for line in lines
    ]


def quickbooks_invoices(lines: Iterable[InvoiceRow], codes: Codes) -> list[list]:
    """A row for each line of an invoice; credit notes are in a file of their own."""
    return [
        [
            *(line.number, line.customer, line.sent_on, line.due_on, line.reference, codes.income, line.description),
            *(1, line.net, line.net, codes.of(line), line.vat, "GBP"),
        ]
        for line in lines
        if not line.is_credit
    ]


def quickbooks_credit_notes(lines: Iterable[InvoiceRow], codes: Codes) -> list[list]:
    """A row for each credit note, with the invoice that it credits."""
    return [
        [
            *(line.number, line.customer, line.sent_on, line.reference, codes.income, line.description),
            *(1, line.net, line.net, codes.of(line), line.vat, "GBP"),
        ]
        for line in lines
        if line.is_credit
    ]


def sage_invoices(lines: Iterable[InvoiceRow], codes: Codes) -> list[list]:
    """Invoices and credit notes as audit trail transactions."""
    return [
        [
            *("SC" if line.is_credit else "SI", line.customer_code, codes.income, 0, line.sent_on),
            *(line.number[:REFERENCE], line.description[:DETAILS], line.net, codes.of(line), line.vat, 1),
            line.reference[:REFERENCE],
        ]
        for line in lines
    ]


def xero_money(payments: Iterable[Money], codes: Codes) -> list[list]:
    """A bank statement of what arrived and what was paid back."""
    return [[each.day, each.signed, each.customer, each.invoices, each.reference] for each in payments]


def quickbooks_money(payments: Iterable[Money], codes: Codes) -> list[list]:
    """A bank statement of three columns."""
    return [[each.day, f"{each.customer} {each.invoices}".strip(), each.signed] for each in payments]


def sage_money(payments: Iterable[Money], codes: Codes) -> list[list]:
    """Money received on account and paid back, without VAT (T9): it is allocated in Sage."""
    return [
        [
            *(
                "SP" if each.is_refund else "SA",
                each.customer_code,
                codes.bank,
                0,
                each.day,
                each.reference[:REFERENCE],
            ),
            *(each.invoices[:DETAILS], each.amount, "T9", Decimal(0), 1, ""),
        ]
        for each in payments
    ]


def _signed(line: InvoiceRow, amount: Decimal) -> Decimal:
    return -amount if line.is_credit else amount
