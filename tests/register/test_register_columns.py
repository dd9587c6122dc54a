"""What a file's reading says of each column."""

from register.lists import ColumnReport, ColumnUse, ListKind, read_register
from tests.register.files import homes, read_list, register
from tests.register.test_register_kinds import EFFECTIVE, FORM_2018, FORM_2020, IN_YEAR, MOVES, grid, written
from tests.sheets.workbooks import xlsx

READ, IGNORED, UNKNOWN = ColumnUse.READ, ColumnUse.IGNORED, ColumnUse.UNKNOWN


def by_heading(table):
    return {column.heading: column for column in table.columns}


def test_each_heading_is_reported_once_from_left_to_right():
    table = read_list(register(*homes("9000001", "9000002")))
    assert [column.heading for column in table.columns] == [
        " ".join(heading.split()) for heading in register().decode("utf-8-sig").splitlines()[1].split(",") if heading
    ]


def test_a_column_says_its_field_its_use_and_how_many_rows_it_fills():
    table = read_list(written(FORM_2020, FORM_2020 | {"URN": "2000001", "Places": "", "Local Authority": "NULL"}))
    found = by_heading(table)
    assert found["Places"] == ColumnReport("Places", "places", READ, filled=1, rows=2)
    assert (found["Local Authority"].filled, found["URN"].filled) == (1, 2)
    assert (found["Web link"].field, found["Web link"].use) == ("web_link", IGNORED)
    assert found["Setting Name"].filled == 0, "REDACTED says nothing"


def test_columns_of_names_say_that_none_is_read_for_a_home():
    found = by_heading(read_list(written(FORM_2020)))
    assert (found["Postcode"].use, "children’s home" in found["Postcode"].why) == (READ, True)
    assert found["Places"].why == ""


def test_an_unknown_heading_is_reported_with_how_much_stands_below_it():
    found = by_heading(read_list(written(FORM_2020 | {"Wiggle": "CANARY", " ": ""})))
    assert found["Wiggle"] == ColumnReport("Wiggle", None, UNKNOWN, 1, 1, "No list so far has this heading.")
    assert "CANARY" not in repr(found)
    assert " " not in found


def test_what_a_list_of_inspections_does_not_give_is_said_to_be_left_out():
    table = read_list(written(IN_YEAR), "in_year.csv")
    found = by_heading(table)
    assert table.kind is ListKind.IN_YEAR
    assert (found["Places"].use, found["Inspection date"].use) == (IGNORED, READ)


def test_the_earlier_of_two_statuses_is_left_out_with_its_reason():
    found = by_heading(read_list(written(MOVES)))
    before = found["Registration status (as at 1 April 2024)"]
    assert (before.field, before.use) == ("status", IGNORED)
    assert "Registration status (as at 31 March 2025)" in before.why
    assert found[EFFECTIVE].use is READ
    assert "later" not in found["Inspectorate (as at 1 April 2024)"].why, "neither of the two is read"


def test_a_person_says_what_a_heading_gives_or_that_it_is_left_out():
    row = {**FORM_2020, "Beds": "7"}
    del row["Places"]
    assert by_heading(read_list(written(row)))["Beds"].use is UNKNOWN
    (table,) = read_register(written(row), decided={"Beds": "places", "Sector": "sector", "Publication date": None})
    found = by_heading(table)
    assert (found["Beds"].field, found["Beds"].use, table.rows[0].places) == ("places", READ, 7)
    assert (found["Publication date"].use, table.rows[0].inspection.publication_date) == (IGNORED, None)
    assert table.unknown_headings == ()


def test_a_person_may_choose_between_two_columns_that_say_the_same():
    row = FORM_2020 | {"Region": "South West"}
    (table,) = read_register(written(row), decided={"Region": None})
    assert table.rows[0].ofsted_region == "North East, Yorkshire and the Humber"


def test_columns_of_a_second_part_are_reported_with_the_first():
    main = {heading: cell for heading, cell in FORM_2018.items() if heading not in ("Organisation", "Places")}
    part = {"URN": "SC123456", "Provision type": "Children's home", "Registration status": "Active", "LA": "Durham"}
    part |= {"Sector": "Private", "Places": 6, "Organisation name": "Example Care Limited", "Wiggle": 1}
    table = read_list(xlsx({"Part 1": grid(main), "Part 2": grid(part, part | {"URN": "2000001", "Places": "many"})}))
    added = [column.heading for column in table.columns[len(main) :]]
    assert added == ["Places", "Organisation name", "Wiggle"]
    assert table.unknown_headings == ("Wiggle",)
    assert {"places", "owner"} <= table.fields
    assert [(error.sheet, error.heading) for error in table.errors] == [("Part 2", "Places")]
