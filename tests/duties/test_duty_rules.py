"""When a duty falls due: properties of the recurrence over all dates, and the cases that people ask about."""

from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duties.law import (
    CHANGES,
    RULES,
    Absence,
    DueState,
    DueStatus,
    EachMonth,
    EachYear,
    EachYearBy,
    Every,
    EveryWeeks,
    HomeKind,
    Life,
    Nation,
    WhileValid,
    comes_often,
    doings,
    due_status_of,
    months_after,
    notices_of,
    rules_for,
    worst,
)

DAYS = st.dates(date(2016, 1, 1), date(2045, 12, 31))
RECKONINGS = st.one_of(
    st.just(EachMonth()),
    st.just(EachYear()),
    st.builds(Every, st.integers(1, 60)),
    st.builds(EveryWeeks, st.integers(1, 52)),
    st.builds(EachYearBy, st.integers(4, 12), st.integers(1, 31)),
)
SEVERAL = st.lists(DAYS, min_size=1, max_size=8)


def due_status(recurrence, done, today, life=None, soon=30):
    return due_status_of(recurrence, done, today=today, soon=soon, life=life or Life())


@pytest.mark.parametrize("state", DueState)
def test_a_duty_is_in_order_in_one_state_alone(state):
    assert DueStatus(state).in_order == (state == "In order")


@given(DAYS, st.integers(-60, 60))
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months):
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(RECKONINGS, DAYS)
def test_what_was_done_is_never_due_again_on_the_same_day(recurrence, done):
    assert recurrence.after(done) > done


@given(RECKONINGS, DAYS, DAYS)
def test_doing_it_later_never_makes_it_due_earlier(recurrence, one, other):
    first, second = sorted([one, other])
    assert recurrence.after(first) <= recurrence.after(second)


@given(RECKONINGS, SEVERAL, DAYS)
def test_a_day_that_is_kept_twice_or_in_another_order_changes_nothing(recurrence, done, today):
    assert due_status(recurrence, done, today) == due_status(recurrence, [*reversed(done), *done], today)


@given(RECKONINGS, SEVERAL, DAYS, DAYS)
def test_one_more_day_never_makes_it_more_urgent(recurrence, done, more, today):
    before, after = due_status(recurrence, done, today), due_status(recurrence, [*done, more], today)
    assert before.state == DueState.NO_DATE or after.urgency >= before.urgency


@given(RECKONINGS, SEVERAL, DAYS, st.integers(0, 800))
def test_time_alone_never_makes_it_less_urgent(recurrence, done, today, days):
    known = [day for day in done if day <= today] or [today]
    assert (
        due_status(recurrence, known, today + timedelta(days)).urgency <= due_status(recurrence, known, today).urgency
    )


@given(RECKONINGS, DAYS)
def test_what_is_done_today_is_not_overdue_today(recurrence, today):
    assert due_status(recurrence, [date(2015, 5, 1), today], today).state != DueState.OVERDUE


@given(RECKONINGS, DAYS)
def test_it_is_overdue_from_the_day_after_the_due_day_and_not_before(recurrence, done):
    due = recurrence.after(done)
    assert due_status(recurrence, [done], due).state == DueState.DUE_SOON
    assert due_status(recurrence, [done], due + timedelta(days=1)) == DueStatus(DueState.OVERDUE, due, done)


@given(RECKONINGS, SEVERAL, DAYS, DAYS)
def test_what_was_done_before_the_home_was_registered_does_not_count(recurrence, done, opened, today):
    ours = [day for day in done if day >= opened]
    with_all = due_status(recurrence, done, today, Life(opened))
    assert with_all == due_status(recurrence, ours, today, Life(opened))
    if not ours and opened <= today:
        assert with_all.state == DueState.NO_DATE


@given(RECKONINGS, SEVERAL, DAYS, DAYS)
def test_nothing_falls_due_once_a_home_is_closed(recurrence, done, closed, today):
    found = due_status(recurrence, done, today, Life(closed=closed))
    assert found.due is None or found.due < closed
    assert (found.state == DueState.NOT_APPLICABLE) == (today >= closed)


@given(RECKONINGS, SEVERAL, DAYS)
def test_without_a_day_it_is_never_overdue(recurrence, done, today):
    to_come = [day for day in done if day > today]
    assert due_status(recurrence, to_come, today) == DueStatus(DueState.NO_DATE)


@given(RECKONINGS, SEVERAL)
def test_each_day_is_late_only_against_the_one_before(recurrence, done):
    rows = doings(recurrence, done)
    assert [row.on for row in rows] == sorted(set(done))
    assert not rows[0].late
    for before, row in pairwise(rows):
        assert row.late == (row.on > recurrence.after(before.on))


@pytest.mark.parametrize(
    ("recurrence", "done", "due"),
    [
        (EachMonth(), date(2026, 1, 1), date(2026, 2, 28)),
        (EachMonth(), date(2026, 1, 31), date(2026, 2, 28)),
        (EachMonth(), date(2024, 1, 31), date(2024, 2, 29)),
        (EachMonth(), date(2025, 12, 15), date(2026, 1, 31)),
        (Every(6), date(2025, 8, 31), date(2026, 2, 28)),
        (Every(6), date(2023, 8, 31), date(2024, 2, 29)),
        (Every(12), date(2024, 2, 29), date(2025, 2, 28)),
        (Every(3), date(2025, 11, 30), date(2026, 2, 28)),
        (EachYear(), date(2025, 1, 1), date(2026, 12, 31)),
        (EachYear(), date(2025, 12, 31), date(2026, 12, 31)),
        (EachYearBy(5, 26), date(2025, 4, 1), date(2026, 5, 26)),
        (EachYearBy(5, 26), date(2026, 3, 31), date(2026, 5, 26)),  # ten months late, for the year before
        (EachYearBy(6, 31), date(2025, 6, 1), date(2026, 6, 30)),
    ],
)
def test_days_at_the_ends_of_months_and_years(recurrence, done, due):
    assert recurrence.after(done) == due


def test_it_is_due_soon_from_as_many_days_before_as_the_rule_says():
    done = date(2026, 1, 10)
    due = Every(6).after(done)
    for days, state in (
        (31, DueState.IN_ORDER),
        (30, DueState.DUE_SOON),
        (0, DueState.DUE_SOON),
        (-1, DueState.OVERDUE),
    ):
        assert due_status(Every(6), [done], due - timedelta(days), soon=30).state == state


def test_what_is_done_on_the_last_day_is_not_late():
    assert [row.late for row in doings(Every(6), [date(2025, 1, 31), date(2025, 7, 31), date(2026, 2, 1)])] == [
        *(False, False, True)
    ]


def test_a_visit_done_late_is_followed_by_the_end_of_the_next_month_and_not_by_a_second_one_in_this():
    missed_september = [date(2025, 8, 20), date(2025, 10, 3)]
    assert due_status(EachMonth(), missed_september, date(2025, 10, 4)).due == date(2025, 11, 30)


def test_a_visit_done_twice_in_a_month_saves_none_in_the_next():
    twice = [date(2025, 10, 3), date(2025, 10, 30)]
    assert due_status(EachMonth(), twice, date(2025, 12, 1)).state == DueState.OVERDUE


def test_a_home_registered_mid_month_owes_its_next_visit_by_the_end_of_the_month_after_its_first():
    life = Life(date(2025, 6, 17))
    assert due_status(EachMonth(), [date(2025, 6, 20)], date(2025, 6, 25), life).due == date(2025, 7, 31)
    assert due_status(EachMonth(), [date(2025, 6, 16)], date(2025, 6, 25), life).state == DueState.NO_DATE


def test_a_home_that_closes_mid_month_owes_no_visit_by_that_month_s_end():
    life = Life(closed=date(2025, 7, 15))
    assert due_status(EachMonth(), [date(2025, 6, 20)], date(2025, 7, 10), life) == DueStatus(
        DueState.IN_ORDER, last=date(2025, 6, 20)
    )


def test_a_law_that_is_not_in_force_yet_asks_nothing():
    asked = {"today": date(2023, 4, 27), "soon": 30, "life": Life()}
    rule = RULES["supported-32"]
    assert due_status_of(rule.recurrence, [], **asked, in_force=rule.in_force).state == DueState.NOT_APPLICABLE
    asked["today"] = rule.in_force
    assert due_status_of(rule.recurrence, [], **asked, in_force=rule.in_force).state == DueState.NO_DATE


def test_the_worst_is_what_is_overdue_for_longest():
    rows = [
        DueStatus(DueState.NOT_APPLICABLE),
        DueStatus(DueState.IN_ORDER, date(2026, 1, 1)),
        DueStatus(DueState.NO_DATE),
        DueStatus(DueState.DUE_SOON, date(2025, 12, 1)),
        DueStatus(DueState.OVERDUE, date(2025, 11, 1)),
        DueStatus(DueState.OVERDUE, date(2025, 3, 1)),
    ]
    assert sorted(rows, key=lambda row: row.urgency) == rows[::-1]
    assert worst(rows) == rows[-1]
    assert worst([]).state == DueState.NOT_APPLICABLE


def numbers(nation, kind):
    return [rule.number.removeprefix("Regulation ") for rule in rules_for(nation, kind)]


def test_each_nation_and_kind_has_its_own_regulations():
    assert numbers(Nation.ENGLAND, HomeKind.CHILDRENS_HOME) == ["44", "45", "46", "16"]
    assert numbers(Nation.ENGLAND, HomeKind.SUPPORTED_ACCOMMODATION) == ["32", "6(2)(a)(ii)", "9", "10"]
    assert numbers(Nation.WALES, HomeKind.CHILDRENS_HOME) == ["73", "80", "7", "Section 10"]


@pytest.mark.parametrize(
    ("recurrence", "said"),
    [
        (Every(1), "every month,"),
        (Every(3), "every 3 months,"),
        (EachYearBy(5, 26), "By 26 May of each year"),
        (EachYearBy(12, 1), "By 1 December of each year"),
        (EachYearBy(1, 31), "By 31 January of each year"),
    ],
)
def test_a_rhythm_is_said_with_its_number_and_its_month(recurrence, said):
    assert said in recurrence.sentence


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_each_rule_says_where_it_stands_and_how_it_is_reckoned(rule):
    assert urlsplit(rule.link).hostname == "www.legislation.gov.uk"
    assert rule.asks.endswith(".")
    assert rule.recurrence.sentence.endswith(".")
    assert rule.source.startswith(rule.number)


def test_no_two_rules_of_one_home_share_a_column():
    for nation in Nation:
        for kind in HomeKind:
            subjects = [rule.subject for rule in rules_for(nation, kind)]
            assert len(subjects) == len(set(subjects))


def due_days(absence, today):
    return {notice.key: notice.due for notice in notices_of(absence, today)}


@pytest.mark.parametrize(
    ("absence", "expected"),
    [
        (Absence(date(2026, 3, 31), date(2026, 5, 1)), {"absence": date(2026, 2, 28)}),
        (Absence(date(2026, 3, 31), date(2026, 5, 1), foreseen=False), {"absence": date(2026, 4, 7)}),
        (Absence(date(2026, 3, 1), date(2026, 3, 29)), {"absence": date(2026, 2, 1)}),  # 28 days
        (Absence(date(2026, 3, 1), date(2026, 3, 28)), {}),
        (Absence(date(2026, 3, 1), foreseen=False), {"absence": date(2026, 3, 8)}),
        (Absence(date(2026, 3, 1), foreseen=False, came_back=date(2026, 3, 5)), {}),
        (
            Absence(date(2026, 3, 1), date(2026, 5, 1), came_back=date(2026, 5, 2)),
            {"absence": date(2026, 2, 1), "return": date(2026, 5, 9)},
        ),
        (
            Absence(date(2026, 3, 1), date(2026, 3, 10), came_back=date(2026, 4, 2)),
            {"absence": date(2026, 3, 29), "return": date(2026, 4, 9)},
        ),
    ],
)
def test_an_absence_of_28_days_needs_its_notices(absence, expected):
    assert due_days(absence, date(2026, 3, 2)) == expected


def test_a_short_absence_that_goes_on_needs_a_notice_once_28_days_are_over():
    absence = Absence(date(2026, 3, 1), date(2026, 3, 10))
    assert due_days(absence, date(2026, 3, 28)) == {}
    assert due_days(absence, date(2026, 3, 29)) == {"absence": date(2026, 3, 29)}


def test_each_change_to_be_notified_has_a_key_of_its_own():
    assert len({change.key for change in CHANGES}) == len(CHANGES)


OPENINGS = st.one_of(st.none(), DAYS)


@given(RECKONINGS, OPENINGS, DAYS)
def test_nothing_is_due_for_the_first_time_before_the_home_came_here_or_was_registered(recurrence, opened, since):
    first = recurrence.first(opened, since)
    if first is not None:
        assert first >= since
        assert opened is None or first >= opened


@given(RECKONINGS, DAYS, DAYS, st.integers(0, 400))
def test_a_home_that_came_here_later_is_never_due_earlier(recurrence, opened, since, days):
    earlier, later = (recurrence.first(opened, day) for day in (since, since + timedelta(days)))
    assert earlier is None or later is None or later >= earlier


@given(SEVERAL, DAYS, DAYS)
def test_what_was_done_counts_and_not_the_first_day(done, today, first):
    about = {"today": today, "soon": 30, "life": Life()}
    if any(day <= today for day in done):
        assert due_status_of(EachMonth(), done, **about, first=first) == due_status_of(EachMonth(), done, **about)
    else:
        assert due_status_of(EachMonth(), done, **about, first=first).due == first


def test_a_first_day_on_which_the_home_is_closed_does_not_fall_due():
    first, life = date(2026, 3, 31), Life(closed=date(2026, 3, 31))
    found = due_status_of(EachMonth(), [], today=date(2026, 3, 2), soon=10, life=life, first=first)
    assert found == DueStatus(DueState.IN_ORDER)


@pytest.mark.parametrize(
    ("recurrence", "often"),
    [(EveryWeeks(1), True), (EveryWeeks(3), True), (EveryWeeks(4), False), (Every(1), False), (WhileValid(()), False)],
)
def test_what_comes_less_than_four_weeks_apart_comes_often(recurrence, often):
    assert comes_often(recurrence) is often
