"""Bank statements as tests write and load them: CSV and CAMT.053."""

from django.core.files.uploadedfile import SimpleUploadedFile

from members.models import StatementLine
from members.statements import actions
from members.statements.reading import read_statement

OLD, NEW = "02", "08"
DEBTOR = {OLD: "<Dbtr><Nm>{}</Nm></Dbtr>", NEW: "<Dbtr><Pty><Nm>{}</Nm></Pty></Dbtr>"}
STATE = {OLD: "<Sts>{}</Sts>", NEW: "<Sts><Cd>{}</Cd></Sts>"}


def details(who="Hazel Bank Ltd", words="CHA-0001", end_to_end="NOTPROVIDED", amount="", version=OLD) -> str:
    return (
        f"<TxDtls><Refs><EndToEndId>{end_to_end}</EndToEndId></Refs>{amount}"
        f"<RltdPties>{DEBTOR[version].format(who)}</RltdPties><RmtInf><Ustrd>{words}</Ustrd></RmtInf></TxDtls>"
    )


def entry(
    amount="450.00", sign="CRDT", inside="", *, state="BOOK", currency="GBP", day="2026-11-12", version=OLD
) -> str:
    return (
        f'<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd>{STATE[version].format(state)}'
        f"<BookgDt><Dt>{day}</Dt></BookgDt>{inside}</Ntry>"
    )


def paid(*transactions: str) -> str:
    return f"<NtryDtls>{''.join(transactions)}</NtryDtls>"


def camt(*entries: str, version=OLD, root="BkToCstmrStmt") -> bytes:
    return (
        f'\ufeff<?xml version="1.0" encoding="UTF-8"?>'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><{root}><GrpHdr/><Stmt>'
        f"{''.join(entries)}</Stmt></{root}></Document>"
    ).encode()


def written(*rows, head="Date,Description,Amount") -> bytes:
    return "\n".join([head, *rows]).encode()


def loaded(by, *rows) -> list[StatementLine]:
    actions.load_statement(statement=read_statement(written(*rows)), by=by)
    return list(StatementLine.objects.all())


def upload(client, raw):
    return client.post("/staff/payments/bank/load/", {"file": SimpleUploadedFile("bank.csv", raw)}, follow=True)
