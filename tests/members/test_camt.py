"""Bank statements in CAMT.053: of each version, with collections, with what is not booked, and what is none."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from members.models import StatementLine
from members.statements.reading import read_statement
from sheets import NotASheet
from tests.members.bank_files import NEW, OLD, camt, details, entry, paid
from tests.reading import text

SENT = '<AmtDtls><TxAmt><Amt Ccy="EUR">520.00</Amt></TxAmt></AmtDtls>'
CHARGES = ("9.50", "DBIT", "<AddtlNtryInf>CHARGES</AddtlNtryInf>")


@pytest.mark.parametrize("version", [OLD, NEW])
def test_what_arrived_is_read_and_what_left_is_counted(version):
    inside = paid(details(end_to_end="PO 7", version=version))
    found = read_statement(camt(entry(inside=inside, version=version), entry(*CHARGES, version=version)))
    [arrival] = found.arrivals
    assert (arrival.day, arrival.amount) == (date(2026, 11, 12), 450)
    assert arrival.words == "Hazel Bank Ltd · CHA-0001 · PO 7"
    assert (found.left, found.problems) == (1, [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_file_in_utf_16_is_read_as_it_says(encoding):
    words = camt(entry(inside=paid(details("Cartrefi’r Ŵyl")))).decode("utf-8-sig").replace("UTF-8", "UTF-16")
    raw = words.encode(encoding)
    [arrival] = read_statement(raw if encoding == "utf-16" else b"\xfe\xff" + raw).arrivals
    assert arrival.words == "Cartrefi’r Ŵyl · CHA-0001"


def test_a_reference_that_nobody_gave_is_not_told():
    [arrival] = read_statement(camt(entry(inside=paid(details())))).arrivals
    assert arrival.words == "Hazel Bank Ltd · CHA-0001"


def test_what_only_the_bank_says_of_it_is_better_than_nothing():
    [arrival] = read_statement(camt(entry(inside="<AddtlNtryInf>BGC HAZEL</AddtlNtryInf>"))).arrivals
    assert arrival.words == "BGC HAZEL"


@pytest.mark.parametrize(
    "amount", ['<Amt Ccy="GBP">{}</Amt>', '<AmtDtls><TxAmt><Amt Ccy="GBP">{}</Amt></TxAmt></AmtDtls>']
)
def test_a_collection_gives_a_line_for_each_payment(amount):
    parts = paid(
        details("Hazel", amount=amount.format("450.00")), details("Larkfield", "x", amount=amount.format("900.00"))
    )
    found = read_statement(camt(entry("1350.00", inside=parts)))
    assert [(each.words, each.amount) for each in found.arrivals] == [
        ("Hazel · CHA-0001", 450),
        ("Larkfield · x", 900),
    ]


@pytest.mark.parametrize("amounts", [("450.00", "899.99"), ("450.00", ""), ("1350.00", "")])
def test_a_collection_that_does_not_add_up_stays_one_line(amounts):
    said = [f'<Amt Ccy="GBP">{amount}</Amt>' if amount else "" for amount in amounts]
    parts = paid(details("Hazel", amount=said[0]), details("Larkfield", amount=said[1]))
    [arrival] = read_statement(camt(entry("1350.00", inside=parts))).arrivals
    assert arrival.amount == 1350
    assert "Hazel" in arrival.words
    assert "Larkfield" in arrival.words


@pytest.mark.parametrize("inside", ['<Amt Ccy="EUR">520</Amt>', SENT])
def test_pounds_that_were_sent_in_another_currency_are_pounds(inside):
    parts = paid(details("Hazel", amount=inside))
    [arrival] = read_statement(camt(entry("450.00", inside=parts))).arrivals
    assert (arrival.amount, arrival.words) == (450, "Hazel · CHA-0001")
    two = paid(details("Hazel", amount=inside), details("Larkfield", amount='<Amt Ccy="GBP">1.00</Amt>'))
    assert [each.amount for each in read_statement(camt(entry("451.00", inside=two))).arrivals] == [451]


def test_a_day_with_a_time_and_a_day_of_value_are_days():
    timed = entry().replace("<Dt>2026-11-12</Dt>", "<DtTm>2026-11-12T23:30:00+00:00</DtTm>")
    valued = entry().replace("BookgDt", "ValDt")
    assert [each.day for each in read_statement(camt(timed, valued)).arrivals] == [date(2026, 11, 12)] * 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (entry(state="PDNG"), "not booked yet"),
        (entry(currency="EUR"), "“450.00 EUR” is no amount in pounds"),
        (entry("450.005"), "no amount in pounds"),
        (entry("-1"), "no amount in pounds"),
        (entry("NaN"), "no amount in pounds"),
        (entry("1e400"), "no amount in pounds"),
        (entry("99999999999999.00"), "No member pays so much"),
        (entry("many"), "“many GBP” is no amount"),
        (entry(day="31 November"), "It says no day"),
        (entry().replace('<Amt Ccy="GBP">450.00</Amt>', ""), "no amount in pounds"),
    ],
)
def test_an_entry_that_cannot_be_read_is_named_and_stops_no_other(wrong, sentence):
    found = read_statement(camt(entry("1"), wrong, entry("2")))
    assert [each.amount for each in found.arrivals] == [Decimal(1), Decimal(2)]
    [problem] = found.problems
    assert problem.startswith("Entry 2: ")
    assert sentence in problem


@pytest.mark.parametrize(
    "raw",
    [
        camt(),
        camt(entry())[:-40],
        camt(entry(), root="BkToCstmrDbtCdtNtfctn"),
        b"<html><body>Sign in</body></html>",
        b"<",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a><BkToCstmrStmt>&b;</BkToCstmrStmt></a>',
    ],
    ids=["empty", "cut off", "of another kind", "a page", "a sign", "with a type of its own"],
)
def test_what_is_no_statement_is_refused_with_a_sentence(raw):
    with pytest.raises(NotASheet, match=r"\w+ \w+ \w+"):
        read_statement(raw)


@pytest.mark.django_db
def test_it_is_loaded_by_the_page_and_the_second_time_changes_nothing(signed_in, membership_manager):
    client = signed_in(membership_manager)
    raw = camt(entry(inside=paid(details("Tŷ Hapus Cyf"))), entry(inside=paid(details("Tŷ Hapus Cyf"))))
    for _ in range(2):
        file = SimpleUploadedFile("statement.xml", raw)
        assert client.post("/staff/payments/bank/load/", {"file": file}).status_code == 302
    assert [line.words for line in StatementLine.objects.all()] == ["Tŷ Hapus Cyf · CHA-0001"] * 2
    assert "Tŷ Hapus Cyf" in text(client.get("/staff/payments/bank/"))
