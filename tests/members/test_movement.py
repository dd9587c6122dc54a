"""Who joined, stayed and left, month by month: by dates alone, and as the page and its sheets say it."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from members.models import CreditNote, Invoice, Payment
from members.periods import Period, periods
from members.reports.chart import FOOT, HEAD, HEIGHT, LINE, TEXT, WIDTH, Column, columns, rows
from members.reports.movement import Year, by_month, by_year, count_places, months_until, overdue_on
from members.reports.reading import report_for
from people.models import SecurityEvent
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_term
from tests.reading import text

TODAY = date(2026, 11, 28)
PAGE = "/staff/membership/report/"


def month_of(found, year: int, number: int):
    return next(month for month in found if month.first == date(year, number, 1))


def test_the_last_months_end_with_today():
    months = months_until(TODAY, 3)
    assert [(month.first, month.last) for month in months] == [
        (date(2026, 9, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 10, 31)),
        (date(2026, 11, 1), TODAY),
    ]


def test_a_member_joins_once_comes_back_later_and_is_counted_on_the_last_days():
    first, again = Period(date(2025, 4, 1), date(2026, 3, 31)), Period(date(2026, 8, 15), date(2027, 3, 31))
    months = by_month([[first, again]], TODAY, 24)
    assert month_of(months, 2025, 4).joined == 1
    assert (month_of(months, 2026, 8).joined, month_of(months, 2026, 8).returned) == (0, 1)
    assert month_of(months, 2026, 3).not_renewed == 1
    assert [month_of(months, 2026, number).members for number in (3, 4, 7, 8, 11)] == [1, 0, 0, 1, 1]


@pytest.mark.parametrize(
    ("period", "resigned", "not_renewed"),
    [
        (Period(date(2025, 4, 1), date(2026, 10, 28)), 0, 1),  # thirty days of grace are over since yesterday
        (Period(date(2025, 4, 1), date(2026, 10, 29)), 0, 0),  # today is the last of them
        (Period(date(2025, 4, 1), date(2026, 10, 29), resigned=True), 1, 0),
        (Period(date(2025, 4, 1), date(2026, 11, 28), resigned=True), 0, 0),  # a member today still
        (Period(date(2025, 4, 1), date(2026, 12, 31), resigned=True), 0, 0),
    ],
)
def test_nobody_has_left_before_it_is_true(period, resigned, not_renewed):
    months = by_month([[period]], TODAY, 24)
    assert (sum(each.resigned for each in months), sum(each.not_renewed for each in months)) == (resigned, not_renewed)
    assert sum(each.left for each in months) == resigned + not_renewed


def test_who_joins_next_year_has_not_joined():
    to_come = [Period(date(2026, 11, 29), date(2027, 11, 28))]
    assert sum(month.joined for month in by_month([to_come], TODAY, 24)) == 0
    assert by_year([to_come], TODAY) == []


def test_who_stays_by_year_of_joining():
    stayed = [Period(date(2024, 1, 1), date(2026, 12, 31))]
    overdue = [Period(date(2024, 5, 1), date(2026, 11, 1))]
    gone = [Period(date(2024, 6, 1), date(2025, 5, 31))]
    years = by_year([stayed, overdue, gone], TODAY)
    assert [(each.year, each.joined, each.still, each.share) for each in years] == [(2024, 3, 2, 67)]


def test_who_is_overdue_is_neither_a_member_of_the_month_nor_gone():
    overdue = [Period(date(2025, 4, 1), date(2026, 11, 1))]
    early = [Period(date(2025, 4, 1), date(2026, 11, 1)), Period(date(2026, 11, 20), date(2027, 11, 19))]
    over = [Period(date(2025, 4, 1), date(2026, 10, 1))]
    assert overdue_on([overdue, early, over], TODAY) == 1
    assert (by_month([overdue], TODAY, 2)[-1].members, by_month([overdue], TODAY, 2)[-1].left) == (0, 0)


def test_each_bar_and_its_label_lie_within_the_picture():
    months = by_month([[Period(date(2025, 4, 1), date(2026, 12, 31))]], TODAY, 24)
    drawn = columns("Members", [Column(f"{month.first:%b %y}", (month.members,)) for month in months], every=3).bars
    assert min(bar.middle for bar in drawn if bar.label) >= 22
    assert max(bar.x + bar.width for bar in drawn) <= WIDTH
    assert {bar.y for bar in drawn if bar.height} == {HEAD}


@pytest.mark.parametrize(
    ("count", "every", "wide", "small"), [(24, 3, 8, 4), (12, 1, 12, 6), (5, 1, 5, 5), (9, 1, 9, 5)]
)
def test_labels_have_room_on_a_phone_and_a_wide_screen_shows_more_of_them(count, every, wide, small):
    """A label that is 46 units long in letters of 14, and 20 in those of a wide screen."""
    drawn = columns("Members", [Column("Nov 26", (1,))] * count, every).bars
    shown = [bar.middle for bar in drawn if bar.label]
    on_phone = [bar.middle for bar in drawn if bar.label and not bar.is_more]
    assert (len(shown), len(on_phone)) == (wide, small)
    assert min(two - one for one, two in pairwise(shown)) >= 20
    assert min(two - one for one, two in pairwise(on_phone)) >= 40


def test_two_numbers_stand_side_by_side_and_what_is_below_nothing_has_no_height():
    one, other = columns("Money", [Column("Nov 26", (-20, 40))]).bars
    assert (one.height, other.height, other.x) == (0, HEIGHT - FOOT - HEAD, one.x + one.width)
    assert (one.number, other.number, one.is_second, other.is_second) == ("", "", False, True)
    assert (one.label, other.label) == ("Nov 26", "")


def test_bars_that_lie_are_as_long_as_their_numbers():
    chart = rows("Reasons", [("Dues", 4), ("None", 1)])
    assert [(bar.y, bar.width, bar.label, bar.number) for bar in chart.bars] == [
        (TEXT, WIDTH, "Dues", "4"),
        (TEXT + LINE, WIDTH // 4, "None", "1"),
    ]
    assert (chart.has_rows, chart.height) == (True, 2 * LINE)
    assert [bar.width for bar in rows("Nothing", [("None", 0)]).bars] == [0]


@pytest.mark.parametrize(("still", "joined", "share"), [(6, 9, 67), (1, 8, 13), (1, 3, 33), (0, 4, 0), (4, 4, 100)])
def test_per_cent_are_whole_and_halves_go_up(still, joined, share):
    assert Year(2024, joined, still).share == share


def test_where_no_place_of_the_members_is_known_none_is_said():
    months = months_until(TODAY, 3)
    months[0].members = months[1].members = 2
    count_places(months, [(date(2026, 10, 1), date(2026, 10, 31), 5)])
    assert [month.places for month in months] == [None, 5, 0]


def test_places_count_on_the_last_day():
    months = months_until(TODAY, 2)
    count_places(months, [(date(2026, 1, 1), date(2026, 10, 31), 5), (date(2026, 11, 28), date(2027, 10, 31), 3)])
    assert [month.places for month in months] == [5, 3]


days = st.integers(-800, 200).map(lambda number: TODAY + timedelta(days=number))
terms = st.lists(st.tuples(days, st.integers(0, 400), st.booleans()), min_size=1, max_size=4)


@given(st.lists(terms, max_size=6))
def test_who_was_there_came_and_went_adds_up(drawn):
    """Members at the end of a month are those of the month before, with who came and without whose days ended."""
    made = []
    for each in drawn:
        rows = [(first, first + timedelta(days=length), None) for first, length, _ in each]
        made.append(periods(rows))
    months = by_month(made, TODAY, 24)
    ended = [period.last for each in made for period in each]
    for before, month in pairwise(months):
        gone = sum(before.last <= last < month.last for last in ended)
        assert month.members == before.members + month.joined + month.returned - gone


@pytest.fixture
def members(membership_manager):
    """One member, one that left, one that never was; an invoice with a credit note, and a payment."""
    today = timezone.localdate()
    stays, left = make_provider("Hazel Bank Care Ltd"), make_provider("Larkfield Limited")
    make_provider("Never Ltd")
    make_term(stays, ends_in=100)
    make_term(left, ends_in=-60)
    term = stays.terms.get()
    facts = {"provider": stays, "term": term, "sent_on": today, "due_on": today}
    invoice = Invoice.objects.create(number="B-1", amount=500, **facts)
    CreditNote.objects.create(number="C-1", invoice=invoice, amount=20, reason="Wrong", sent_on=today)
    Payment.objects.create(provider=stays, amount=300, received_on=today, reference="B-1")
    return membership_manager


def test_the_report_reads_terms_and_money(members):
    today = timezone.localdate()
    make_term(make_provider("Coming Ltd"), ends_in=374, starts_on=today + timedelta(days=10))
    report = report_for(members, today)
    assert (report.as_at, report.base, report.months[-1].members) == (today, 2, 1)
    assert sum(month.not_renewed for month in report.months) == 1
    assert (report.money[-1].expected, report.money[-1].received) == (Decimal(480), Decimal(300))
    assert report.most_money == 480


def test_the_page_says_its_day_and_its_base_and_takes_as_many_queries_for_more(
    signed_in, members, django_assert_num_queries
):
    client = signed_in(members)
    client.get(PAGE)
    with django_assert_num_queries(12):
        page = text(client.get(PAGE))
    assert "from the terms of 2 providers" in page
    assert "£480" in page
    assert "?risk=No%20owner%20here" in page
    assert page.count("<rect") == 24 + 2 * 24 + 2 + 1 + 4, "months, money, years, reasons of leavers, risks"
    assert page.count("As at") == 5, "each table has its day"
    assert page.count("<details>") == page.count("<table") > 5, "on a phone, each table is folded below its picture"
    for number in range(5):
        make_term(make_provider(f"More {number}"), ends_in=10)
    with django_assert_num_queries(12):
        assert "of 7 providers" in text(client.get(PAGE))


def test_an_empty_installation_has_a_page(signed_in, membership_manager):
    assert "Nobody has been a member yet" in text(signed_in(membership_manager).get(PAGE))


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("month", "Ended by us"),
        ("year", "Per cent"),
        ("money", "480.00"),
        ("left", "Did not renew"),
        ("risk", "No owner here"),
    ],
)
def test_each_table_is_a_sheet_with_its_day(signed_in, members, table, says):
    answer = signed_in(members).get(f"{PAGE}file/?table={table}&format=csv")
    assert says in answer.content.decode()
    assert f"{timezone.localdate():%d/%m/%Y}" in answer.content.decode()
    assert SecurityEvent.objects.filter(kind="exported", subject=f"report: {table}").exists()


def test_others_do_not_see_it(signed_in, db):
    press = make_person("press@association.example", "press_officer")
    assert signed_in(press).get(PAGE).status_code == 403
