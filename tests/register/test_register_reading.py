"""Reading register files: what comes is read, and what cannot be read is told in sentences."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register.lists import NotARegister, ProvisionType, Setting, as_at_from_name
from register.lists.facts import RegisterRow
from register.lists.grades import Grade, Scale, Theme
from register.lists.headings import HEADINGS, field_of
from tests.register.files import read_list

TITLE = "Children's social care data in England 2025 \u2013 Provider level as at 31 March 2025"
NAMES = ("Name", "Address 1", "Address 2", "Town", "County", "Postcode")
HOME = {
    "Web link": "Ofsted Social Care Provider Webpage",
    "URN": "SC123456",
    "Linked Education URN": "",
    "Provision type": "Children's home",
    "Registration date": "25/06/2020",
    "Registration status": "Active",
    **dict.fromkeys(NAMES, "REDACTED"),
    "Ofsted Region": "North East, Yorkshire and the Humber",
    "Government Office Region": "North East",
    "Local authority": "County Durham",
    "Parliamentary constituency": "Bishop Auckland",
    "Sector": "Private",
    "Places": "4",
    "Supported accommodation premises": "",
    "Short-break-only children's home": "",
    "Multi Building Children's Home": "",
    "Organisation which owns the provider": "Example Care Limited",
    "\nLatest Full inspection event type": "Full inspection",
    "\nLatest full inspection date": "05/11/2024",
    "Latest full inspection publication date": "14/01/2025",
    "\nLatest full inspection event number": "10360658",
    "\nOverall experiences and progress of children and young people": "Good",
    "Outcomes in education and related learning activities": "",
    "Health services": "",
    "\nHow well children and young people are helped and protected": "Outstanding",
    "The effectiveness of leaders and managers": "Requires improvement to be good",
    "Supported Accommodation outcome": "",
}
OVERALL = "\nOverall experiences and progress of children and young people"
OWNER = "Zoë\u2019s “Café” \u2013 Ltd"
INSPECTED = "\nLatest full inspection date"
FAMILY_CENTRE = {
    **HOME,
    "URN": "1027092",
    "Provision type": "Residential Family Centre",
    **dict(zip(NAMES, ("Elm House", "1 High Street", "", "Durham", "REDACTED", "DH1 1AA"), strict=True)),
}


def home(**changes):
    return {**HOME, **changes}


def homes(number):
    return [{**HOME, "URN": str(2_000_000 + place)} for place in range(number)]


def written(rows, *, title=(TITLE,), headings=tuple(HOME), encoding="utf-8-sig", ends="\n", separator=",", blank=0):
    """A list in the official format: title lines, headings, rows, and blank columns on the right."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, delimiter=separator)
    width = len(headings) + blank
    above = [[line, *[""] * (width - 1)] for line in title]
    writer.writerows([*above, [*headings, *[""] * blank]])
    writer.writerows([[*(row[heading] for heading in headings), *[""] * blank] for row in rows])
    return sheet.getvalue().replace("\r\n", ends).encode(encoding)


def lines_of(raw):
    return raw.decode("utf-8-sig").splitlines(keepends=True)


def refusal(raw):
    with pytest.raises(NotARegister) as refused:
        read_list(raw)
    return str(refused.value)


def only_error(raw):
    table = read_list(raw)
    assert len(table.errors) == 1, table.errors
    return table.errors[0]


# What a row says


def test_a_home_is_read_whole():
    table = read_list(written([HOME]))
    (row,) = table.rows
    assert (row.urn, row.provision_type, row.status) == ("SC123456", "Children's home", "Active")
    assert row.registration_date == date(2020, 6, 25)
    assert (row.region, row.ofsted_region) == ("North East", "North East, Yorkshire and the Humber")
    assert (row.local_authority, row.constituency) == ("County Durham", "Bishop Auckland")
    assert (row.sector, row.places, row.premises, row.owner) == ("Private", 4, None, "Example Care Limited")
    assert (row.short_breaks, row.multi_building, row.linked_school, row.setting) == (False, False, None, None)
    assert row.previous is None
    assert (table.errors, table.unknown_headings, table.unknown_words) == ((), (), ())


def test_an_inspection_is_read_as_printed():
    inspection = read_list(written([HOME])).rows[0].inspection
    assert (inspection.event_type, inspection.event_number) == ("Full inspection", "10360658")
    assert (inspection.inspection_date, inspection.publication_date) == (date(2024, 11, 5), date(2025, 1, 14))
    assert [(each.theme, each.words, each.scale, each.grade) for each in inspection.judgements] == [
        (Theme.OVERALL, "Good", Scale.FOUR_POINT, Grade.GOOD),
        (Theme.HELP_AND_PROTECTION, "Outstanding", Scale.FOUR_POINT, Grade.OUTSTANDING),
        (Theme.LEADERSHIP, "Requires improvement to be good", Scale.FOUR_POINT, Grade.REQUIRES_IMPROVEMENT),
    ]


def test_a_grade_of_nought_is_no_judgement():
    inspection = read_list(written([home(**{OVERALL: "0"})])).rows[0].inspection
    assert inspection.judgement(Theme.OVERALL) is None
    assert len(inspection.judgements) == 2


def test_a_home_without_inspection_has_none():
    blank = dict.fromkeys(list(HOME)[22:], "")
    assert read_list(written([{**HOME, **blank}])).rows[0].inspection is None


def test_the_inspection_before_is_read_apart():
    previous = {
        "Previous full inspection event type": "Full inspection",
        "Previous full inspection event date": "01/02/2023",
        "Previous full inspection publication date": "01/03/2023",
        "Previous full inspection event number": "10200000",
        "Previous overall experiences and progress of children and young people": "Inadequate",
    }
    row = read_list(written([HOME | previous], headings=[*HOME, *previous])).rows[0]
    assert row.inspection.judgement(Theme.OVERALL).grade is Grade.GOOD
    assert row.previous.judgement(Theme.OVERALL).grade is Grade.INADEQUATE
    assert (row.previous.inspection_date, row.previous.event_number) == (date(2023, 2, 1), "10200000")
    bad = HOME | previous | {"Previous overall experiences and progress of children and young people": "Fine"}
    others = HOME | previous | {"URN": "2000001"}
    heading = only_error(written([bad, others], headings=[*HOME, *previous])).heading
    assert heading == "Previous overall experiences and progress of children and young people"


def test_owners_keep_their_letters_and_lose_spare_spaces():
    owner = "  Hope  \t house CARE ltd "
    row = read_list(written([home(**{"Organisation which owns the provider": owner})])).rows[0]
    assert row.owner == "Hope house CARE ltd"


@pytest.mark.parametrize("printed", ["REDACTED", "Redacted", "", "  ", "NULL"])
def test_redacted_and_blank_cells_are_none(printed):
    cells = {"Organisation which owns the provider": printed, "Local authority": printed, "Places": printed}
    row = read_list(written([HOME | cells])).rows[0]
    assert (row.owner, row.local_authority, row.places) == (None, None, None)


# Names and addresses


def named(**changes):
    """A row that prints a name and an address, each with a token of its own."""
    return HOME | {heading: f"CANARY {number}" for number, heading in enumerate(NAMES)} | changes


def test_a_family_centre_keeps_its_printed_name_and_address():
    row = read_list(written([FAMILY_CENTRE])).rows[0]
    assert row.setting == Setting("Elm House", "1 High Street", None, "Durham", None, "DH1 1AA")


def test_a_wholly_redacted_setting_is_none():
    row = read_list(written([home(**{"Provision type": "Boarding School"})])).rows[0]
    assert row.setting is None


@pytest.mark.parametrize(
    "kind",
    [
        "Children's home",
        "Children\u2019s Home",
        "Childrens home",
        "Secure children's home",
        "Residential special school (>295 days/year)",
        "Residential special school (registered as a children's home)",
        "Children's home for otters",
    ],
)
def test_no_name_or_address_is_read_for_homes_and_for_kinds_unknown(kind):
    table = read_list(written([named(**{"Provision type": kind})]))
    assert len(table.rows) == 1
    assert "CANARY" not in repr(table)


def test_a_home_cannot_be_given_whereabouts_at_all():
    setting = Setting("Elm House", None, None, None, None, None)
    with pytest.raises(ValueError, match="private"):
        RegisterRow("SC123456", ProvisionType.CHILDRENS_HOME, "Active", setting=setting)
    assert RegisterRow("1027092", ProvisionType.BOARDING_SCHOOL, "Active", setting=setting).setting == setting


LAYOUT_2016 = [heading for heading in HOME if heading not in ("Registration date", "Ofsted Region")]


@given(data=st.data(), headings=st.sampled_from([tuple(HOME), tuple(LAYOUT_2016)]), blank=st.sampled_from([0, 13]))
def test_a_home_whose_cells_slipped_shows_its_name_nowhere(data, headings, blank):
    raw = written([*homes(2), named()], headings=headings, title=(), blank=blank)
    sheet = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    at = data.draw(st.integers(0, headings.index("Postcode")))
    by = data.draw(st.integers(1, 3))
    sheet[-1][at:at] = [""] * by
    if data.draw(st.booleans()):
        del sheet[-1][at : at + 2 * by]
    out = io.StringIO(newline="")
    csv.writer(out).writerows(sheet)
    assert "CANARY" not in repr(read_list(out.getvalue().encode()))


# Files as they come


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encoding_line_ends_and_separator_change_nothing(encoding, ends, separator):
    rows = [HOME, FAMILY_CENTRE, HOME | {"URN": "2000001", "Organisation which owns the provider": OWNER}]
    table = read_list(written(rows, encoding=encoding, ends=ends, separator=separator))
    assert table == read_list(written(rows))
    assert table.rows[2].owner == OWNER


@pytest.mark.parametrize("above", range(11))
def test_the_headings_are_found_below_up_to_ten_lines(above):
    title = ["Notes, and figures, of many kinds"] * above
    assert len(read_list(written([HOME], title=title)).rows) == 1


def test_headings_below_eleven_lines_are_not_looked_for():
    assert "None of the first 11 rows" in refusal(written([HOME], title=["A note"] * 11))


def test_group_titles_above_the_headings_are_no_headings():
    raw = written([HOME], title=["Provider information", "Latest Full Inspection information"])
    assert len(read_list(raw).rows) == 1


def test_blank_rows_and_columns_are_passed_over():
    lines = lines_of(written([HOME, FAMILY_CENTRE], blank=3))
    blank = "," * (len(HOME) + 2) + "\n"
    raw = "".join([*lines[:-1], blank, " , ,\n", "\n", lines[-1], blank]).encode()
    table = read_list(raw)
    assert ([row.urn for row in table.rows], table.errors) == (["SC123456", "1027092"], ())


def test_a_blank_column_amid_the_others_is_passed_over():
    headings = [*list(HOME)[:10], "  ", *list(HOME)[10:]]
    table = read_list(written([HOME | {"  ": ""}], headings=headings))
    assert table == read_list(written([HOME]))


@given(order=st.permutations(list(HOME)))
def test_the_order_of_columns_changes_nothing(order):
    rows = [HOME, FAMILY_CENTRE]
    assert read_list(written(rows, headings=order)).rows == read_list(written(rows)).rows


def test_unknown_headings_are_listed_and_passed_over():
    raw = written([HOME | {"Age\nrange ": "8-17"}], headings=[*HOME, "Age\nrange "])
    table = read_list(raw)
    assert table.unknown_headings == ("Age range",)
    assert len(table.rows) == 1


def test_unknown_words_are_kept_as_printed_and_listed_once_with_their_first_line():
    orchard = {"Provision type": "Orchard", "Government Office Region": "Mercia"}
    rows = [HOME, home(URN="2000001", **orchard), home(URN="2000002", **orchard)]
    raw = written(rows)
    table = read_list(raw)
    first = next(number for number, line in enumerate(lines_of(raw), start=1) if "2000001" in line)
    found = {(words.heading, words.words, words.times) for words in table.unknown_words}
    assert found == {("Provision type", "Orchard", 2), ("Government Office Region", "Mercia", 2)}
    assert {words.first_line for words in table.unknown_words} == {first}
    assert table.rows[1].provision_type == "Orchard"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        *((heading, field) for field, headings in HEADINGS.items() for heading in headings),
        ("urn", "urn"),
        ("\ufeffURN", "urn"),
        ("Provision\nType ", "provision_type"),
        ("Linked Education URN", "linked_school"),
        ("Registration status (as at 31 March 2025)", "status"),
        ("Registration status (as at\n1 April 2024) ", "status"),
        ("Service category (Note 4)", "service_category"),
        ("Places [note 2]", "places"),
        ("Ofsted  Region", "ofsted_region"),
        ("Short-break-only children\u2019s home", "short_breaks"),
        ("Multi Building Children's Home", "multi_building"),
        ("\nLatest Full inspection event type", "event_type"),
        ("Latest full inspection publication date", "publication_date"),
        ("\nLatest full inspection event number", "event_number"),
        ("Latest full inspection overall experiences and progress of children and young people", "overall"),
        ("Previous full inspection event date", "previous_inspection_date"),
        ("Previous full inspection event type", "previous_event_type"),
        ("Previous the effectiveness of leaders and managers", "previous_leadership"),
        ("Previous name", None),
        (
            "First effective date (that the provider became active / resigned)",
            "first_effective_date",
        ),
        ("Inspection overall experiences and progress of children and young people", "overall"),
        ("Latest inspection health services", "health"),
        ("Previous effectiveness of leaders and managers", "previous_leadership"),
        ("Local authorities", None),
        ("Place", "places"),
        ("Adress 1", "address_1"),
        ("Region (Ofsted)", "ofsted_region"),
        ("Registration status at 31 March 2020", "status"),
        ("\nFirst effective date (that the provider became active)", "active_on"),
        ("First effective date (that the provider closed)", "closed_on"),
        ("Closed date", "closed_on"),
        ("Place of safety", None),
        ("Latest name", None),
        ("Age range", None),
        ("", None),
    ],
)
def test_headings_give_their_fields(heading, field):
    assert field_of(heading) == field


# Rows that cannot be read


@pytest.mark.parametrize(
    ("heading", "printed", "sentence"),
    [
        ("URN", "SC12345", "not a URN"),
        ("URN", "12345678", "not a URN"),
        ("URN", "", "blank"),
        ("Provision type", "REDACTED", "blank"),
        ("Registration status", "", "blank"),
        ("Registration status", "Open", "none of Active, Suspended"),
        ("Registration date", "31/02/2020", "not a date"),
        ("Registration date", "06/25/2020", "not a date"),
        (INSPECTED, "soon", "not a date"),
        ("Latest full inspection publication date", "14/01/25", "not a date"),
        ("Places", "many", "not a whole number"),
        ("Places", "-4", "not a whole number"),
        ("Places", "999999999999", "not a whole number"),
        ("Supported accommodation premises", "4.5", "not a whole number"),
        ("Short-break-only children's home", "perhaps", "neither a yes nor a no"),
        ("Multi Building Children's Home", "2", "neither a yes nor a no"),
        (OVERALL, "Goodish", "not a grade"),
        (OVERALL, "Serious or widespread weaknesses", "another kind of judgement"),
        ("Supported Accommodation outcome", "Good", "another kind of judgement"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_and_the_other_rows_stand(heading, printed, sentence):
    raw = written([FAMILY_CENTRE, home(**{heading: printed}), home(URN="2000009")])
    error = only_error(raw)
    assert [row.urn for row in read_list(raw).rows] == ["1027092", "2000009"]
    assert sentence in error.sentence
    assert error.heading == " ".join(heading.split())


def test_errors_name_the_line_of_the_text_and_the_row_of_the_sheet():
    raw = written([HOME, home(URN="2000001", Places="many")], blank=2)
    error = only_error(raw)
    assert lines_of(raw)[error.line - 1].startswith("Ofsted Social Care Provider Webpage,2000001")
    assert (error.row, error.heading) == (4, "Places")
    assert str(error) == f"Line {error.line} (row 4 in a spreadsheet), Places: This is not a whole number."


def test_errors_name_one_number_where_line_and_row_are_the_same():
    row = {heading.strip(): cell for heading, cell in HOME.items()}
    error = only_error(written([row, row], headings=tuple(row)))
    assert str(error).startswith("Line 4, URN: The URN SC123456 stands on line 3 already;")


def test_a_row_cut_in_half_is_told():
    lines = lines_of(written([HOME, FAMILY_CENTRE]))
    raw = "".join([*lines[:-1], ",".join(lines[-1].split(",")[:12]) + "\n"]).encode()
    error = only_error(raw)
    assert "12 cells and the headings 32" in error.sentence
    assert (error.line, error.heading) == (len(lines), None)


def without_last_cells(raw, rows, cells):
    """The file with some of its last rows shorter by a number of cells at their end."""
    lines = lines_of(raw)
    shorter = [line.rstrip("\n").rsplit(",", cells)[0] + "\n" for line in lines[-rows:]]
    return "".join([*lines[:-rows], *shorter]).encode()


def test_one_short_row_among_full_ones_is_a_slip():
    error = only_error(without_last_cells(written(homes(100)), 1, 3))
    assert "29 cells" in error.sentence


def test_many_short_rows_are_a_habit_of_the_program_that_wrote_them():
    blank = dict.fromkeys(list(HOME)[22:], "")
    raw = without_last_cells(written([row | blank for row in homes(20)]), 15, 10)
    table = read_list(raw)
    assert (len(table.rows), table.errors) == (20, ())


def test_a_file_that_stops_in_the_middle_of_a_row_keeps_the_others():
    raw = written(homes(30))[:-40]
    table = read_list(raw)
    assert len(table.rows) == 29
    assert "cut off" in table.errors[0].sentence


def test_a_last_row_without_line_end_is_read():
    assert len(read_list(written(homes(3)).rstrip(b"\n")).rows) == 3


@pytest.mark.parametrize(
    # A mark that some later cell happens to close takes the lines up to that cell only.
    ("region", "swallowed"),
    [("London", 4), ("North East, Yorkshire and the Humber", 1)],
)
def test_a_quotation_mark_never_closed_is_told_with_the_lines_it_swallowed(region, swallowed):
    rows = [row | {"Ofsted Region": region} for row in homes(9)]
    lines = lines_of(written(rows))
    lines[-5] = lines[-5].replace("Example Care", '"Example Care')
    raw = "".join(lines).encode()
    error = only_error(raw)
    assert error.line == len(lines) - 4
    assert f"Lines {error.line} to {error.line + swallowed} were read as one row" in error.sentence
    assert len(read_list(raw).rows) == 9 - swallowed - 1


def test_a_line_break_in_an_address_is_a_space():
    row = read_list(written([FAMILY_CENTRE | {"Address 1": "1 High Street\nElm Park"}])).rows[0]
    assert row.setting.address_1 == "1 High Street Elm Park"


def test_text_to_the_right_of_the_headings_is_told_not_shifted_in():
    lines = lines_of(written([*homes(2), home(**{"Supported Accommodation outcome": "Not judged"})], blank=4))
    lines[-1] = lines[-1].replace("County Durham", "Durham, County of")
    error = only_error("".join(lines).encode())
    assert "right of the last heading" in error.sentence
    assert error.line == len(lines)


def test_the_same_row_twice_is_told():
    raw = written([HOME, FAMILY_CENTRE, HOME])
    error = only_error(raw)
    first = next(number for number, line in enumerate(lines_of(raw), start=1) if "SC123456" in line)
    assert f"URN SC123456 stands on line {first} already" in error.sentence
    assert error.heading == "URN"


# Files that are refused


@pytest.mark.parametrize(
    ("heading", "named"),
    [
        *((name, name) for name in ("URN", "Provision type", "Registration status", "Local authority", "Sector")),
        (INSPECTED, "Inspection date"),
    ],
)
def test_a_missing_heading_is_named(heading, named):
    # Without places too: a list of places has no inspections, and is read as such.
    headings = [each for each in HOME if each not in (heading, "Places")]
    sentence = refusal(written([HOME | {"Wiggle": ""}], headings=[*headings, "Wiggle"]))
    assert f"no column for {named}. Headings not known here: Wiggle." in sentence


def test_two_columns_for_the_same_field_are_refused():
    sentence = refusal(written([HOME | {"Region": "London"}], headings=[*HOME, "Region"]))
    assert "“Ofsted Region” and “Region”" in sentence


def test_headings_alone_are_refused():
    assert "no providers" in refusal(written([]))
    assert "no providers" in refusal(written([]) + b",,,,\n\n")


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (b" \n\n ", "empty"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "damaged workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel file"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"GIF89a", "image"),
        (b"RIFF\x00\x00\x00\x00WEBP", "image"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"\n<!DOCTYPE html><html lang=en>", "web page"),
        (b"URN,Name\nSC1,\0\n", "not text"),
        ("URN,Name".encode("utf-32"), "not text"),
        ("URN,Name".encode("utf-16-le"), "not text"),
        (b"\xff\xfeU", "damaged"),
        (b"\xef\xbb\xbfURN\xff", "damaged"),
        ("Children\u2019s home \xe9".encode() + b"\xe9", "damaged"),
        (b"caf\x81", "letters of this file cannot be told"),
        (b'"' + b"x" * 200_000, "never ends"),
        (b"name,amount\nA,1\n", "None of the first 11 rows"),
        (b"Dear all,\nplease find the register attached.\n", "None of the first 11 rows"),
    ],
)
def test_what_is_no_register_is_refused_with_a_sentence(raw, sentence):
    said = refusal(raw)
    assert sentence in said
    assert said.endswith(".")


# Dates of lists


@pytest.mark.parametrize(
    ("title", "as_at"),
    [
        ([TITLE], date(2025, 3, 31)),
        (["", "Providers AS AT 1st\nSeptember 2017, revised"], date(2017, 9, 1)),
        (["Provider information"], None),
        (["as at 31 February 2025"], None),
        (["as at 31 March 2025 and as at 31 March 2024"], None),
    ],
)
def test_the_date_is_taken_from_the_title(title, as_at):
    assert read_list(written([HOME], title=title)).as_at == as_at


def test_the_date_is_taken_from_a_heading_when_the_title_has_none():
    headings = [heading.replace("Registration status", "Registration status (as at 31 March 2023)") for heading in HOME]
    row = dict(zip(headings, HOME.values(), strict=True))
    assert read_list(written([row], headings=headings, title=())).as_at == date(2023, 3, 31)


@pytest.mark.parametrize(
    ("name", "as_at"),
    [
        ("provider_at_march_2016.csv", date(2016, 3, 31)),
        ("provider_at_february_2016.csv", date(2016, 2, 29)),
        ("Provider level at 30 September 2017.csv", date(2017, 9, 30)),
        ("Providers_places_at_31_Aug_2020.csv", date(2020, 8, 31)),
        ("provider-as-at-31-march-2025.csv", date(2025, 3, 31)),
        ("at_sept_2018.csv", date(2018, 9, 30)),
        ("at_31_february_2020.csv", None),
        ("at_0_march_2020.csv", None),
        ("at_marchia_2020.csv", None),
        ("at_march_20201.csv", None),
        ("data_march_2016.csv", None),
        ("flat_march_2016.csv", None),
        ("Provider_level_in_year_2019-2020.csv", None),
        ("register.csv", None),
        ("", None),
    ],
)
def test_the_date_is_taken_from_the_name_of_the_file(name, as_at):
    assert as_at_from_name(name) == as_at


# Properties

FILE = written([*homes(6), FAMILY_CENTRE], blank=2)
TRUE_ROWS = {row.urn: row for row in read_list(FILE).rows}


def read_or_refused(raw):
    try:
        return read_list(raw)
    except NotARegister:
        return None


@given(raw=st.binary() | st.text().map(str.encode) | st.text().map(lambda text: text.encode("utf-16", "replace")))
def test_any_bytes_give_a_table_or_a_refusal(raw):
    read_or_refused(raw)


@given(at=st.integers(0, len(FILE)), gone=st.integers(0, 60), put=st.binary(max_size=6) | st.just(b'"'))
def test_any_damage_gives_a_table_or_a_refusal(at, gone, put):
    read_or_refused(FILE[:at] + put + FILE[at + gone :])


@given(at=st.integers(0, len(FILE)))
@settings(max_examples=400)
def test_a_file_cut_anywhere_never_changes_a_row(at):
    table = read_or_refused(FILE[:at])
    assert table is None or all(TRUE_ROWS[row.urn] == row for row in table.rows)
