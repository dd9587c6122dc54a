"""What a file's reading says of each column."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from register.lists import ColumnReport, ColumnUse, ListKind, NotARegister, read_register
from register.lists.column import Rank
from register.lists.columns import find_columns
from register.lists.guesses import guesses_of, slip_of
from register.lists.headings import HEADINGS, WHEREABOUTS, field_of, known_headings
from sheets import SheetRow
from sheets.headings import letters
from tests.register.files import homes, read_list, register
from tests.register.test_register_kinds import EFFECTIVE, FORM_2018, FORM_2020, IN_YEAR, MOVES, grid, written
from tests.sheets.workbooks import xlsx

READ, GUESSED, IGNORED, UNKNOWN = ColumnUse


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
    row = {**FORM_2020, "Wiggle": "7"}
    del row["Places"]
    assert by_heading(read_list(written(row)))["Wiggle"].use is UNKNOWN
    (table,) = read_register(written(row), decided={"Wiggle": "places", "Sector": "sector", "Publication date": None})
    found = by_heading(table)
    assert (found["Wiggle"].field, found["Wiggle"].use, table.rows[0].places) == ("places", READ, 7)
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
    assert table.missing == ()
    assert [(error.sheet, error.heading) for error in table.errors] == [("Part 2", "Places")]


# Slips and guesses


def renamed(row, **headings):
    """A row under other headings: `Places="Beds"`."""
    return {headings.get(heading, heading): cell for heading, cell in row.items()}


LONG_HEADINGS = [
    (heading, field) for heading, field in known_headings() if field not in WHEREABOUTS and len(letters(heading)) > 10
]


@given(known=st.sampled_from(LONG_HEADINGS), data=st.data())
def test_a_known_heading_that_lacks_a_letter_or_has_one_to_spare_gives_its_field(known, data):
    heading, field = known
    long_words = [found.span() for found in re.finditer("[A-Za-z]{4,}", heading)]
    at = data.draw(st.sampled_from([place for first, last in long_words for place in range(first, last)]))
    around = heading[at - 1 : at].casefold(), heading[at + 1 : at + 2].casefold()
    assume(around[1].isalpha() and heading[at].casefold() not in around and around[0] != around[1])  # two make one
    spare = data.draw(st.sampled_from(["", heading[at] * 2, f"{heading[at]}x"]))
    other = heading[:at] + spare + heading[at + 1 :]
    assert field_of(other) == field or slip_of(other).field == field


@given(known=st.sampled_from(list(known_headings())), data=st.data())
def test_small_words_case_signs_and_order_make_no_difference_to_a_known_heading(known, data):
    heading, field = known
    words = data.draw(st.permutations(heading.replace("-", " ").replace("/", " ").split()))
    at = data.draw(st.integers(0, len(words)))
    other = data.draw(st.sampled_from(["The", "the", "of"]))
    sign = data.draw(st.sampled_from([" ", "  ", "_", " - ", "\n"]))
    assert field_of(sign.join([*words[:at], other, *words[at:]]).upper()) == field


def test_a_slip_is_read_and_says_so():
    row = renamed(FORM_2020, **{"Publication date": "Publicaton date", "Postcode": "Postcodee"})
    found = by_heading(read_list(written(row)))
    slip = found["Publicaton date"]
    assert (slip.field, slip.use, slip.why) == ("publication_date", READ, "One letter differs from “Publication date”.")
    assert found["Postcodee"].use is READ, "two letters alike are one"
    assert slip_of("Sectxor") is slip_of("Provider naxme") is slip_of("Overall judgment") is None


def test_the_exact_heading_is_read_and_the_one_with_a_slip_is_not():
    table = read_list(written({"Publicaton date": "01/01/2001", **FORM_2020}))
    found = by_heading(table)
    assert (found["Publicaton date"].use, found["Publication date"].use) == (IGNORED, READ)
    assert "“Publication date” says the same" in found["Publicaton date"].why
    assert table.rows[0].inspection.publication_date.year == 2020


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Number of places", "places"),
        ("Places (registered)", "places"),
        ("Beds", "places"),
        ("Maximum capacity", "places"),
        ("Spaces", "places"),
        ("Organisation that owns the provider", "owner"),
        ("Owner name", "owner"),
        ("Date of last inspection", "inspection_date"),
        ("Overall judgement", "overall"),
        ("Overall judgment", "overall"),
        ("Parliamentary constituancy", "constituency"),
        ("Short breaks", "short_breaks"),
        ("Current status", "status"),
        ("Previous full inspection helped and protection of children", None),
        ("Place of safety", None),
        ("Next inspection date", None),
        ("Interim inspection date", None),
        ("Number of children", None),
        ("Registered manager", None),
        ("Age range", None),
        ("", None),
    ],
)
def test_what_a_heading_may_mean(heading, field):
    found = guesses_of(heading, (None, None))
    assert (found[0].field if found else None) == field


def test_where_a_column_stands_makes_up_for_words_that_are_less_near():
    assert [guess.field for guess in guesses_of("Event", ("owner", "inspection_date"))] == ["event_type"]
    for around in ((None, None), ("owner", None), (None, "inspection_date"), ("sector", "places")):
        assert guesses_of("Event", around) == []
    table = read_list(written(renamed(FORM_2020, **{"Event type group": "Event"})))
    assert (by_heading(table)["Event"].use, table.rows[0].inspection.event_type) == (GUESSED, "Full inspection")


def test_a_guess_is_read_and_said_to_be_one():
    table = read_list(written(renamed(FORM_2020, Places="Number of places")))
    found = by_heading(table)["Number of places"]
    assert found == ColumnReport("Number of places", "places", GUESSED, 1, 1, "It looks like “Places”.")
    assert (table.rows[0].places, table.unknown_headings, table.missing) == (4, ("Number of places",), ())


def test_a_guess_that_the_cells_do_not_bear_out_is_none():
    table = read_list(written(renamed(FORM_2020, Places="Capacity") | {"Capacity": "8 to 17"}))
    found = by_heading(table)["Capacity"]
    assert (found.use, found.field, "its cells do not" in found.why) == (UNKNOWN, None, True)
    assert table.missing == ("Places",)


def test_a_column_without_a_word_in_it_is_no_guess():
    assert by_heading(read_list(written(renamed(FORM_2020, Places="Beds") | {"Beds": ""})))["Beds"].use is UNKNOWN


def test_one_cell_in_ten_may_say_something_else():
    rows = [renamed(FORM_2020, Places="Beds") | {"URN": str(2_000_000 + number)} for number in range(20)]
    slips = [row | {"Beds": "some"} for row in rows[:3]]
    assert by_heading(read_list(written(*slips[:2], *rows[2:])))["Beds"].use is GUESSED
    assert by_heading(read_list(written(*slips, *rows[3:])))["Beds"].use is UNKNOWN


def test_a_guess_never_fills_what_an_exact_heading_fills():
    table = read_list(written({"Beds": "9", **FORM_2020}))
    found = by_heading(table)
    assert (found["Beds"].field, found["Beds"].use, table.rows[0].places) == ("places", IGNORED, 4)
    assert found["Beds"].why == "“Places” says the same, and surely."


def test_of_two_guesses_the_nearer_is_read_and_of_two_alike_neither():
    row = renamed(FORM_2020, Places="Spaces")
    found = by_heading(read_list(written({"Beds": "9", **row})))
    assert (found["Beds"].use, found["Spaces"].use) == (GUESSED, IGNORED)
    table = read_list(written({"Beds": "9", "Capacity": "9", **row}))
    found = by_heading(table)
    assert [found[heading].use for heading in ("Beds", "Capacity", "Spaces")] == [UNKNOWN] * 3
    assert (table.rows[0].places, table.missing) == (None, ("Places",))
    assert found["Beds"].why.endswith("So does another column: say which is to be read.")


@pytest.mark.parametrize("heading", ["Post code", "Setting nam", "Addres line 1", "Town and county", "Countyy x"])
def test_names_and_addresses_are_never_guessed(heading):
    centre = {"Provision Type": "Residential Family Centre", heading: "CANARY"}
    table = read_list(written({**renamed(FORM_2020, **{"Setting Name": "Wiggle"}), **centre}))
    found = by_heading(table)[heading]
    assert (found.field, found.use) == (None, UNKNOWN)
    assert "CANARY" not in repr(table)


def test_what_looks_like_a_name_or_an_address_says_that_it_is_not_guessed():
    found = by_heading(read_list(written(FORM_2020 | {"Post code": "CANARY"})))["Post code"]
    assert found.why == "It looks like “Post code”. Names and addresses are never guessed."


@given(heading=st.text(alphabet="abcdefghilmnoprstuvy ", max_size=30) | st.sampled_from([*HEADINGS, *WHEREABOUTS]))
def test_no_heading_at_all_is_guessed_to_be_a_name_or_an_address(heading):
    others = [each for each in ("URN", "Sector", "Places", "Reason") if field_of(each) != field_of(heading)]
    found = find_columns([SheetRow(1, 1, [heading, *others]), SheetRow(2, 2, ["Elm", "1", "Private", "3"])])
    assert not [each for each in found.all if each.field in WHEREABOUTS and each.rank is not Rank.EXACT]


def test_what_a_person_says_is_read_before_an_exact_heading():
    (table,) = read_register(written({"Beds": "9", **FORM_2020}), decided={"Beds": "places"})
    found = by_heading(table)
    assert (table.rows[0].places, found["Beds"].use, found["Places"].use) == (9, READ, IGNORED)
    with pytest.raises(NotARegister, match="say the same thing"):
        read_register(written({"Beds": "9", **FORM_2020}), decided={"Beds": "places", "Places": "places"})


def test_a_list_of_inspections_without_a_grade_says_so():
    row = {heading: cell for heading, cell in IN_YEAR.items() if not heading.startswith("Overall")}
    assert read_list(written(row), "in_year.csv").missing == ("Overall effectiveness",)
    assert read_list(written(IN_YEAR), "in_year.csv").missing == ()
