"""Files of real shapes with what other years, other programs and slips make of them: read as the same, or told."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.lists import (
    ColumnUse,
    Grade,
    NotARegister,
    UnknownWords,
    check_day,
    read_register,
    totals,
)
from register.lists.codes import EventType, canonical
from register.lists.grades import Scale, Theme
from register.lists.headings import WHEREABOUTS, field_of
from register.loading import load_register
from tests.register.files import homes, read_list, register
from tests.register.shapes import inspections_2021, joiners_leavers_2020, march_2016, march_2019, march_2025
from tests.register.shapes.list_2014 import EVENTS, march_2014
from tests.register.test_register_kinds import FORM_2020, MOVES, grid, written
from tests.sheets.workbooks import xlsx

CSV_SHAPES = {make.__name__: make() for make in (march_2016, march_2019, march_2025, inspections_2021)}
CSV_SHAPES["joiners_leavers_2020"] = joiners_leavers_2020()
TABLES = {name: read_list(shape.raw) for name, shape in CSV_SHAPES.items()}
OVERALL = "Overall experiences and progress of children and young people"
LEADERSHIP = "The effectiveness of leaders and managers"
OWNER = "Organisation which owns the provider"


def grid_of(raw):
    text = raw.decode("utf-8-sig") if raw.startswith(b"\xef\xbb\xbf") else raw.decode("cp1252")
    return list(csv.reader(io.StringIO(text, newline="")))


def with_headings(raw, change):
    """The file with other words for its headings."""
    grid = grid_of(raw)
    at = next(place for place, row in enumerate(grid) if "URN" in row)
    grid[at] = [change(" ".join(heading.split())) for heading in grid[at]]
    out = io.StringIO(newline="")
    csv.writer(out).writerows(grid)
    return out.getvalue().encode()


def without_a_letter(heading, at):
    """A long heading without one letter of one of its words; that of a name or an address stays."""
    words = heading.split(" at ")[0]
    if field_of(heading) in WHEREABOUTS or len(re.sub("[^A-Za-z]", "", words)) < 12:
        return heading
    # Not of small words, nor where two letters that are alike would meet.
    places = [
        place for found in re.finditer("[A-Za-z]{4,}", words) for place in range(found.start() + 1, found.end() - 1)
    ]
    places = [place for place in places if heading[place - 1] != heading[place + 1]]
    place = places[at % len(places)]
    return heading[:place] + heading[place + 1 :]


@pytest.mark.parametrize("name", CSV_SHAPES)
@pytest.mark.parametrize(
    "change",
    [
        lambda heading: re.sub(r"\bthe ", "", heading, flags=re.IGNORECASE),
        lambda heading: f"The {heading}" if heading else "",
        lambda heading: heading.upper().replace(" ", "_"),
        lambda heading: f"{heading} (see note 3)" if heading else "",
        lambda heading: re.sub("([a-rt-z])$", r"\1s", heading),
    ],
)
def test_a_list_reads_the_same_with_other_small_words_signs_notes_and_plurals(name, change):
    table = read_list(with_headings(CSV_SHAPES[name].raw, change))
    assert (table.rows, table.unknown_headings) == (TABLES[name].rows, ())


@pytest.mark.parametrize("name", CSV_SHAPES)
@given(at=st.integers(0, 60))
def test_a_list_whose_long_headings_lack_a_letter_reads_the_same(name, at):
    table = read_list(with_headings(CSV_SHAPES[name].raw, lambda heading: without_a_letter(heading, at)))
    assert table.rows == TABLES[name].rows
    assert {column.use for column in table.columns} <= {ColumnUse.READ, ColumnUse.IGNORED}


# Words of 2014


@pytest.mark.parametrize("encoding", ["mac_roman", "cp1252", "utf-8-sig"])
def test_the_list_of_2014_is_read_whole_in_any_encoding(encoding):
    shape = march_2014(encoding)
    table = read_list(shape.raw)
    assert (table.as_at, len(table.rows), table.errors) == (date(2014, 3, 31), len(shape.rows), ())
    assert (table.unknown_headings, table.unknown_words, table.missing) == ((), (), ())
    assert [row.inspection.event_type for row in table.rows] == [EVENTS[row["event"]] for row in shape.rows]
    names = {row.setting.name for row in table.rows if row.setting}
    assert {"Elm Fédération", "Ash’s Fostering", "Alder – North"} <= names
    homes = [row for row in shape.rows if row["kind"] in ("Children's home", "Children's Home")]
    found = totals(row for row in table.rows if row.provision_type == "Children's home")
    assert found.judgements[Grade.OUTSTANDING] == sum(row["overall"] == "1" for row in homes)
    assert found.not_yet_judged == sum(row["overall"] in "05" for row in homes)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        *EVENTS.items(),
        ("sc-full", EventType.FULL),
        ("Interim", EventType.INTERIM),
        ("Social Care – Assurance visit", EventType.ASSURANCE),
        ("Full and interim inspection", None),
        ("Full inspection of the school", None),
        ("SC - Pre-registration visit", None),
        ("Inspection", None),
    ],
)
def test_kinds_of_event_are_told_by_the_one_word_that_counts(words, kind):
    assert canonical(EventType, words) == (kind or words)


# Owners' names


@pytest.mark.parametrize(
    ("wrong", "owner"),
    [
        ("St Christopherâ€™s", "St Christopher’s"),
        ("Zo√´‚Äôs F√©d√©ration ‚Äì Ltd", "Zoë’s Fédération – Ltd"),  # noqa: RUF001
        ("Cartref MÃƒÂ´n", "Cartref Môn"),  # noqa: RUF001
        ("ChildrenÕs Care", "Children’s Care"),
    ],
)
def test_an_owner_that_was_encoded_twice_is_read_as_it_was_meant(wrong, owner):
    table = read_list(register(*homes("9000001", **{OWNER: wrong})))
    assert (table.rows[0].owner, table.unknown_words) == (owner, ())


def test_headings_and_words_of_codes_that_were_encoded_twice_are_known():
    wrong = {"Short-break-only childrenâ€™s home": "Yes", "Provision Type": "Childrenâ€™s home"}
    table = read_list(written(FORM_2020 | wrong))
    assert (table.rows[0].is_childrens_home, table.rows[0].short_breaks, table.unknown_headings) == (True, True, ())


def test_an_owner_whose_letters_are_lost_is_not_read_and_is_told():
    lost = "Soci\ufffdt\ufffd Care"
    table = read_list(register(*homes("9000001"), *homes("9000002", "9000003", **{OWNER: lost})))
    assert [row.owner for row in table.rows] == ["Hazel Bank Care Ltd", None, None]
    assert table.unknown_words == (UnknownWords(OWNER, lost, 4, 2, is_read=False),)


# What cannot be right


def list_of(number, **changes):
    return homes(*(str(9_000_001 + place) for place in range(number)), **changes)


def test_a_new_grade_is_told_once_with_how_often_it_stands_there():
    table = read_list(
        register(
            *list_of(4, **{OVERALL: "Causing concern"}), *homes("9000005", "9000006", "9000007"), *homes("9000008")
        )
    )
    assert (len(table.rows), len(table.errors)) == (8, 0)
    assert table.unknown_words == (UnknownWords(OVERALL, "Causing concern", 3, 4, is_read=True),)
    judgement = table.rows[-1].inspection.judgement(Theme.OVERALL)
    assert (judgement.words, judgement.scale, judgement.grade) == ("Causing concern", Scale.UNKNOWN, Grade.UNKNOWN)


def test_new_grades_of_two_judgements_in_one_row_are_both_kept_beside_a_known_one():
    [row, *_] = read_list(register(*list_of(3, **{OVERALL: "Strong", LEADERSHIP: "Strong enough"}))).rows
    assert [(each.theme, each.words, each.grade) for each in row.inspection.judgements] == [
        (Theme.OVERALL, "Strong", Grade.UNKNOWN),
        (Theme.HELP_AND_PROTECTION, "Outstanding", Grade.OUTSTANDING),
        (Theme.LEADERSHIP, "Strong enough", Grade.UNKNOWN),
    ]


@pytest.mark.parametrize(("different", "read"), [(8, 24), (9, 0)])
def test_more_words_than_a_scale_has_are_another_column_under_that_heading(different, read):
    new = [f"{chr(97 + number) * 3}ing" for number in range(different)]
    rows = [
        row
        for place, words in enumerate(new)
        for row in homes(*(str(9_000_001 + 3 * place + step) for step in range(3)), **{OVERALL: words})
    ]
    table = read_list(register(*rows, *homes(*(str(9_000_101 + number) for number in range(30)))))
    assert len(table.rows) == read + 30


def test_a_word_of_another_scale_stays_a_slip_however_often_it_stands_there():
    rows = list_of(4, **{OVERALL: "Serious or widespread weaknesses"})
    table = read_list(register(*rows, *homes("9000011", "9000012", "9000013", "9000014")))
    assert (len(table.rows), len(table.errors)) == (4, 4)


@pytest.mark.parametrize(
    ("words", "rows"),
    [("CANARY House", 2), ("CANARY House 1", 3), ("CANARY " + "x" * 40, 3)],
)
def test_words_that_may_be_a_homes_name_are_never_quoted(words, rows):
    table = read_list(register(*list_of(rows, **{OVERALL: words}), *homes("9000011", "9000012", "9000013")))
    assert len(table.errors) == rows
    assert "CANARY" not in repr(table)


def test_no_words_but_grades_are_quoted_from_rows_that_were_refused():
    rows = list_of(4, **{"Registration status": "CANARY House", "Places": "CANARY House"})
    assert "CANARY" not in repr(read_list(register(*rows, *homes("9000011", "9000012", "9000013", "9000014"))))


@pytest.mark.django_db
def test_loading_says_of_words_whether_they_were_kept_and_refuses_a_day_to_come():
    rows = [*list_of(3, **{OVERALL: "Causing concern"}), *homes("9000011", "9000012", "9000013", Sector="Orchard")]
    file = load_register(raw=register(*rows), name="", by=None).file
    assert file.unknown_words == [
        "Sector: “Orchard” is not known here and kept as printed, in 3 rows, the first on line 6.",
        f"{OVERALL}: “Causing concern” is not known here and kept as printed, in 3 rows, the first on line 3.",
    ]
    raw = register(*rows).split(b"\r\n", 1)[1]
    with pytest.raises(NotARegister, match="31 March 2052, which is still to come"):
        load_register(raw=raw, name="provider_at_march_2052.csv", by=None)
    with pytest.raises(NotARegister, match="31 March 2052, which is still to come"):
        load_register(raw=register(*rows, as_at="31 March 2052"), name="", by=None)


def serial(printed):
    day, month, year = (int(part) for part in printed.split("/"))
    return str((date(year, month, day) - date(1899, 12, 30)).days)


@given(day=st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_a_column_of_serial_numbers_is_read_as_days_and_says_so(day):
    row = FORM_2020 | {"Registration date": str((day - date(1899, 12, 30)).days)}
    table = read_list(written(row, row | {"URN": "2000001", "Registration date": ""}))
    assert [each.registration_date for each in table.rows] == [day, None]
    (column,) = [column for column in table.columns if column.heading == "Registration date"]
    assert (column.use, "numbers of a spreadsheet program" in column.why) == (ColumnUse.READ, True)


def test_every_day_of_a_list_may_be_a_serial_number():
    rows = [FORM_2020 | {"URN": str(2_000_000 + number)} for number in range(5)]
    days = ("Registration date", "Event date", "Publication date")
    serials = [row | {heading: f"{serial(row[heading])}.0" for heading in days} for row in rows]
    assert read_list(written(*serials)).rows == read_list(written(*rows)).rows
    moves = {heading: serial(cell) if "/" in cell else cell for heading, cell in MOVES.items()}
    assert read_list(written(moves)).rows == read_list(written(MOVES)).rows


def test_a_number_beside_printed_days_is_no_day():
    rows = [FORM_2020 | {"URN": str(2_000_000 + number)} for number in range(3)]
    table = read_list(written(*rows[:2], rows[2] | {"Registration date": "43921"}))
    assert [error.heading for error in table.errors] == ["Registration date"]


def test_a_list_of_which_no_row_can_be_read_is_refused_with_the_commonest_fault():
    rows = list_of(9, **{"Registration date": "soon"})
    with pytest.raises(NotARegister) as refused:
        read_list(register(*rows, *homes("9000011", **{"Places": "many"})))
    assert str(refused.value) == (
        "Only 0 of the 10 rows of this list can be read. The commonest fault, in 9 of them, under “Registration date”: "
        "This is not a date of the form 31/03/2025. Load the file as Ofsted publishes it."
    )


@pytest.mark.parametrize(("bad", "is_read"), [(5, True), (6, False)])
def test_half_of_a_list_is_enough_and_less_is_not(bad, is_read):
    raw = register(*list_of(bad, Places="many"), *homes(*(str(9_100_001 + place) for place in range(10 - bad))))
    if is_read:
        assert len(read_list(raw).errors) == bad
    else:
        with pytest.raises(NotARegister, match="Only 4 of the 10 rows"):
            read_list(raw)


def test_a_workbook_with_one_ruined_list_is_refused_by_the_name_of_its_sheet():
    ruined = [{**FORM_2020, "Places": "many"}]
    with pytest.raises(NotARegister, match="of the sheet “Bad”"):
        read_register(xlsx({"Good": grid(MOVES), "Bad": grid(*ruined)}))


TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("as_at", "sentence"),
    [
        ("31 March 2052", "as at 31 March 2052, which is still to come"),
        ("2 June 2026", "as at 2 June 2026, which is still to come"),
        ("31 March 2007", "Ofsted has had the register since April 2007"),
    ],
)
def test_a_list_of_a_day_on_which_none_can_stand_is_refused(as_at, sentence):
    raw = register(*homes("9000001"), as_at=as_at)
    with pytest.raises(NotARegister, match=sentence):
        read_register(raw, today=TODAY)
    assert read_register(raw), "who does not say what day it is is not asked"


def test_a_list_of_today_or_of_the_first_day_is_read():
    for as_at in ("1 June 2026", "1 April 2007"):
        assert read_register(register(*homes("9000001"), as_at=as_at), today=TODAY)
    with pytest.raises(NotARegister):
        check_day(TODAY + timedelta(days=1), TODAY)


def test_a_renamed_column_of_places_is_guessed_or_said_to_be_missing():
    shape = CSV_SHAPES["march_2025"]
    for heading, use in (("Capacity", ColumnUse.GUESSED), ("Wiggle", ColumnUse.UNKNOWN)):
        table = read_list(with_headings(shape.raw, lambda each, to=heading: to if each == "Places" else each))
        (column,) = [column for column in table.columns if column.heading == heading]
        assert (column.use, table.missing) == (use, () if use is ColumnUse.GUESSED else ("Places",))
        assert (table.rows == TABLES["march_2025"].rows) == (use is ColumnUse.GUESSED)
