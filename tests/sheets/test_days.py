"""Days in sheets: each way in which people and programs write one, and what is refused with what to write."""

from datetime import date

import pytest

from sheets.days import MONTHS, NoDay, read_day

FIRST_OF_SEPTEMBER = [
    *("1/9/2026", "01/09/2026", "1.9.2026", "01-09-2026", "1/9/26", "1 9 2026", " 1/9/2026 ", "1–9–2026"),
    *("2026-09-01", "2026/09/01", "2026.9.1", "20260901", "2026-Sep-01"),
    *("1 Sept 2026", "1 Sept. 2026", "1 Sep 26", "1-Sep-26", "01-SEP-2026", "1 September 2026", "1st September, 2026"),
    *(
        "September 1, 2026",
        "Sept 1st 2026",
        "1st of September 2026",
        "Tuesday 1 September 2026",
        "Tue, 1 Sep 2026",
    ),
    *("1 Medi 2026", "1af Medi 2026", "1 o Medi 2026", "Medi 1 2026"),
    *("2026-09-01 00:00:00", "2026-09-01T09:30", "2026-09-01T09:30:00.000+01:00", "2026-09-01T00:00:00Z"),
    *("01/09/2026 09:30", "1/9/2026 12:00:00 AM", "1 Sept 2026, 2:30 pm", "01/09/2026 00:00:00.000"),
    *("46266", "46266.0", "46266.395833333"),
]


@pytest.mark.parametrize("text", FIRST_OF_SEPTEMBER)
def test_a_day_is_read_in_every_way_in_which_it_is_written(text):
    assert read_day(text) == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Sept", "“Sept” has no day and year."),
        ("Sept 2026", "“Sept 2026” has no day."),
        ("9/2026", "“9/2026” has no day."),
        ("1 Sept", "“1 Sept” has no year."),
        ("1/9", "“1/9” has no year."),
        ("2026", "“2026” has no day and month."),
        ("7", "“7” has no month and year."),
        ("09/13/2026", "“09/13/2026” has the month first. Write the day first, in each row: 13/09/2026."),
        ("Monday 1 September 2026", "“Monday 1 September 2026” was a Tuesday."),
        ("41226", "“41226” is a number that could be several days."),
        ("31/2/2025", "“31/2/2025” is no day of any calendar."),
        ("32/1/2025", "“32/1/2025” is no day of any calendar."),
        ("13/13/2025", "“13/13/2025” is no day of any calendar."),
        ("2026-13-01", "“2026-13-01” is no day of any calendar."),
        ("1 Septembre 2026", "“1 Septembre 2026” is no day."),
        ("1 Se 2026", "“1 Se 2026” is no day."),
        ("1-3 Sept 2026", "“1-3 Sept 2026” is no day."),
        ("1/9/2026, 3/9/2026", "is no day."),
        ("1,9,2026", "“1,9,2026” is no day."),
        ("1/9-2026", "“1/9-2026” is no day."),
        ("2026 1 September", "“2026 1 September” is no day."),
        ("1/9/202", "“1/9/202” is no day."),
        ("1/9/20266", "is no day."),
        ("10122011", "“10122011” has no month and year."),
        ("monthly", "“monthly” is no day."),
        ("n/a", "is no day."),
        ("", "“” is no day."),
        ("1/9/2026 (late)", "is no day."),
        ("1/9/2026/5", "is no day."),
        ("Sept Oct 2026", "“Sept Oct 2026” is no day."),
        ("2026 1 Sept", "“2026 1 Sept” is no day."),
        ("Sept 1 202", "“Sept 1 202” is no day."),
        ("Sept 1 5", "“Sept 1 5” is no day."),
        ("Tu 1 Sept 2026", "“Tu 1 Sept 2026” is no day."),
        ("18991231", "“18991231” has no month and year."),
        ("12/13/2026", "has the month first. Write the day first, in each row: 13/12/2026."),
        ("1/31/2026", "has the month first. Write the day first, in each row: 31/1/2026."),
        ("1/32/2026", "“1/32/2026” is no day of any calendar."),
        ("0/13/2026", "“0/13/2026” is no day of any calendar."),
        ("99999999999/1/2026", "is no day of any calendar."),
        (f"{'9' * 5000}/1/2026", "is no day of any calendar."),
        ("9999-12-31T23:59:59-12:00", "is no day."),
        ("-1/9/2026", "is no day"),
        ("x" * 5000, "x…” is no day."),
    ],
)
def test_what_is_no_day_or_could_be_several_says_what_to_write(text, said):
    with pytest.raises(NoDay, match=r"\. Write (day, month and year, such as|the day first|the right day)") as no:
        read_day(text)
    assert said in str(no.value)
    assert len(str(no.value)) < 200


def test_of_a_long_text_forty_characters_are_repeated():
    for text, repeated in (("x" * 40, "x" * 40), ("x" * 41, f"{'x' * 40}…")):
        with pytest.raises(NoDay, match=f"^“{repeated}” is no day"):
            read_day(text)


def test_the_twelfth_month_may_follow_any_day():
    assert read_day("1/12/2026") == date(2026, 12, 1)
    assert read_day("12/12/2026") == date(2026, 12, 12)


def test_eight_figures_are_a_day_from_1900_on():
    assert read_day("19000101") == date(1900, 1, 1)


def test_an_instant_is_a_day_in_london():
    assert read_day("2026-08-31T23:30:00Z") == read_day("2026-08-31T23:30:00+00:00") == date(2026, 9, 1)
    assert read_day("2026-12-31T23:30:00Z") == date(2026, 12, 31)


def test_a_year_of_two_figures_is_of_this_century_below_69():
    assert [read_day(f"1/2/{year}").year for year in ("00", "68", "69", "99")] == [2000, 2068, 1969, 1999]


def test_a_number_is_a_day_only_where_it_cannot_be_a_day_without_its_signs():
    assert read_day("41300") == date(2013, 1, 26)
    assert read_day("20000") == date(1954, 10, 3)
    for number in ("41200", "19999", "40101", "70000"):
        with pytest.raises(NoDay):
            read_day(number)


def test_every_month_is_read_in_both_languages_and_by_three_letters():
    for name, number in MONTHS:
        assert read_day(f"3 {name} 2026").month == read_day(f"3 {name[:3].upper()} 2026").month == number
    assert len({name[:3]: number for name, number in MONTHS}) == len(MONTHS)
