"""Numbers that a spreadsheet program changed: repaired where one reading alone is possible, refused otherwise."""

import pytest

from sheets.numbers import Changed, one_of, postcode, register_number, telephone, whole, words


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *[("2835817", "2835817"), ("2835817.0", "2835817"), ("2.835817E+06", "2835817"), ("2,835817e+6", "2835817")],
        *[("SC012345", "SC012345"), ("1E5", "1E5"), ("2.5", "2.5"), ("", ""), ("4E+0", "4"), ("1.2E-05", "1.2E-05")],
    ],
)
def test_a_whole_number_gets_its_figures_back(text, meant):
    assert whole(text) == meant


@pytest.mark.parametrize("text", ["2.84E+06", "1E+07", "4.41632960E+11", "2.83581700E+06"])
def test_a_number_that_lost_figures_is_refused(text):
    for read in (whole, words, telephone, register_number):
        with pytest.raises(Changed, match="shortened this number to “.+”. Format the column as text, then write it ag"):
            read(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *[("7700900123", "07700900123"), ("1632960001", "01632960001"), ("169772123", "0169772123")],
        *[("447700900123", "+447700900123"), ("44169772123", "+44169772123"), ("7.700900123E+09", "07700900123")],
        *[("01632 960001", "01632 960001"), ("+44 1632 960001", "+44 1632 960001"), ("960001", "960001")],
        *[("999", "999"), ("0770090012", "0770090012"), ("4412345678", "4412345678"), ("6123456789", "6123456789")],
        *[("01632 960001 ext. 4", "01632 960001 ext. 4"), ("770090012", "770090012"), ("77009001234", "77009001234")],
    ],
)
def test_a_telephone_number_gets_its_nought_or_its_plus_back_and_nothing_else_changes(text, meant):
    assert telephone(text) == meant


@pytest.mark.parametrize("text", ["ZZ99 1ZZ", "zz991zz", "Z9 9ZZ"])
def test_a_postcode_is_as_typed(text):
    assert postcode(text) == text


@pytest.mark.parametrize("text", ["99", "01/03/2026", "1.2E+06", "", "?"])
def test_what_begins_with_no_letter_is_no_postcode(text):
    with pytest.raises(Changed, match="is no postcode: each begins with a letter"):
        postcode(text)


@pytest.mark.parametrize("text", ["Tŷ Gwyn", "12", "46266", "3-4", "May", "14 High Street\nNowhere", "1 May Court"])
def test_words_are_as_typed(text):
    assert words(text) == text


@pytest.mark.parametrize("text", ["04/03/2026", "2026-03-04", "4 Mar 2026", "04/03/2026 00:00"])
def test_words_of_which_a_program_made_a_day_are_refused(text):
    with pytest.raises(Changed, match="is a day: a spreadsheet program may have made it of other words"):
        words(text)


def test_a_number_of_a_register_is_found_though_it_lost_its_noughts_or_its_letters():
    known = ["SC012345", "2835817", "0001234", "SC000077", "0000077"]
    assert register_number(" sc 012345 ") == one_of("SC012345", known) == "SC012345"
    assert one_of("12345", known) == one_of("012345", known) == "SC012345"
    assert one_of("1234", known) == "0001234"
    assert one_of("77", known) is None  # could be two
    assert one_of("SC1234", known) is None  # no program takes a nought from a word
    assert one_of("", known) is one_of("9", known) is None
