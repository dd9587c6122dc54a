"""CSV is written anew with its own separator, and no program finds a formula in it, however it parts cells."""

import csv
import io
import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from publishing.uploads.csv_table import NUMBER
from publishing.uploads.rebuilt_file import Unusable
from publishing.uploads.worker import rebuilt
from tests.publishing import files


def rows_of(raw: bytes, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=separator))


@pytest.mark.parametrize(
    ("raw", "separator", "rows"),
    [
        ("Rhanbarth,Cartrefi\nYnys Môn,\n".encode(), ",", [["Rhanbarth", "Cartrefi"], ["Ynys Môn", ""]]),
        (
            b"\xef\xbb\xbfRegion,Change\r\nWales,-5.2%\r\nNorth,+44 20 7946\r\n",
            ",",
            [["Region", "Change"], ["Wales", "-5.2%"], ["North", "+44 20 7946"]],
        ),
        (
            b'Region;Change\nWales;-5,2\n"Two; parts";"said ""so"""\n',
            ";",
            [["Region", "Change"], ["Wales", "-5,2"], ["Two; parts", 'said "so"']],
        ),
        (b"Region\tChange\nWales\t-\n", "\t", [["Region", "Change"], ["Wales", "-"]]),
        (b"Region;Change\nWales;1,2,3,4\n", ";", [["Region", "Change"], ["Wales", "1,2,3,4"]]),
    ],
    ids=["Welsh", "from Excel", "semicolons", "tabs", "told by the first line"],
)
def test_a_table_stays_what_it_is(raw, separator, rows):
    kept = rebuilt(raw)
    assert (kept.media_type, kept.taken_out) == ("text/csv", ())
    assert rows_of(kept.raw, separator) == rows
    assert kept.raw.startswith(b"\xef\xbb\xbf") is raw.startswith(b"\xef\xbb\xbf")
    assert rebuilt(kept.raw).raw == kept.raw


@pytest.mark.parametrize(
    ("raw", "separator", "cell"),
    [
        (b'a,b\n=HYPERLINK("https://x"),1', ",", '\'=HYPERLINK("https://x")'),
        (b"a,b\n-1+cmd|' /C calc'!A0,1", ",", "'-1+cmd|' /C calc'!A0"),
        (b"a;b\n@SUM(A1);1", ";", "'@SUM(A1)"),
        (b'a;b\n"x,=cmd|a";2', ";", "x,'=cmd|a"),
        (b'a;b\n"x\n=1+1";2', ";", "x\n'=1+1"),
        ("a,b\n＝1+1,1".encode(), ",", "'＝1+1"),  # noqa: RUF001 - full-width, as some programs read it
        (b'a,b\n"x\t+1+1",1', ",", "x\t'+1+1"),
        (b"a,b\n  =1+1,1", ",", "  '=1+1"),
    ],
)
def test_a_formula_gets_an_apostrophe_whatever_the_separator(raw, separator, cell):
    kept = rebuilt(raw)
    assert rows_of(kept.raw, separator)[1][0] == cell
    assert kept.taken_out == ("formulas in 1 row: an apostrophe stands before them",)
    assert rebuilt(kept.raw).raw == kept.raw, "one apostrophe is enough"


@pytest.mark.slow
def test_a_table_of_the_largest_size_is_taken_and_a_larger_one_is_not():
    assert rebuilt(b"," * 999).media_type == "text/csv"
    rows = b"1,2\n" * 500_000
    assert rebuilt(rows).raw.count(b"\n") == 500_000
    with pytest.raises(Unusable, match="500,000 rows or 1,000 columns"):
        rebuilt(rows + b"1,2\n")


PIECES = st.sampled_from(["=", "+", "-", "@", "1", "a", ",", ";", "\t", "|", "\n", "\r", '"', "'", " "])


@settings(suppress_health_check=[HealthCheck.too_slow])  # on a busy machine
@given(st.lists(st.lists(st.lists(PIECES, max_size=8).map("".join), min_size=2, max_size=4), min_size=1, max_size=3))
@example([["a", 'x";=b'], ["'=", "\r+a"]])
def test_no_program_finds_a_formula_however_it_parts_cells(rows):
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    try:
        kept = rebuilt(out.getvalue().encode())
    except Unusable:
        return
    for separator in ",;\t|":
        for cell in (cell for row in rows_of(kept.raw, separator) for cell in row):
            bare = cell.lstrip(' "')
            # What follows a number in this reading stands in quotation marks: a text to any program.
            first = re.split('[,;\t|\r\n]"|,', bare)[0]
            assert bare[:1] not in ("=", "@"), (separator, cell)
            assert bare[:1] not in ("+", "-") or first in ("+", "-") or NUMBER.fullmatch(first), (separator, cell)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "no table"),
        (b"<html><body>a,b</body></html>", "no table"),
        (b"MZ\x00\x03" + b"x" * 99, "no file of a kind that we can take"),
        (b"a,b\nM\xf4n,1", "CSV UTF-8"),
        (b'a,b\n"x,1', "quotation mark is missing"),
        (b"sep=|\na,b|=cmd", "sep="),
        (b"a letter without columns", "no table with columns"),
        (b"," * 1000, "more than"),
        (files.image(), "cannot tell"),
    ],
)
def test_what_is_no_table_is_refused(raw, said):
    with pytest.raises(Unusable, match=said):
        rebuilt(raw)
