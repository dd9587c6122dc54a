"""The status of a membership follows from dates, on every day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.status import GRACE, Dates, Status, access_until, status_on

END = date(2026, 3, 31)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("today", "status"),
    [
        (date(2026, 3, 31), Status.CURRENT),
        (date(2026, 4, 1), Status.OVERDUE),
        (date(2026, 4, 30), Status.OVERDUE),
        (date(2026, 5, 1), Status.ENDED),
    ],
)
def test_a_term_is_current_to_its_last_day_then_overdue_for_thirty_days_then_ended(today, status):
    assert status_on(Dates(ends_on=END), today) == status


def test_a_resignation_counts_from_its_day():
    dates = Dates(ends_on=END, resigned_on=date(2026, 2, 1))
    assert status_on(dates, date(2026, 1, 31)) == Status.CURRENT
    assert status_on(dates, date(2026, 2, 1)) == Status.RESIGNED


def test_without_a_term_the_application_decides():
    assert status_on(Dates(), END) == Status.NONE
    assert status_on(Dates(applied_on=END), END) == Status.APPLICANT
    assert status_on(Dates(applied_on=END, refused_on=END), END) == Status.REFUSED


@pytest.mark.parametrize(
    ("dates", "status"),
    [
        (Dates(), Status.ADMITTED),
        (Dates(applied_on=END, refused_on=END), Status.ADMITTED),
        (Dates(ends_on=END - GRACE - timedelta(days=1)), Status.ADMITTED),
        (Dates(ends_on=END, resigned_on=END), Status.ADMITTED),
        (Dates(ends_on=END - GRACE), Status.OVERDUE),
        (Dates(ends_on=END), Status.CURRENT),
    ],
)
def test_whoever_is_no_member_and_has_a_term_that_begins_later_is_admitted(dates, status):
    assert status_on(replace(dates, begins_on=END + timedelta(days=1)), END) == status


@given(DAYS, DAYS)
def test_overdue_lasts_exactly_as_long_as_access_does(ends_on, today):
    status = status_on(Dates(ends_on=ends_on), today)
    assert (status == Status.OVERDUE) == (ends_on < today <= access_until(ends_on))
    assert access_until(ends_on) - ends_on == GRACE == timedelta(days=30)
