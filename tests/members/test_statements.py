"""Bank statements: read as the UK's banks write them, proposed, confirmed by a person, and loaded twice for nothing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from members.balances import with_balance
from members.models import Invoice, Payment, StatementLine
from members.statements import actions
from members.statements.proposals import proposals_for
from members.statements.reading import read_statement
from sheets import NotASheet
from tests.conftest import make_provider
from tests.members.bank_files import loaded, upload, written
from tests.members.conftest import make_invoice, make_payment
from tests.reading import text

TODAY = timezone.localdate()
# The headings of each bank's own export, with one line of money that arrived and one of money that left.
BANKS = {
    "Barclays": "Number,Date,Account,Amount,Subcategory,Memo\n,12/11/2026,20-00-00 123,450.00,FT,HAZEL CHA-0001\n"
    ",13/11/2026,20-00-00 123,-9.50,DD,CHARGES",
    "NatWest": "Date,Type,Description,Value,Balance,Account Name,Account Number\n"
    '12 Nov 2026,BAC,"HAZEL CHA-0001",450.00,1450.00,CHA,600000-1\n13 Nov 2026,D/D,CHARGES,-9.50,1440.50,CHA,600000-1',
    "Lloyds": "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,"
    "Credit Amount,Balance\n12/11/2026,FPI,'30-00-00,123,HAZEL CHA-0001,,450.00,1450.00\n"
    "13/11/2026,DD,'30-00-00,123,CHARGES,9.50,,1440.50",
    "HSBC": "Date,Type,Description,Paid out,Paid in,Balance\n12 Nov 2026,CR,HAZEL CHA-0001,,450.00,1450.00\n"
    "13 Nov 2026,DD,CHARGES,9.50,,1440.50",
    "Santander": "Date,Type,Merchant/Description,Debit/Credit,Balance\n"
    '12/11/2026,FPI,HAZEL CHA-0001,£450.00,"£1,450.00"\n'
    "13/11/2026,DD,CHARGES,-£9.50,£1440.50",
    "Starling": "Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP)\n"
    "12/11/2026,HAZEL,CHA-0001,FASTER PAYMENT,450.00,1450.00\n13/11/2026,BANK,CHARGES,DIRECT DEBIT,-9.50,1440.50",
    "Co-operative": "Date,Description,Type,Money In,Money Out,Balance\n2026-11-12,HAZEL CHA-0001,FPI,450.00,,1450.00\n"
    "2026-11-13,CHARGES,DD,,9.50,1440.50",
    "Metro": "Date,Details,Transaction Type,In,Out,Balance\n12/11/2026,HAZEL CHA-0001,FP,450.00,,1450.00\n"
    "13/11/2026,CHARGES,DD,,9.50,1440.50",
    "CAF": "Account name: CHA\n\nDate,Transaction details,Debit,Credit,Balance\n"
    "12/11/2026,HAZEL CHA-0001,,450.00,1450.00\n13/11/2026,CHARGES,9.50,,1440.50",
}


BANKS |= {
    "Bankline": "Sort Code,Account Number,Currency,Date,Narrative #1,Narrative #2,Narrative #3,Type,Debit,Credit\n"
    "600000,123,GBP,12/11/2026,HAZEL,CHA-0001,FP 12/11/26,BAC,,450.00\n600000,123,GBP,13/11/2026,BANK,,,D/D,9.50,",
    "HSBC, without headings": "12/11/2026,HAZEL CHA-0001 CR,450.00\n13/11/2026,CHARGES,-9.50",
}


@pytest.mark.parametrize("bank", BANKS)
def test_what_arrived_is_read_from_each_bank_s_own_export(bank):
    statement = read_statement(BANKS[bank].encode())
    [arrival] = statement.arrivals
    assert (arrival.day, arrival.amount) == (date(2026, 11, 12), 450)
    assert "HAZEL" in arrival.words
    assert "CHA-0001" in arrival.words
    assert (statement.left, statement.problems) == (1, [])


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("1,234.56", "1234.56"), ("£12", "12"), ("12.00 CR", "12"), ("+5", "5"), ("450.5", "450.5"), ("GBP 3", None)],
)
def test_amounts_are_read_as_banks_write_them(typed, amount):
    statement = read_statement(written(f'1/11/2026,x,"{typed}"', "1/11/2026,y,1"))
    found = [each.amount for each in statement.arrivals if each.words == "x"]
    assert found == ([Decimal(amount)] if amount else [])
    assert bool(statement.problems) == (amount is None)


@pytest.mark.parametrize("typed", ["-1", "(1.00)", "1.00 DR", "1.00-", "−1", "0"])  # noqa: RUF001
def test_what_left_or_is_nothing_is_counted_and_not_kept(typed):
    statement = read_statement(written(f"1/11/2026,x,{typed}"))
    assert (statement.arrivals, statement.left) == ([], 1)


def test_a_row_that_cannot_be_read_is_named_and_stops_no_other():
    statement = read_statement(written("31/11/2026,x,1", "1/11/2026,y,many", "1/11/2026,z,2"))
    assert [each.words for each in statement.arrivals] == ["z"]
    assert [problem.partition(":")[0] for problem in statement.problems] == ["Row 2", "Row 3"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("1/11/2026,x,10000000", "No member pays so much"),
        ("1/11/2026,x,99999999999999999.00", "No member pays so much"),
        ("1/11/2026,x,-99999999999999999.00", "No member pays so much"),
        ("20/11/1999,x,1", "No statement is so old"),
        ("20/11/0001,x,1", "No statement is so old"),
    ],
)
def test_what_cannot_be_is_named_and_stops_no_other(row, sentence, membership_manager):
    most = "1/1/2000,y,9999999.99"
    statement = read_statement(written(row, most))
    assert statement.problems == [f"Row 2: {sentence}{statement.problems[0].partition(sentence)[2]}"]
    assert actions.load_statement(statement=statement, by=membership_manager).new == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"%PDF-1.7",
        b"Name,Email\nx,y",
        b"Date,Amount\n1/11/2026,450",
        b"1/11/2026,Hazel,450\n2/11/2026,Hazel,450,and more",
        b"Datum;Betrag;Verwendungszweck\n01.11.2026;5,00;x",
        written("nonsense,x,y"),
    ],
)
def test_what_is_no_statement_is_refused_with_a_sentence(raw):
    with pytest.raises(NotASheet, match=r"\w+ \w+ \w+"):
        read_statement(raw)


def test_a_statement_that_is_loaded_again_changes_nothing(membership_manager):
    rows = ["1/11/2026,Hazel,450", "1/11/2026,Hazel,450", "2/11/2026,Larkfield,900"]
    assert len(loaded(membership_manager, *rows)) == 3, "two who pay the same on one day are two"
    again = actions.load_statement(statement=read_statement(written(*rows)), by=membership_manager)
    assert (again.new, again.known) == (0, 3)


def test_half_a_statement_is_completed_by_the_whole_one(membership_manager):
    rows = ["1/11/2026,Hazel,450", "1/11/2026,Hazel,450", "2/11/2026,Larkfield,900"]
    loaded(membership_manager, rows[0])
    rest = actions.load_statement(statement=read_statement(written(*rows)), by=membership_manager)
    assert (rest.new, rest.known) == (2, 1)
    assert (rest.first, rest.last) == (date(2026, 11, 1), date(2026, 11, 2))


def test_a_line_that_was_cut_off_is_no_money_that_left(membership_manager):
    read = read_statement(written("1/11/2026,Hazel,450", "2/11/2026,Lark"))
    assert (len(read.arrivals), read.left, read.problems) == (1, 0, ["Row 3: It has no amount."])


@pytest.mark.parametrize(
    ("row", "number", "why"),
    [
        ("1/11/2026,payment cha 0001 thanks,1", "CHA-0001", "The invoice’s number"),
        ("1/11/2026,CHA-00010,7", None, ""),
        ("1/11/2026,HAZEL BANK LTD,450", "CHA-0001", "The payer’s name"),
        ("1/11/2026,HAZEL BANK LIMITED BGC,3", "CHA-0001", "The payer’s name"),
        ("1/11/2026,someone,900", "CHA-0010", "The amount alone"),
        ("1/11/2026,someone,901", None, ""),
        ("1/11/2026,CHA-0001 · 20261121,1", "CHA-0001", "The invoice’s number"),
        ("1/11/2026,REFCHA0001,1", "CHA-0001", "The invoice’s number"),
        # Who is named is not another one that owes the same.
        ("1/11/2026,SKYLARK HOMES,900", None, ""),
        ("1/11/2026,J O SMITH,900", "CHA-0010", "The amount alone"),
        ("1/11/2026,someone cha 0777,900", None, ""),
        ("1/11/2026,someone CHA-C0002,900", None, ""),
    ],
)
def test_an_invoice_is_proposed_by_number_then_name_then_amount(owed_by_two, membership_manager, row, number, why):
    make_provider("Skylark Homes Ltd")
    make_provider("O")
    [line] = loaded(membership_manager, row)
    found = proposals_for([line]).get(line.pk)
    assert (found and found.invoice.number) == number
    assert (found.why if found else "") == why


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("SKYLARK HOMES CHA-0001", "Skylark Homes Ltd"),
        ("HAZEL BANK for SKYLARK HOMES CHA-0001", ""),
        ("someone CHA-0001", ""),
        ("SKYLARK and SKYLARK HOMES CHA-0001", "Skylark Homes Ltd"),
    ],
)
def test_a_number_in_the_words_of_another_provider_is_proposed_with_its_name(
    owed_by_two, signed_in, membership_manager, words, names
):
    make_provider("Skylark")
    make_provider("Skylark Homes Ltd")
    [line] = loaded(membership_manager, f"1/11/2026,{words},450")
    found = proposals_for([line])[line.pk]
    assert (found.invoice.number, found.names) == ("CHA-0001", names)
    page = text(signed_in(membership_manager).get("/staff/payments/bank/"))
    assert ("The payer is called" in page) == bool(names)


def test_of_two_invoices_of_one_name_the_one_with_the_amount_is_proposed_and_else_both_offered(
    owed_by_two, signed_in, membership_manager
):
    other = make_invoice(owed_by_two[0].term, "CHA-0002", amount=77, due_on=TODAY, billed_to="Hazel Bank Ltd")
    first, second = loaded(membership_manager, "1/11/2026,Hazel Bank,77", "2/11/2026,Hazel Bank,78")
    found = proposals_for([first, second])
    assert found[first.pk].invoices == [other]
    offered = sorted([owed_by_two[0], other], key=lambda invoice: (invoice.due_on, invoice.pk))
    assert (found[second.pk].invoices, found[second.pk].why) == (offered, "The payer’s name")
    page = signed_in(membership_manager).get("/staff/payments/bank/")
    assert all(f"/staff/payments/bank/{second.pk}/invoices/{invoice.pk}/" in page.text for invoice in offered)
    assert f"/staff/payments/bank/{first.pk}/invoices/{owed_by_two[0].pk}/" not in page.text
    assert "the first due of several" in text(signed_in(membership_manager).get(f"/staff/payments/bank/{second.pk}/"))


def test_of_many_invoices_of_one_name_the_three_first_due_are_offered(owed_by_two, membership_manager):
    for number in range(2, 7):
        days = {"sent_on": TODAY - timedelta(days=90), "due_on": TODAY - timedelta(days=10 * number)}
        make_invoice(owed_by_two[0].term, f"CHA-000{number}", billed_to="Hazel Bank Ltd", **days)
    [line] = loaded(membership_manager, "1/11/2026,Hazel Bank,7")
    offered = proposals_for([line])[line.pk].invoices
    assert [invoice.number for invoice in offered] == ["CHA-0006", "CHA-0005", "CHA-0004"]


def test_of_two_invoices_of_one_name_and_amount_the_first_due_is_proposed(owed_by_two, membership_manager):
    days = {"sent_on": TODAY - timedelta(days=90), "due_on": TODAY - timedelta(days=60)}
    older = make_invoice(owed_by_two[0].term, "CHA-0002", billed_to="Hazel Bank Ltd", **days)
    [line] = loaded(membership_manager, "1/11/2026,Hazel Bank,450")
    assert proposals_for([line])[line.pk].invoice == older


@pytest.mark.parametrize("field", ["legal_name", "trading_name"])
def test_a_payer_is_known_by_each_name_of_the_provider(owed_by_two, membership_manager, field):
    provider = owed_by_two[0].provider
    setattr(provider, field, "Bramble Ridge Care Limited")
    provider.save()
    [line] = loaded(membership_manager, "1/11/2026,BRAMBLE RIDGE CARE LTD,1")
    assert proposals_for([line])[line.pk].invoice == owed_by_two[0]


def test_what_is_paid_is_not_proposed(owed_by_two, membership_manager):
    make_payment(owed_by_two[0])
    [line] = loaded(membership_manager, "1/11/2026,CHA-0001,450")
    assert proposals_for([line]) == {}


def test_a_line_is_confirmed_once_and_becomes_a_payment(owed_by_two, membership_manager):
    [line] = loaded(membership_manager, "1/11/2026,Hazel,449.99")
    payment = actions.confirm_line(line=line, invoice=owed_by_two[0], by=membership_manager)
    assert (payment.amount, payment.received_on, payment.reference) == (Decimal("449.99"), date(2026, 11, 1), "Hazel")
    assert with_balance(Invoice.objects.all()).get(pk=owed_by_two[0].pk).balance == Decimal("0.01")
    for again in (
        lambda: actions.confirm_line(line=line, invoice=owed_by_two[0], by=membership_manager),
        lambda: actions.set_aside(line=line, reason="x", by=membership_manager),
    ):
        with pytest.raises(ValidationError, match="said already what this line is"):
            again()
    assert Payment.objects.count() == 1


def test_the_line_that_is_chosen_is_confirmed_and_no_other(owed_by_two, membership_manager):
    first, second = loaded(membership_manager, "1/11/2026,One,1", "2/11/2026,Two,2")
    actions.confirm_line(line=second, invoice=owed_by_two[0], by=membership_manager)
    assert list(StatementLine.objects.waiting()) == [first]
    assert Payment.objects.get().reference == "Two"


def test_very_long_words_of_a_bank_are_cut_where_the_columns_end(owed_by_two, membership_manager):
    [line] = loaded(membership_manager, f"1/11/2026,{'x' * 400},1")
    assert len(line.words) == 300
    assert len(actions.confirm_line(line=line, invoice=owed_by_two[0], by=membership_manager).reference) == 140


def test_a_row_in_another_currency_is_no_amount_in_pounds():
    statement = read_statement(
        written("1/11/2026,Paris,450,EUR", "2/11/2026,Hazel,5,gbp", head="Date,Description,Amount,Currency")
    )
    assert [each.amount for each in statement.arrivals] == [5]
    assert statement.problems == ["Row 2: “450 EUR” is no amount in pounds."]


def test_a_statement_of_quiet_days_says_that_nothing_arrived():
    with pytest.raises(NotASheet, match="Nothing arrived"):
        read_statement(written())


def test_a_name_within_another_name_names_nobody(owed_by_two, membership_manager, provider):
    make_provider(f"New {provider.legal_name}")
    for words in (f"NEW {provider.legal_name}", f"{provider.legal_name} FOR NEW {provider.legal_name}"):
        [line] = loaded(membership_manager, f"1/11/2026,{words},7")
        found = proposals_for([line])
        assert [each.invoice.provider for each in found.values()] == ([provider] if " FOR " in words else [])
        line.delete()


def test_a_row_cut_off_before_its_amount_is_not_read_where_in_and_out_stand_apart():
    head = "Date,Description,Paid out,Paid in"
    rows = "1/11/2026,Gas,12.00,", "2/11/2026,Hazel,,450", "3/11/2026,Lark", "4/11/2026,Moor,,"
    statement = read_statement(written(*rows, head=head))
    assert (statement.left, [each.amount for each in statement.arrivals]) == (1, [450])
    assert statement.problems == ["Row 4: It has no amount.", "Row 5: It has no amount."]
    alone = read_statement(written("1/11/2026,Gas,", "2/11/2026,Hazel,450", head="Date,Description,Paid in"))
    assert (alone.left, alone.problems) == (1, [])


def test_a_statement_of_which_nothing_can_be_read_says_why_of_its_first_row():
    with pytest.raises(NotASheet, match=r"no line that could be read\. Row 2: .*no day.*\.$") as refused:
        read_statement(written("never,x,1", "no,y,1"))
    assert "Row 3" not in str(refused.value)


def test_a_refusal_leaves_nothing_half_written(owed_by_two, membership_manager):
    day = TODAY + timedelta(days=2)
    [line] = loaded(membership_manager, f"{day:%d/%m/%Y},Hazel,1")
    with pytest.raises(ValidationError, match="still to come"):
        actions.confirm_line(line=line, invoice=owed_by_two[0], by=membership_manager)
    assert StatementLine.objects.waiting().count() == 1
    assert not Payment.objects.exists()


def test_the_database_changes_no_line_and_takes_no_line_both_ways(owed_by_two, membership_manager):
    [line] = loaded(membership_manager, "1/11/2026,Hazel,450")
    with pytest.raises(DatabaseError), transaction.atomic():
        StatementLine.objects.update(amount=1)
    payment = actions.confirm_line(line=line, invoice=owed_by_two[0], by=membership_manager)
    with pytest.raises(DatabaseError), transaction.atomic():
        StatementLine.objects.filter(payment=payment).update(set_aside_at=timezone.now(), why_set_aside="x")


def test_an_owner_loads_confirms_and_sets_aside_nothing(owed_by_two, owner, membership_manager):
    [line] = loaded(membership_manager, "1/11/2026,Hazel,450")
    for attempt in (
        lambda: actions.load_statement(statement=read_statement(written("1/11/2026,x,1")), by=owner),
        lambda: actions.confirm_line(line=line, invoice=owed_by_two[0], by=owner),
        lambda: actions.set_aside(line=line, reason="x", by=owner),
        lambda: actions.take_up(line=line, by=owner),
        lambda: actions.say_other(line=line, by=owner),
        lambda: actions.take_back(statement=line.statement, reason="x", by=owner),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_an_owner_does_not_learn_what_was_said_of_a_line(owed_by_two, owner, membership_manager):
    [line] = loaded(membership_manager, "1/11/2026,Hazel,450")
    actions.set_aside(line=line, reason="x", by=membership_manager)
    with pytest.raises(PermissionDenied):
        actions.confirm_line(line=line, invoice=owed_by_two[0], by=owner)


def test_staff_load_confirm_and_set_aside_and_take_up_again(signed_in, membership_manager, owed_by_two):
    client = signed_in(membership_manager)
    page = text(upload(client, written("1/11/2026,CHA-0001,450", "2/11/2026,Interest,3", "3/11/2026,Fee,-3", "x,y,z")))
    assert "2 new lines, 1 of money that left, which are not kept, from 1 November 2026 to 2 November 2026." in page
    assert "Row 5" in page
    first, second = StatementLine.objects.all()
    assert f"/staff/payments/bank/{first.pk}/invoices/{owed_by_two[0].pk}/" in page
    page = text(client.post(f"/staff/payments/bank/{first.pk}/invoices/{owed_by_two[0].pk}/", follow=True))
    assert f"Noted as a payment of {owed_by_two[0].provider}." in page
    page = text(client.post(f"/staff/payments/bank/{second.pk}/aside/", {"reason": "Bank interest"}, follow=True))
    assert "Nothing waits" in page
    assert "Bank interest" in text(client.get("/staff/payments/bank/?show=aside"))
    assert "It waits again" in text(client.post(f"/staff/payments/bank/{second.pk}/again/", follow=True))
    page = text(client.get(f"/staff/payments/bank/{second.pk}/"))
    assert f"{owed_by_two[1].provider}: CHA-0010, £900.00 owed" in page
    done = client.post(f"/staff/payments/bank/{second.pk}/", {"invoice": owed_by_two[1].pk}, follow=True)
    assert f"Noted as a payment of {owed_by_two[1].provider}." in text(done)


@pytest.mark.parametrize(
    ("amount", "sentences"),
    [
        ("450", "CHA-0001 is paid. <"),
        ("449.99", "£0.01 of CHA-0001 stays owed. <"),
        ("460", "CHA-0001 is paid. £10.00 of it went to CHA-0002. <"),
        ("600", "CHA-0001 is paid. £77.00 of it went to CHA-0002. £73.00 is left over: it stays as credit. <"),
    ],
)
@pytest.mark.parametrize("by_form", [False, True])
def test_a_confirmed_line_says_what_stays_owed_or_over_and_leads_to_the_payment(
    signed_in, membership_manager, owed_by_two, amount, sentences, by_form
):
    provider = owed_by_two[0].provider
    provider.trading_name = "Hazel & <Bank>"
    provider.save()
    make_invoice(owed_by_two[0].term, "CHA-0002", amount=77, due_on=TODAY)
    [line] = loaded(membership_manager, f"1/11/2026,CHA-0001,{amount}")
    address, data = f"/staff/payments/bank/{line.pk}/invoices/{owed_by_two[0].pk}/", {}
    if by_form:
        address, data = f"/staff/payments/bank/{line.pk}/", {"invoice": owed_by_two[0].pk}
    answer = signed_in(membership_manager).post(address, data, follow=True)
    assert "Noted as a payment of Hazel &amp; &lt;Bank&gt;." in answer.text
    assert sentences in text(answer)
    assert f' <a href="/staff/payments/{Payment.objects.get().pk}/">See the payment</a>' in answer.text


def test_invoices_to_choose_from_are_in_the_order_of_the_names_that_are_shown(
    signed_in, membership_manager, owed_by_two
):
    hazel, larkfield = (invoice.provider for invoice in owed_by_two)
    hazel.trading_name = "Zelkova"
    hazel.save()
    [line] = loaded(membership_manager, "1/11/2026,someone,7")
    page = text(signed_in(membership_manager).get(f"/staff/payments/bank/{line.pk}/"))
    assert page.index(f"{larkfield}: CHA-0010") < page.index("Zelkova: CHA-0001")


def test_two_windows_confirm_a_line_once(signed_in, membership_manager, owed_by_two):
    [line] = loaded(membership_manager, "1/11/2026,CHA-0001,450")
    client = signed_in(membership_manager)
    address = f"/staff/payments/bank/{line.pk}/invoices/{owed_by_two[0].pk}/"
    client.post(address)
    assert "said already what this line is" in text(client.post(address, follow=True))
    assert Payment.objects.count() == 1


def test_another_file_is_refused_with_a_sentence_and_keeps_the_page(signed_in, membership_manager):
    answer = upload(signed_in(membership_manager), b"Name,Email\nx,y")
    assert answer.status_code == 422
    assert "headings of a bank statement" in text(answer)


@pytest.mark.parametrize("count", [1, 3, 15])
def test_the_list_takes_the_same_queries_for_any_number(
    signed_in, membership_manager, owed_by_two, count, django_assert_num_queries
):
    loaded(membership_manager, *[f"1/11/2026,CHA-0001 {number},450" for number in range(count)])
    client = signed_in(membership_manager)
    with django_assert_num_queries(8):
        client.get("/staff/payments/bank/")


def test_lines_that_wait_stand_on_the_first_screen(signed_in, membership_manager):
    client = signed_in(membership_manager)
    assert "from the bank" not in text(client.get("/dashboard/"))
    first, *_ = loaded(membership_manager, "1/11/2026,Hazel,450", "2/11/2026,Lark,9")
    assert "2 lines from the bank wait to be matched" in text(client.get("/dashboard/"))
    actions.set_aside(line=first, reason="Interest", by=membership_manager)
    assert "1 line from the bank waits to be matched" in text(client.get("/dashboard/"))
