"""Which invoice a line of a statement pays: proposed from its words and amount, for a person to confirm."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from members.balances import unpaid
from members.invoices.numbers import INVOICES, however_written, prefix_of
from members.models import Invoice, StatementLine
from members.names import plain
from people.models import Provider

REFERENCE, NAME, AMOUNT = "The invoice’s number", "The payer’s name", "The amount alone"
MOST_OFFERED = 3  # invoices of a line: of more, a list is chosen from
SHORTEST_NAME = 3  # letters: “A” stands in any bank's words


@dataclass(frozen=True)
class Proposal:
    """An invoice, `with_balance`, and in words what speaks for it; `names` is another provider that the words name.

    `others` are more that it may pay as well, if the words name who owes several and none of them has that amount.
    """

    invoice: Invoice
    why: str
    names: str = ""
    others: tuple[Invoice, ...] = ()

    @property
    def invoices(self) -> list[Invoice]:
        """Those to choose from, the likeliest first."""
        return [self.invoice, *self.others]


def proposals_for(lines: Iterable[StatementLine]) -> dict[int, Proposal]:
    """The best one for each line that has one, by the line's key: one query for any number of lines.

    By the invoice's number; then the provider's name, with the same amount (of several the first due), or else what it
    owes, the first due first; then the amount, if a single invoice asks for it and the words name neither a provider
    nor an invoice: whoever they name, it is not another one. One query more where it comes to that.
    """
    owed = list(unpaid(Invoice.objects.all()).select_related("provider").order_by("due_on", "pk"))
    names = Names()
    found = {line.pk: _best(line, owed, names) for line in lines}
    return {key: proposal for key, proposal in found.items() if proposal}


class Names:
    """What all providers are called, and how our invoices are numbered, paid or not."""

    @cached_property
    def providers(self) -> dict[str, str]:
        """Each name as it is compared, and as it is written."""
        pairs = Provider.objects.values_list("legal_name", "trading_name")
        names = {plain(name): name for pair in pairs for name in pair}
        return {name: written for name, written in names.items() if len(name) >= SHORTEST_NAME}

    @cached_property
    def any_number(self) -> re.Pattern:
        return re.compile(rf"{however_written(prefix_of(INVOICES))}\W*C?\W*\d{{4}}", re.IGNORECASE)

    def stand_in(self, words: str) -> bool:
        """Whether any of them stands in the words of a bank."""
        return bool(self.any_number.search(words)) or bool(self.named_in(words))

    def named_in(self, words: str) -> str:
        """A provider that the words of a bank name, the longest name of several; empty where they name none."""
        payer = _payer(words)
        return max((written for name, written in self.providers.items() if f" {name} " in payer), key=len, default="")


def _best(line: StatementLine, owed: list[Invoice], names: Names) -> Proposal | None:
    numbered = [invoice for invoice in owed if _holds(line.words, invoice.number)]
    if numbered:
        invoice = max(numbered, key=lambda invoice: len(invoice.number))
        return Proposal(invoice, REFERENCE, "" if _is_named(line.words, invoice) else names.named_in(line.words))
    named = [invoice for invoice in owed if _is_named(line.words, invoice)]
    exact = [invoice for invoice in named if invoice.balance == line.amount]
    if exact:
        return Proposal(exact[0], NAME)
    if named:
        return Proposal(named[0], NAME, others=tuple(named[1:MOST_OFFERED]))
    same = [invoice for invoice in owed if invoice.balance == line.amount]
    return Proposal(same[0], AMOUNT) if len(same) == 1 and not names.stand_in(line.words) else None


def _holds(words: str, number: str) -> bool:
    """Whether the number stands there, with other signs between its own or none, and begins no longer one."""
    return re.search(rf"{however_written(number)}(?!\d)", words, re.IGNORECASE) is not None


def _payer(words: str) -> str:
    return f" {plain(words.replace('·', ' '))} "


def _is_named(words: str, invoice: Invoice) -> bool:
    payer = _payer(words)
    names = {plain(name) for name in (invoice.billed_to, invoice.provider.legal_name, invoice.provider.trading_name)}
    return any(f" {name} " in payer for name in names if name)
