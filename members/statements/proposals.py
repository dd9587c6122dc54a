"""Which invoice a line of a statement pays: proposed from its words and amount, for a person to confirm."""

import re
from collections import defaultdict
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
    """The best one for each line that has one, by the line's key: two queries for any number of lines.

    By the invoice's number; then the provider's name, with the same amount (of several the first due), or else what it
    owes, the first due first; then the amount, if a single invoice asks for it and the words name neither a provider
    nor an invoice: whoever they name, it is not another one. What is but a part of another name there names nobody.
    """
    owed = list(unpaid(Invoice.objects.all()).select_related("provider").order_by("due_on", "pk"))
    names = Names(owed)
    found = {line.pk: _best(line, owed, names) for line in lines}
    return {key: proposal for key, proposal in found.items() if proposal}


class Names:
    """What all providers are called, and how our invoices are numbered, paid or not."""

    def __init__(self, owed: Iterable[Invoice]):
        self.billed = [invoice.billed_to for invoice in owed]

    @cached_property
    def providers(self) -> dict[str, str]:
        """Each name as it is compared, and as it is written; of what is owed that of the invoice too."""
        pairs = Provider.objects.values_list("legal_name", "trading_name")
        names = {plain(name): name for pair in [*pairs, self.billed] for name in pair}
        return {name: written for name, written in names.items() if len(name) >= SHORTEST_NAME}

    @cached_property
    def by_word(self) -> dict[str, list[str]]:
        """The names by the first word of each, so that few are looked for in a line."""
        found = defaultdict(list)
        for name in self.providers:
            found[name.split()[0]].append(name)
        return found

    @cached_property
    def any_number(self) -> re.Pattern:
        return re.compile(rf"{however_written(prefix_of(INVOICES))}\W*C?\W*\d{{4}}", re.IGNORECASE)

    def stand_in(self, words: str) -> bool:
        """Whether any of them stands in the words of a bank."""
        return bool(self.any_number.search(words)) or bool(self.found_in(words))

    def found_in(self, words: str) -> list[str]:
        """The names that stand in the words of a bank, the longest first: none that is but a part of a longer one."""
        payer, found = _payer(words), []
        likely = {name for word in payer.split() for name in self.by_word.get(word, ())}
        for name in sorted(likely, key=len, reverse=True):
            if f" {name} " in payer:
                found.append(name)
                payer = payer.replace(f" {name} ", " | ")
        return found

    def named_in(self, words: str) -> str:
        """A provider that the words of a bank name, the longest name of several; empty where they name none."""
        return next((self.providers[name] for name in self.found_in(words)), "")


def _best(line: StatementLine, owed: list[Invoice], names: Names) -> Proposal | None:
    found = set(names.found_in(line.words))
    numbered = [invoice for invoice in owed if _holds(line.words, invoice.number)]
    if numbered:
        invoice = max(numbered, key=lambda invoice: len(invoice.number))
        return Proposal(invoice, REFERENCE, "" if found & _names_of(invoice) else names.named_in(line.words))
    named = [invoice for invoice in owed if found & _names_of(invoice)]
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


def _names_of(invoice: Invoice) -> set[str]:
    return {plain(name) for name in (invoice.billed_to, invoice.provider.legal_name, invoice.provider.trading_name)}
