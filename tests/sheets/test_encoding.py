"""Letters that went through a wrong encoding."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets import NotASheet, read_sheets
from sheets.encoding import is_garbled, mended, single_encoding
from tests.sheets.workbooks import ods

NAMES = (
    "Zoë’s “Café” – Ltd",
    "Foyer Fédération",
    "St Christopher’s Fellowship",
    "Cartref Môn",
    "Åsa & Søn Ltd",
    "Peña House – North",
    "ÉCOLE",
    "O’Neill Care",
    "Côte d’Or",
    "£1 Café",
    "Homes for Naïve … Ltd",
    "North–South Care",
    "Straße",
)
WELSH = ("Tŷ Gwyn Care", "Dŵr y Felin", "Ó Briain Care", "Łódź Homes")


def as_csv(*names):
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["Name", "Town"], *([name, "Durham"] for name in names)])
    return out.getvalue()


def names_in(raw):
    (sheet,) = read_sheets(raw)
    return tuple(row.cells[0] for row in sheet.rows[1:])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_names_are_read_right_in_the_encodings_of_any_program(encoding):
    assert names_in(as_csv(*NAMES).encode(encoding)) == NAMES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_one_name_alone_tells_the_encoding_of_a_file(name, encoding):
    assert single_encoding(name.encode(encoding)) == encoding or name.encode(encoding).decode("cp1252") == name


@pytest.mark.parametrize("name", [*NAMES, *WELSH])
def test_a_name_that_makes_sense_stays(name):
    assert mended(name) == name
    assert not is_garbled(name)


def twice(name, read_as):
    try:
        return name.encode().decode(read_as)
    except UnicodeDecodeError:
        return None


@pytest.mark.parametrize("name", [*NAMES, *WELSH])
@pytest.mark.parametrize("read_as", ["cp1252", "latin-1", "mac_roman"])
def test_a_name_that_was_encoded_twice_is_read_as_it_was_meant(name, read_as):
    wrong = twice(name, read_as)
    if wrong:  # some letters have no place in Windows-1252
        assert mended(wrong) == name
        assert names_in(as_csv(wrong).encode()) == (name,)


def test_a_name_in_a_workbook_is_mended_too():
    (sheet,) = read_sheets(ods({"List": [["Name"], ["St Christopherâ€™s"]]}))
    assert sheet.rows[1].cells == ["St Christopher’s"]


@pytest.mark.parametrize("name", ["Cartref Môn", "St Christopher’s Fellowship", "SOCIÉTÉ"])
def test_a_name_that_was_encoded_three_times_is_read_too(name):
    assert mended(twice(twice(name, "cp1252"), "cp1252")) == name


def test_welsh_letters_come_back_from_two_rounds_and_strange_signs_are_not_made_stranger():
    assert mended(twice(twice("Dŵr y Felin", "mac_roman"), "mac_roman")) == "Dŵr y Felin"
    assert mended("Xâ£–") == "Xâ£–"


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ("ChildrenÕs Homes Ð North", "Children’s Homes – North"),
        ("SociŽtŽ", "Société"),
        ("CafÈ", "Café"),
        ("MÙn", "Môn"),
        ("Straﬂe", "Straße"),
    ],
)
def test_windows_and_macintosh_taken_for_one_another_are_told_by_their_neighbours(wrong, name):
    assert mended(wrong) == name


@pytest.mark.parametrize(
    "text",
    [
        "Soci\ufffdt\ufffd",
        "√¢COLE",
        "Caƒe",
        "Homes…Care",
        "Homes ™Care",
        "Care – Ŧ Ω",
        "a ’ b",
        "Home–stead",
        "DÅµr",
        "ÕÕ",
        "OÕN",
    ],
)
def test_what_makes_no_sense_is_said_to_be_garbled(text):
    assert is_garbled(text)
    assert not is_garbled("Plain words, 1 and 2")


def test_a_title_of_the_macintosh_above_lines_of_utf_8_is_read():
    raw = "Providers – 2024\r\n".encode("mac_roman") + as_csv("Cartref Môn", "Tŷ Gwyn").encode()
    (sheet,) = read_sheets(raw)
    assert [row.cells[0] for row in sheet.rows] == ["Providers – 2024", "Name", "Cartref Môn", "Tŷ Gwyn"]


@pytest.mark.parametrize("raw", [b"caf\x81", bytes(range(128, 256)), "Łódź Żółć".encode("cp1250")])
def test_letters_that_cannot_be_told_are_refused(raw):
    with pytest.raises(NotASheet, match="letters of this file cannot be told"):
        read_sheets(b"Name,Town\n" + raw + b",Durham\n")


WORDS = st.text(alphabet=st.sampled_from("abcdefghilmnorstuwyéèêëôöâàäüñçíóŵŷ"), min_size=2, max_size=9)
MARKS = st.sampled_from([" ", " – ", "’s ", " & ", "-", ", ", " “", "” ", " £2 ", " (", ") ", "’ ", "s’ "])


@given(words=st.lists(st.tuples(WORDS, st.booleans(), MARKS), min_size=1))
def test_words_with_accents_stay_as_they_are_and_so_does_what_was_mended(words):
    text = "".join(f"{word.capitalize() if capital else word}{mark}" for word, capital, mark in words).strip()
    assert mended(text) == text
    try:
        wrong = text.encode().decode("mac_roman")
    except UnicodeDecodeError:
        return
    assert mended(mended(wrong)) == mended(wrong) == text
