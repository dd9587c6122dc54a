"""A statement that is loaded again in another format, and one that was loaded by mistake."""

from datetime import date
from threading import Event, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from members.models import BankStatement, Payment, StatementLine
from members.statements import actions
from members.statements.reading import Statement, read_statement
from tests.members.bank_files import camt, details, entry, loaded, paid, upload, written
from tests.reading import text


def arrived(who="Hazel Bank Ltd", words="CHA-0001", amount="450.00") -> str:
    return entry(amount, inside=paid(details(who, words)), day="2026-11-01")


# One day of the same account as its bank exports it, once as CSV and once as CAMT.053.
AS_CSV = ["1/11/2026,HAZEL BANK LTD CHA-0001,450", "1/11/2026,LARKFIELD FP 01/11 CHA0010,900", "2/11/2026,Interest,3"]
AS_CAMT = [arrived(), arrived("Larkfield Services", "CHA-0010", amount="900.00")]


@pytest.mark.parametrize("camt_first", [False, True])
def test_the_same_statement_in_another_format_is_known_or_asked_about(membership_manager, camt_first):
    files = [written(*AS_CSV[:2]), camt(*AS_CAMT)]
    for raw in reversed(files) if camt_first else files:
        came = actions.load_statement(statement=read_statement(raw), by=membership_manager)
    assert (came.new, came.asked, came.known) == (1, 1, 1)
    assert [each.file_format for each in BankStatement.objects.order_by("pk")] == (
        ["camt", "sheet"] if camt_first else ["sheet", "camt"]
    )
    lines = StatementLine.objects.filter(amount=900).order_by("pk")
    assert [line.looks_like for line in lines] == [None, lines[0]]
    for raw in files:
        again = actions.load_statement(statement=read_statement(raw), by=membership_manager)
        assert (again.new, again.asked, again.known) == (0, 0, 2)


@pytest.mark.django_db(transaction=True)
def test_two_formats_loaded_in_the_same_moment_wait_for_each_other(membership_manager):
    """The second begins while the first is not yet kept, and still knows its lines."""
    came, ended = [], Event()

    def load_other():
        other = read_statement(camt(*AS_CAMT))
        came.append(actions.load_statement(statement=other, by=membership_manager))
        connection.close()
        ended.set()

    second = Thread(target=load_other)
    with transaction.atomic():
        actions.load_statement(statement=read_statement(written(*AS_CSV[:2])), by=membership_manager)
        second.start()
        while not (_somebody_waits() or ended.wait(0.01)):
            pass
    second.join()
    assert [(each.new, each.asked, each.known) for each in came] == [(1, 1, 1)]


def _somebody_waits() -> bool:
    """Whether a connection to this database waits for an advisory lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = "
            "(SELECT oid FROM pg_database WHERE datname = current_database()))"
        )
        return cursor.fetchone()[0]


def test_two_who_pay_the_same_on_a_day_are_not_asked_about(membership_manager):
    loaded(membership_manager, "1/11/2026,HAZEL BANK LTD CHA-0001,450")
    both = camt(arrived("Larkfield", "dues"), arrived())
    came = actions.load_statement(statement=read_statement(both), by=membership_manager)
    assert (came.new, came.asked, came.known) == (1, 0, 1)


@pytest.mark.parametrize(
    ("row", "asked"), [("4/11/2026,HAZEL,450", 1), ("4/11/2026,LARK,450", 0), ("5/11/2026,HAZEL,450", 0)]
)
def test_another_day_of_booking_is_asked_about_where_the_words_agree(membership_manager, row, asked):
    loaded(membership_manager, "1/11/2026,HAZEL CHA-0001,450")
    assert (
        actions.load_statement(statement=read_statement(written("2/11/2026,ALDER,1", row)), by=membership_manager).asked
        == asked
    )


def test_a_line_that_may_be_loaded_already_waits_for_a_person(signed_in, membership_manager, owed_by_two):
    second = loaded(membership_manager, *AS_CSV)[1]
    payment = actions.confirm_line(line=second, invoice=owed_by_two[1], by=membership_manager)
    client = signed_in(membership_manager)
    page = text(upload(client, camt(*AS_CAMT)))
    assert "1 new line, 1 of which may be loaded already: say of each whether it is, 1 known before, of 1" in page
    assert f"Looks like a line that is loaded already: £900.00 of 1 November 2026, “{second}”, noted as" in page
    line = StatementLine.objects.get(looks_like=second)
    with pytest.raises(ValidationError, match="may be one that was loaded before"):
        actions.confirm_line(line=line, invoice=owed_by_two[0], by=membership_manager)
    with pytest.raises(DatabaseError), transaction.atomic():
        StatementLine.objects.filter(pk=second.pk).update(looks_like=line)
    address = f"/staff/payments/bank/{line.pk}"
    assert "It is the same" in text(client.get(f"{address}/"))
    client.post(f"{address}/same/")
    aside = text(client.get("/staff/payments/bank/?show=aside"))
    assert "The same as a line that was loaded before" in aside
    client.post(f"{address}/again/")
    page = text(client.post(f"{address}/other/", follow=True))
    assert "It is a line of its own" in page
    assert "It is a payment for this invoice" in page
    assert Payment.objects.get() == payment


def test_a_statement_with_the_newest_line_first_covers_all_of_its_days(membership_manager):
    loaded(membership_manager, "1/11/2026,HAZEL,450")
    rows = written("20/11/2026,LARK,7", "1/11/2026,HAZEL,450", "10/11/2026,ALDER,8")
    came = actions.load_statement(statement=read_statement(rows), by=membership_manager)
    assert (came.first, came.last) == (date(2026, 11, 1), date(2026, 11, 20))
    assert (came.new, came.asked, came.known) == (2, 0, 1)


def test_of_a_statement_on_which_nothing_arrived_nothing_is_said(membership_manager):
    nothing = Statement(arrivals=[], left=2, problems=[])
    assert actions.load_statement(statement=nothing, by=membership_manager) == actions.Loaded(0, 0, 0, None, None)


def test_no_words_agree_with_none_on_another_day(membership_manager):
    loaded(membership_manager, "1/11/2026,,450")
    both = written("2/11/2026,ALDER,450", "3/11/2026,,450")
    assert actions.load_statement(statement=read_statement(both), by=membership_manager).asked == 0


def test_what_was_set_aside_as_no_member_s_is_known_in_another_format(membership_manager):
    [line] = loaded(membership_manager, "1/11/2026,HAZEL BANK LTD CHA-0001,450")
    actions.set_aside(line=line, reason="By mistake", by=membership_manager)
    came = actions.load_statement(statement=read_statement(camt(arrived())), by=membership_manager)
    assert (came.new, came.known) == (0, 1)


def test_a_repeat_that_was_set_aside_stands_for_nothing_of_its_own(membership_manager):
    loaded(membership_manager, "1/11/2026,HAZEL,450")
    actions.load_statement(statement=read_statement(camt(arrived("Lark", "x"))), by=membership_manager)
    actions.say_same(line=StatementLine.objects.get(looks_like__isnull=False), by=membership_manager)
    more = written("1/11/2026,HAZEL,450", "1/11/2026,ALDER,450")
    came = actions.load_statement(statement=read_statement(more), by=membership_manager)
    assert (came.new, came.asked, came.known) == (1, 0, 1)


def test_a_statement_that_was_loaded_by_mistake_is_taken_back_and_can_be_loaded_again(
    signed_in, membership_manager, owed_by_two
):
    keep = written("30/10/2026,Lark,7")
    actions.load_statement(statement=read_statement(keep), by=membership_manager)
    loaded(membership_manager, *AS_CSV)
    statement = BankStatement.objects.get(first_on=date(2026, 11, 1))
    line = statement.lines.get(amount=450)
    actions.set_aside(line=statement.lines.get(amount=3), reason="Interest", by=membership_manager)
    payment = actions.confirm_line(line=line, invoice=owed_by_two[0], by=membership_manager)
    client, page = signed_in(membership_manager), f"/staff/payments/bank/statements/{statement.pk}/take-back/"
    assert "3 new: 1 noted as payments, 1 waiting, 1 set aside" in text(client.get("/staff/payments/bank/statements/"))
    assert f'href="/staff/payments/{payment.pk}/"' in client.get(page).content.decode()
    assert client.post(page, {"reason": "Wrong account"}).status_code == 422
    assert statement.lines.count() == 3
    client.post(f"/staff/payments/{payment.pk}/take-back/", {"reason": "Another’s"})
    line.refresh_from_db()
    assert line.payment is None
    done = text(client.post(page, {"reason": "Wrong account"}, follow=True))
    assert "3, taken back" in done
    assert "Wrong account" in done
    assert [each.words for each in StatementLine.objects.all()] == ["Lark"]
    assert client.post(page, {"reason": "Again"}).status_code == 404
    with pytest.raises(ValidationError, match="taken back already"):
        actions.take_back(statement=statement, reason="Again", by=membership_manager)
    again = actions.load_statement(statement=read_statement(written(*AS_CSV)), by=membership_manager)
    assert (again.new, again.known) == (3, 0)


def test_a_statement_that_brought_nothing_new_leaves_no_row(membership_manager):
    for _ in range(2):
        loaded(membership_manager, *AS_CSV)
    assert BankStatement.objects.get().added == 3
