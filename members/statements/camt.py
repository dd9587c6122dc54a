"""Reads a statement in CAMT.053, which banks give to bookkeeping programs: ISO 20022, BankToCustomerStatement.

Any of its versions (camt.053.001.02 and later): they differ in namespace, in where a name stands, and in how a state is
wrapped, so elements are found by their local names. Without a database.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree

from cleaning.text import cleaned, one_line
from members.statements.bookings import Booking, words_of
from sheets import NotASheet

OTHER = "This XML file is no bank statement in the format CAMT.053. Choose that one, or CSV or Excel."
BROKEN = "This XML file ends before it should, or is damaged. Export it from your bank once more."
NOT_BOOKED = "It is not booked yet: it will be in a later statement."
NOT_PROVIDED = "NOTPROVIDED"  # what ISO 20022 has banks write where the payer gave no reference


def is_xml(raw: bytes) -> bool:
    """Whether it begins as XML does: in UTF-8, or in UTF-16 with its mark, which XML requires (XML 1.0, 4.3.3)."""
    in_utf_16 = raw.startswith((b"\xff\xfe<\0", b"\xfe\xff\0<"))
    return in_utf_16 or raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def camt_bookings(raw: bytes) -> Iterator[tuple[str, Booking]]:
    """Each booking with what it is called. Raises NotASheet, with a sentence, for what is no such statement.

    An entry that the bank made of several payments gives one for each, if they add up to it.
    """
    for number, entry in enumerate(_statement(raw).iter("{*}Ntry"), start=1):
        name = f"Entry {number}"
        try:
            yield from ((name, booking) for booking in _bookings(entry))
        except ValueError as fault:
            yield name, Booking(problem=str(fault))


def _statement(raw: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise NotASheet(BROKEN) from fault
    if root.getroottree().docinfo.doctype or root.find("{*}BkToCstmrStmt") is None:
        raise NotASheet(OTHER)
    return root


def _bookings(entry: etree._Element) -> list[Booking]:
    state = _text(entry, "Sts/Cd") or _text(entry, "Sts")
    if state != "BOOK":
        raise ValueError(NOT_BOOKED)
    amount, day = _pounds(entry.find("{*}Amt")), _day(entry)
    if _text(entry, "CdtDbtInd") != "CRDT":
        return [Booking(day, -amount)]
    payments = entry.findall("{*}NtryDtls/{*}TxDtls")
    parts = [_part(payment) for payment in payments] if len(payments) > 1 else [None]
    if None not in parts and sum(part for part in parts if part) == amount:
        return [Booking(day, part, _words(payment)) for payment, part in zip(payments, parts, strict=True) if part]
    return [Booking(day, amount, words_of(*(_words(payment) for payment in payments), _text(entry, "AddtlNtryInf")))]


def _part(payment: etree._Element) -> Decimal | None:
    """What one of several payments is, if the bank says so in pounds: of one from abroad it may say what was sent."""
    amounts = [*payment.findall("{*}Amt"), *payment.findall("{*}AmtDtls/{*}TxAmt/{*}Amt")]
    return next((_pounds(each) for each in amounts if each.get("Ccy") == "GBP"), None)


def _pounds(element: etree._Element | None) -> Decimal:
    typed = "" if element is None else (element.text or "").strip()
    currency = "" if element is None else element.get("Ccy", "")
    try:
        amount = Decimal(typed)
    except InvalidOperation:
        amount = Decimal("NaN")
    # Of a number of hundreds of digits no decimal places can be taken: that is for `reading` to say no to.
    if currency != "GBP" or not amount.is_finite() or not 0 <= amount < 10**18 or amount != round(amount, 2):
        raise ValueError(f"“{one_line(cleaned(f'{typed} {currency}'.strip()))[:40]}” is no amount in pounds.")
    return amount


def _day(entry: etree._Element) -> date:
    """The day on which the bank booked it, in its own zone."""
    typed = next(
        (text for path in ("BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm") if (text := _text(entry, path))), ""
    )
    try:
        return date.fromisoformat(typed[:10])
    except ValueError as fault:
        raise ValueError("It says no day.") from fault


def _words(payment: etree._Element) -> str:
    """Who paid, for what, and by which reference."""
    reference = _text(payment, "Refs/EndToEndId")
    return words_of(
        _text(payment, "RltdPties/Dbtr/Nm") or _text(payment, "RltdPties/Dbtr/Pty/Nm"),
        " ".join(_texts(payment, "RmtInf/Ustrd")),
        *_texts(payment, "RmtInf/Strd/CdtrRefInf/Ref"),
        "" if reference == NOT_PROVIDED else reference,
        _text(payment, "AddtlTxInf"),
    )


def _text(element: etree._Element, path: str) -> str:
    return next(iter(_texts(element, path)), "")


def _texts(element: etree._Element, path: str) -> list[str]:
    found = element.findall("/".join(f"{{*}}{name}" for name in path.split("/")))
    return [words for each in found if (words := one_line(cleaned(each.text or "")))]
