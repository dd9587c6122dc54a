"""Which invoice a line of a statement pays: proposed from its words and amount, for a person to confirm."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from members.balances import unpaid
from members.models import Invoice, StatementLine
from members.names import plain

REFERENCE, NAME, AMOUNT = "The invoice’s number", "The payer’s name", "The amount alone"


@dataclass(frozen=True)
class Proposal:
    """An invoice, `with_balance`, and in words what speaks for it."""

    invoice: Invoice
    why: str


def proposals_for(lines: Iterable[StatementLine]) -> dict[int, Proposal]:
    """The best one for each line that has one, by the line's key: one query for any number of lines.

    By the invoice's number; then the provider's name, with the same amount (of several the first due) or where it owes
    one alone; then the amount, if a single invoice asks for it.
    """
    owed = list(unpaid(Invoice.objects.all()).select_related("provider").order_by("due_on", "pk"))
    found = {line.pk: _best(line, owed) for line in lines}
    return {key: proposal for key, proposal in found.items() if proposal}


def _best(line: StatementLine, owed: list[Invoice]) -> Proposal | None:
    written = _bare(line.words)
    numbered = [invoice for invoice in owed if _holds(written, _bare(invoice.number))]
    if numbered:
        return Proposal(max(numbered, key=lambda invoice: len(invoice.number)), REFERENCE)
    named = [invoice for invoice in owed if _is_named(line.words, invoice)]
    exact = [invoice for invoice in named if invoice.balance == line.amount]
    if exact or len(named) == 1:
        return Proposal((exact or named)[0], NAME)
    match [invoice for invoice in owed if invoice.balance == line.amount]:
        case [only]:
            return Proposal(only, AMOUNT)
    return None


def _bare(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def _holds(written: str, number: str) -> bool:
    """Whether the number stands there, and is not the beginning of a longer one."""
    return re.search(rf"{number}(?!\d)", written) is not None


def _is_named(words: str, invoice: Invoice) -> bool:
    payer = f" {plain(words.replace('·', ' '))} "
    names = {plain(name) for name in (invoice.billed_to, invoice.provider.legal_name, invoice.provider.trading_name)}
    return any(f" {name} " in payer for name in names if name)
