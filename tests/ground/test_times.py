"""London times as people type them, with the two nights a year when the clocks change."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from people.templatetags.people import day, deadline, moment
from times import LONDON, LondonTimeField, london, parse_time


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("09:30", (time(9, 30), "")),
        ("9.30am", (time(9, 30), "")),
        ("5pm", (time(17), "")),
        ("12am", (time(0), "")),
        ("12pm", (time(12), "")),
        ("01:30 BST", (time(1, 30), "BST")),
        ("23:59", (time(23, 59), "")),
    ],
)
def test_times_are_read_as_people_write_them(typed, meant):
    assert parse_time(typed) == meant


@pytest.mark.parametrize("typed", ["", "noon", "25:00", "9:60", "13pm", "0am", "9:5", "09:30:15", "09:30 CET"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(ValueError, match=r".*"):
        parse_time(typed)


def test_the_hour_that_is_skipped_in_march_is_refused():
    with pytest.raises(ValidationError, match="does not exist"):
        london(date(2027, 3, 28), time(1, 30))


def test_the_hour_that_comes_twice_in_october_is_asked_about():
    with pytest.raises(ValidationError, match="happens twice.*01:30 BST.*01:30 GMT"):
        london(date(2026, 10, 25), time(1, 30))
    assert london(date(2026, 10, 25), time(1, 30), "BST") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert london(date(2026, 10, 25), time(1, 30), "GMT") == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_zone_that_is_wrong_on_that_day_is_refused():
    with pytest.raises(ValidationError, match="London is on GMT"):
        london(date(2026, 12, 1), time(9), "BST")


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)))
def test_every_instant_can_be_typed_and_comes_back(instant):
    instant = instant.replace(second=0, microsecond=0)
    typed = LondonTimeField().widget.decompress(instant)
    assert LondonTimeField().clean([typed[0].isoformat(), typed[1]]) == instant


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.times().map(lambda t: t.replace(second=0, microsecond=0)))
def test_every_wall_clock_time_is_either_that_time_or_refused(day_, clock):
    try:
        instant = london(day_, clock)
    except ValidationError:
        return
    assert instant.astimezone(LONDON).replace(tzinfo=None) == datetime.combine(day_, clock)


def test_an_answer_of_midnight_is_shown_as_the_end_of_the_day_before():
    midnight = datetime(2026, 6, 4, 23, tzinfo=UTC)  # 5 June 2026, 00:00 in London
    assert deadline(midnight) == "4 June 2026, 11:59pm, UK time"
    assert moment(midnight) == "5 June 2026, 12:00am BST"
    assert deadline(datetime(2026, 6, 4, 16, tzinfo=UTC)) == "4 June 2026, 5:00pm, UK time"


def test_days_are_londons_days():
    assert day(datetime(2026, 6, 4, 23, 30, tzinfo=UTC)) == "5 June 2026"
    assert day(date(2026, 6, 4)) == "4 June 2026"
    assert day(None) == ""


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_year_that_is_a_slip_is_asked_about(year):
    with pytest.raises(ValidationError, match="Check the year"):
        LondonTimeField().clean([f"{year}-06-01", "09:30"])
