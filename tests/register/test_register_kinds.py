"""The lists of every year and kind, in the forms in which they were published."""

import csv
import io
from datetime import date

import pytest

from register.lists import ListKind, NotARegister, ProvisionType, Status, read_register
from register.lists.grades import Grade, Scale, Theme
from tests.register.files import read_list
from tests.sheets.workbooks import Link, ods, xlsx

REDACTED = dict.fromkeys(["Setting Name", "Address 1", "Address 2", "Town", "County", "Postcode"], "Redacted")
LINK = "Ofsted Social Care Provider Webpage"
FORM_2014 = {
    "Web link": LINK,
    "URN": "SC123456",
    "Provision type": "Children's home",
    "Reg Status": "Active",
    **REDACTED,
    "government_office_region_name": "North East",
    "Local authority": "Durham",
    "Sector": "Private",
    "Max/Estimated Places": "4",
    "Event Type Group": "Full Inspection",
    "Inspection Date": "05/11/2013",
    "Inspection ID": "405812",
    "Overall effectiveness": "3",
    "Outcomes for children and young people": "2",
    "Quality of care": "1",
    "The safety of children and young people": "4",
    "Leadership and management": "5",
}
FORM_2015 = {
    **{heading: cell for heading, cell in FORM_2014.items() if heading != "government_office_region_name"},
    "Region": "North East, Yorkshire and the Humber",
    "Provision type": "Residential special school (>295 days/year)",
    "Short breaks only": "Yes",
    "Inspection Date": "05/11/2014",
    "Overall effectiveness": "Adequate",
    "Outcomes for children and young people": "Good",
    "Quality of care": "Outstanding",
    "The safety of children and young people": "Inadequate",
    "Leadership and management": "Not Judged",
}
FORM_2018 = {
    "Web link": LINK,
    "URN": "SC123456",
    "Linked ED URN": "",
    "Provision type": "Children's home",
    "Registration status": "Active",
    **REDACTED,
    "GOR": "North East",
    "LA": "County Durham",
    "Parliamentary constituency": "Bishop Auckland",
    "Sector": "Private",
    "Places": "4",
    "Short breaks only": "Short breaks and long term care",
    "Organisation": "Example Care Limited",
    "Event type": "Full inspection",
    "Inspection date": "05/11/2017",
    "Publication date": "14/01/2018",
    "Event number": "10036065",
    "Overall effectiveness": "Requires improvement",
    "Safeguarding children and young people": "Good",
    "Leadership and management": "Inadequate",
}
FORM_2020 = {
    "Web link": LINK,
    "URN": "SC123456",
    "Linked Education URN": "",
    "Provision Type": "Children's Home",
    "Registration date": "25/06/2010",
    "Registration Status": "Suspended",
    **REDACTED,
    "Ofsted region": "North East, Yorkshire and the Humber",
    "Government Office Region": "North East",
    "Local Authority": "County Durham",
    "Parliamentary constituency": "Bishop Auckland",
    "Sector": "Private",
    "Places": "4",
    "Organisation which owns the provider": "Example Care Limited",
    "Event type group": "Full inspection",
    "Event date": "05/11/2019",
    "Publication date": "14/01/2020",
    "Event number": "10036065",
    "Overall experiences and progress of children and young people": "Good",
    "Outcomes in education and related learning activities": "",
    "Health services": "",
    "How well children and young people are helped and protected": "Good",
    "The effectiveness of leaders and managers": "Requires Improvement to be good",
}
LATEST = "Latest full inspection "
FORM_2022 = {
    **{heading: cell for heading, cell in FORM_2020.items() if "vent" not in heading and "full" not in heading},
    f"{LATEST}event type": "Full inspection",
    f"{LATEST}date": "05/11/2021",
    f"{LATEST}event number": "10036065",
}
FORM_2022 = {
    (
        LATEST + heading.lower() if heading.startswith(("Overall", "How well", "The eff", "Publication")) else heading
    ): cell
    for heading, cell in FORM_2022.items()
} | {"Short-break-only children's home": "Short-break-only children's home"}
FORM_2024 = FORM_2022 | {
    f"{LATEST}date": "05/11/2023",
    "Premises": "",
    "Multi-building children's home": "Y",
    "Previous full inspection event type": "Full inspection",
    "Previous full inspection event date": "01/02/2020",
    "Previous full inspection publication date": "01/03/2020",
    "Previous full inspection event number": "10000001",
    "Previous overall experiences and progress of children and young people": "Inadequate",
}
FORMS = {2014: FORM_2014, 2015: FORM_2015, 2018: FORM_2018, 2020: FORM_2020, 2022: FORM_2022, 2024: FORM_2024}
IN_YEAR = {
    "Web link": LINK,
    "URN": "SC123456",
    "Provision type": "Children's home",
    "Registration status": "Active",
    "Local authority": "County Durham",
    "Sector": "Private",
    "Places": "4",
    "Inspection event type": "Full inspection",
    "Inspection date": "05/11/2024",
    "Inspection publication date": "14/01/2025",
    "Inspection event number": "10360658",
    "Overall experiences and progress of children and young people": "Good",
}
EFFECTIVE = "First effective date (that the provider became active / resigned / closed / cancelled)"
MOVES = {
    "URN": "2835817",
    "Provision type": "Children's home",
    "Government Office Region": "North East",
    "Local authority": "County Durham",
    "Sector": "Private",
    "Places": "3",
    EFFECTIVE: "05/11/2024",
    "Joiner status": "Joiner",
    "Leaver status": "",
    "Registration status (as at 1 April 2024)": "",
    "Registration status (as at 31 March 2025)": "Active",
    "Inspectorate (as at 1 April 2024)": "",
    "Inspectorate (as at 31 March 2025)": "Ofsted",
    "Setting name": "REDACTED",
    "Reason": "New",
}
PREMISES = {
    "Web link": LINK,
    "URN": "2700001",
    "Provider name": "Elm Housing",
    "Provision type": "Supported Accommodation",
    "Registration date": "01/10/2023",
    "Registration status": "Active",
    "Service category (Note 4)": "Category 1",
    "Places": "2",
    "Premises Ofsted Region": "North East Yorkshire and the Humber",
    "Premises Government Office Region": "North East",
    "Premises Parliamentary Constituency": "Bishop Auckland",
    "Premises Local Authority": "County Durham",
    "Sector": "Private",
    "Organisation name": "Elm Housing Limited",
}


def grid(*rows, title=()):
    """Headings and rows below title lines."""
    return [*([line] for line in title), list(rows[0]), *(list(row.values()) for row in rows)]


def written(*rows, title=(), encoding="utf-8"):
    out = io.StringIO(newline="")
    csv.writer(out).writerows(grid(*rows, title=title))
    return out.getvalue().encode(encoding)


def judged(inspection, theme=Theme.OVERALL):
    judgement = inspection.judgement(theme)
    return judgement.words, judgement.scale, judgement.grade


@pytest.mark.parametrize("year", FORMS)
@pytest.mark.parametrize("write", [written, lambda row: xlsx({"x": grid(row)}), lambda row: ods({"x": grid(row)})])
def test_the_form_of_each_year_is_read_whole_in_any_format(year, write):
    table = read_list(write(FORMS[year]))
    assert (table.kind, table.errors, table.unknown_headings, table.unknown_words) == (ListKind.AS_AT, (), (), ())
    (row,) = table.rows
    assert (row.urn, row.is_childrens_home, row.on_register, row.places, row.sector) == (
        "SC123456",
        True,
        True,
        4,
        "Private",
    )
    assert row.inspection.inspection_date == date(year - 1, 11, 5)
    assert row.inspection.event_number
    assert row.inspection.judgement(Theme.LEADERSHIP)


def test_2014_has_numbers_for_grades():
    (row,) = read_list(written(FORM_2014)).rows
    assert judged(row.inspection) == ("3", Scale.NUMBERED, Grade.REQUIRES_IMPROVEMENT_OR_ADEQUATE)
    assert judged(row.inspection, Theme.QUALITY_OF_CARE)[2] is Grade.OUTSTANDING
    assert judged(row.inspection, Theme.LEADERSHIP)[2] is Grade.NOT_JUDGED


def test_2015_says_ofsteds_region_and_a_label_of_its_own():
    (row,) = read_list(written(FORM_2015)).rows
    assert row.provision_type is ProvisionType.SPECIAL_SCHOOL_AS_HOME
    assert (row.region, row.ofsted_region) == (None, "North East, Yorkshire and the Humber")
    assert row.short_breaks
    assert judged(row.inspection)[2] is Grade.ADEQUATE


def test_2018_short_breaks_beside_long_term_care_are_not_short_breaks_only():
    (row,) = read_list(written(FORM_2018)).rows
    assert (row.short_breaks, row.owner) == (False, "Example Care Limited")


def test_2020_a_suspended_home_is_on_the_register():
    assert read_list(written(FORM_2020)).rows[0].status is Status.SUSPENDED


def test_2022_headings_with_latest_full_inspection_before_them():
    (row,) = read_list(written(FORM_2022)).rows
    assert row.short_breaks
    assert judged(row.inspection)[2] is Grade.GOOD
    assert row.inspection.publication_date == date(2020, 1, 14)


def test_2024_prints_the_inspection_before():
    (row,) = read_list(written(FORM_2024)).rows
    assert (row.premises, row.multi_building) == (None, True)
    assert judged(row.previous)[2] is Grade.INADEQUATE
    assert row.previous.event_number == "10000001"


# Lists of other kinds


def test_a_list_in_which_providers_repeat_with_other_inspections_has_the_inspections_of_a_year():
    again = IN_YEAR | {"Inspection date": "06/02/2025", "Inspection event number": "10360999"}
    table = read_list(written(IN_YEAR, again))
    assert (table.kind, table.errors) == (ListKind.IN_YEAR, ())
    assert [row.inspection.inspection_date for row in table.rows] == [date(2024, 11, 5), date(2025, 2, 6)]


def test_one_repeated_provider_among_hundreds_is_a_slip_of_the_list():
    rows = [FORM_2020 | {"URN": str(2_000_000 + number)} for number in range(200)]
    table = read_list(written(*rows, rows[7] | {"Event date": "01/01/2020"}))
    assert table.kind is ListKind.AS_AT
    assert "stands on line 9 already" in table.errors[0].sentence


def test_many_inspections_that_are_no_full_ones_tell_a_list_of_a_year():
    interim = {"Event type": "Interim inspection", "Overall effectiveness": "Improved effectiveness"}
    rows = [FORM_2018, FORM_2018 | {"URN": "SC123457"} | interim]
    table = read_list(written(*rows))
    assert table.kind is ListKind.IN_YEAR
    assert judged(table.rows[1].inspection) == ("Improved effectiveness", Scale.INTERIM, Grade.IMPROVED)


@pytest.mark.parametrize(
    ("title", "name", "kind"),
    [
        ("Provider level in-year 1 April 2024", "", ListKind.IN_YEAR),
        ("Notes", "Provider_level_in_year_2019-2020.csv", ListKind.IN_YEAR),
        ("Notes", "provider_at_march_2025.csv", ListKind.AS_AT),
        ("Changes in year, as at 31 March 2025", "", ListKind.AS_AT),
    ],
)
def test_a_title_or_a_name_may_say_that_a_list_is_of_a_year(title, name, kind):
    assert read_list(written(FORM_2020, title=[title]), name).kind is kind


def test_an_inspection_without_a_date_is_told_in_a_list_of_a_year():
    table = read_list(written(IN_YEAR, IN_YEAR | {"Inspection date": ""}), "in_year.csv")
    assert [(error.heading, error.line) for error in table.errors] == [("Inspection date", 3)]


def test_joiners_and_leavers_are_read_with_the_later_of_two_statuses():
    leaver = MOVES | {
        "URN": "SC123456",
        EFFECTIVE: "31/01/2025",
        "Joiner status": "",
        "Leaver status": "Leaver - resigned",
        "Registration status (as at 1 April 2024)": "Active",
        "Registration status (as at 31 March 2025)": "Resigned",
        "Reason": "Closed by provider",
    }
    table = read_list(written(MOVES, leaver))
    assert (table.kind, table.as_at, table.errors) == (ListKind.MOVES, date(2025, 3, 31), ())
    joined, left = table.rows
    assert (joined.urn, joined.events) == ("2835817", ((date(2024, 11, 5), "Joiner", None),))
    assert left.events == ((date(2025, 1, 31), None, "Leaver - resigned"),)
    assert (left.joined, left.left, left.status) == (None, "Leaver - resigned", Status.RESIGNED)


def test_a_move_that_is_neither_joining_nor_leaving_is_told():
    table = read_list(written(MOVES, MOVES | {"URN": "SC123456", "Joiner status": "N/A"}))
    assert "neither that the provider joined nor that it left" in table.errors[0].sentence


BOTH = {"Joiner status": "Joiner", "Leaver status": "Leaver"}
WITHOUT_DAYS = {heading: cell for heading, cell in MOVES.items() if heading != EFFECTIVE}


@pytest.mark.parametrize(
    ("days", "joined_on", "left_on"),
    [
        ({EFFECTIVE: "05/11/2024"}, date(2024, 11, 5), date(2024, 11, 5)),
        ({EFFECTIVE: "05/11/2024", "Registration date": "01/06/2024"}, date(2024, 6, 1), date(2024, 11, 5)),
        ({"Registration date": "01/06/2024", "Cancelled or resigned date": "2024-11-05"}, date(2024, 6, 1), None),
        ({"Date joined": "01/06/2024", "Date closed": "05/11/2024"}, date(2024, 6, 1), None),
        (
            {
                "First effective date (that the provider became active)": "01/06/2024",
                "First effective date (that the provider became resigned)": "05/11/2024",
                "First effective date (that the provider closed)": "",
                "First effective date (that the provider became cancelled)": "",
            },
            date(2024, 6, 1),
            None,
        ),
    ],
)
def test_the_days_of_joining_and_leaving_come_from_the_columns_of_any_year(days, joined_on, left_on):
    (row,) = read_list(written(WITHOUT_DAYS | days | BOTH)).rows
    assert row.events == ((joined_on, "Joiner", None), (left_on or date(2024, 11, 5), None, "Leaver"))


def test_a_joiner_is_dated_by_what_happened_and_not_by_an_older_registration():
    (row,) = read_list(written(MOVES | {"Registration date": "01/01/2001"})).rows
    assert row.joined_on == date(2024, 11, 5)


def test_a_list_of_leavers_may_have_no_column_that_says_so():
    leavers = {"URN": "SC123456", "Provision type": "Children's home", "Sector": "Private", "Date closed": "05/11/2024"}
    assert read_list(written(leavers)).rows[0].events == ((date(2024, 11, 5), None, "Leaver"),)
    joiners = {**leavers, "Date joined": "01/06/2024", "Date closed": ""}
    assert read_list(written(joiners)).rows[0].events == ((date(2024, 6, 1), "Joiner", None),)


def test_a_move_without_a_day_is_told():
    table = read_list(written(MOVES, MOVES | {"URN": "SC123456", EFFECTIVE: ""}))
    assert [(error.heading, error.sentence) for error in table.errors] == [
        (EFFECTIVE, "This row does not say on which day that was.")
    ]


def test_moves_without_any_column_of_days_are_refused():
    with pytest.raises(NotARegister, match="no column for First effective date"):
        read_list(written(WITHOUT_DAYS))


def test_premises_of_supported_accommodation_may_look_alike():
    table = read_list(written(PREMISES, PREMISES, PREMISES | {"Service category (Note 4)": "Category 4"}))
    assert (table.kind, len(table.rows), table.errors) == (ListKind.PREMISES, 3, ())
    assert (table.rows[2].category, table.rows[2].local_authority, table.rows[2].places) == (
        "Category 4",
        "County Durham",
        2,
    )
    assert "Elm" not in repr(table.rows)


def test_places_without_inspections_are_a_list_of_their_own():
    places = {heading: cell for heading, cell in FORM_2020.items() if "vent" not in heading}
    assert read_list(written(places)).kind is ListKind.PLACES


def test_no_name_of_a_home_is_read_from_the_lists_of_other_kinds():
    row = MOVES | {"Setting name": "CANARY House"}
    assert "CANARY" not in repr(read_list(written(row)))


# Workbooks with several sheets

COVER = [["Children's social care in England 2025"], [], ["Contents"], [Link("Provider level")]]
COUNTS = [["Table 1"], ["Local authority", "Sector", "Places"], ["Durham", "Private", 4]]


@pytest.mark.parametrize("make", [xlsx, ods])
def test_a_workbook_gives_each_of_its_lists_and_passes_over_covers_and_counts(make):
    raw = make(
        {
            "Cover": COVER,
            "Table_1": COUNTS,
            "Premises": grid(PREMISES),
            "Provider_level": grid(FORM_2024 | {"URN": 2835817}, title=["Provider level as at 31 March 2024"]),
            "In_year": grid(IN_YEAR, title=["Inspections in-year"]),
            "Joiners_leavers": grid(MOVES),
        }
    )
    tables = read_register(raw)
    assert [table.kind for table in tables] == [ListKind.AS_AT, ListKind.IN_YEAR, ListKind.MOVES, ListKind.PREMISES]
    assert (tables[0].as_at, tables[0].rows[0].urn) == (date(2024, 3, 31), "2835817")


def test_a_row_left_out_of_a_workbook_is_told_with_its_sheet():
    raw = ods({"Notes": COVER, "Provider level": grid(FORM_2020, FORM_2020 | {"URN": "?"}, title=["Title", ""])})
    assert str(read_list(raw).errors[0]).startswith("Sheet “Provider level”, row 5, URN: ")


def test_a_list_in_two_parts_is_put_together_by_urn():
    main = {heading: cell for heading, cell in FORM_2018.items() if heading not in ("Organisation", "Places")}
    part = {"URN": "SC123456", "Provision type": "Children's home", "Registration status": "Active", "LA": "Durham"}
    part |= {"Sector": "Private", "Places": 6, "Organisation name": "Example Care Limited"}
    (row,) = read_list(xlsx({"Part 1": grid(main), "Part 2": grid(part)})).rows
    assert (row.places, row.owner, row.local_authority) == (6, "Example Care Limited", "County Durham")
    assert row.inspection


def test_two_lists_of_the_same_kind_are_refused_by_the_name_of_the_sheet():
    with pytest.raises(NotARegister, match="one is “Copy”"):
        read_register(xlsx({"List": grid(FORM_2020), "Copy": grid(FORM_2020)}))


def test_joiners_and_leavers_on_sheets_of_their_own_are_one_list():
    joiners = {heading: cell for heading, cell in MOVES.items() if heading != "Leaver status"}
    leavers = {"URN": "SC123456", "Provision type": "Children's home", "Leaver status": "Leaver", "Sector": "Private"}
    leavers |= {"Date closed": "31/01/2025", "Wiggle": ""}
    raw = xlsx(
        {"Joiners": grid(joiners, title=["As at 31 March 2025"]), "Leavers": grid(leavers, {**leavers, "URN": "?"})}
    )
    table = read_list(raw)
    assert [row.events for row in table.rows] == [
        ((date(2024, 11, 5), "Joiner", None),),
        ((date(2025, 1, 31), None, "Leaver"),),
    ]
    assert (table.as_at, table.missing, table.unknown_headings) == (date(2025, 3, 31), (), ("Wiggle",))
    assert [error.sheet for error in table.errors] == ["Leavers"]
    assert len(table.columns) == len(joiners) + len(leavers)
    assert len(read_list(xlsx({"Joiners": grid(MOVES), "Again": grid(MOVES)})).rows) == 1


def test_a_workbook_without_a_list_is_refused():
    with pytest.raises(NotARegister, match="headings of a register"):
        read_register(ods({"Cover": COVER, "Table_1": COUNTS}))


def test_a_cell_that_holds_more_than_any_of_its_kind_is_told():
    table = read_list(written(FORM_2020, FORM_2020 | {"URN": "2000001", "Local Authority": "x" * 61}))
    assert (table.errors[0].heading, len(table.rows)) == ("Local Authority", 1)
