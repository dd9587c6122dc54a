"""Days in sheets: whatever a program writes for a day is that day, and any other text is refused as a sentence."""

from contextlib import suppress
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sheets.days import NoDay, read_day


@given(st.dates(min_value=date(1969, 1, 1), max_value=date(2068, 12, 31)))
def test_what_programs_write_for_a_day_is_read_as_that_day(day):
    for form in (
        "%d/%m/%Y",
        "%d/%m/%y",
        "%Y-%m-%d",
        "%d %B %Y",
        "%d-%b-%y",
        "%A, %d %B %Y",
        "%d/%m/%Y %H:%M",
    ):
        assert read_day(f"{day:{form}}") == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_is_refused(text):
    with suppress(NoDay):
        assert isinstance(read_day(text), date)
