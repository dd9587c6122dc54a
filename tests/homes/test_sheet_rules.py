"""The dry run of a sheet of homes, row by row: which home a row names, and what its cells mean."""

import pytest

from homes.models import Home, HomeLocation
from homes.sheets.checking import Change, Check, Fault, check
from sheets import NotASheet
from tests.homes.values import make_home
from tests.register.files import homes, register
from tests.register.released import released


def csv(headings, *rows):
    return "\n".join([",".join(headings), *rows]).encode()


def checked(owner, headings, *rows):
    return check(csv(headings, *rows), owner)


def changes(found):
    return [(change.row, change.urn, change.before, change.after) for change in found.changes]


def faults(found):
    return [(fault.row, fault.column, fault.cell) for fault in found.faults]


def test_a_row_reaches_the_homes_that_the_person_may_edit_and_no_others(known, provider, other_provider, owner):
    make_home(other_provider, "confirmed", "9000031")
    make_home(provider, "refused", "9000032")
    found = checked(owner, ["URN", "Alias"], "9000031,A", "9000021,B", "9000032,C", ",D")
    assert changes(found) == [(3, "9000021", {"alias": ""}, {"alias": "B"})]
    assert [(fault.row, fault.column, fault.sentence.split(".")[0], fault.cell) for fault in found.faults] == [
        (2, "URN", "None of the homes that you may edit has this URN", "9000031"),
        (4, "URN", "None of the homes that you may edit has this URN", "9000032"),
        (5, "URN", "This row has no URN", ""),
    ]
    assert (found.rows, found.homes) == (4, [(3, known.pk)])


def test_a_number_as_a_program_left_it_names_the_home_and_what_was_typed_is_shown(bare, known, owner):
    long = "0" * 90 + "12345"
    typed = [
        checked(owner, ["URN", "Alias"], f"{number},A").changes[0].typed for number in ("sc 012345", "12345", long)
    ]
    assert typed == ["", "12345", "0" * 80]


def test_a_number_that_a_program_shortened_or_that_stands_twice_is_a_fault_of_the_row(known, owner):
    found = checked(owner, ["URN", "Alias"], "9.0E+06,A", "9000021,B", "9000021,C")
    assert faults(found) == [(2, "URN", "9.0E+06"), (4, "URN", "9000021")]
    assert found.faults[1].sentence == "This URN stands in row 3 already. Delete one of the two rows."
    assert [change.row for change in found.changes] == [3]


def test_a_row_that_slipped_is_a_fault_of_the_whole_row_and_nothing_of_it_is_read(known, owner):
    found = checked(owner, ["URN", "Alias"], "9000021,A,B", "9000021,C")
    assert faults(found) == [(2, "", "9000021")]
    assert "a comma without quotation marks" in found.faults[0].sentence
    assert [change.row for change in found.changes] == [3]


def test_a_sheet_takes_twenty_thousand_rows_with_its_headings_and_no_more(owner):
    assert checked(owner, ["URN"], *["1"] * 19_999).rows == 19_999
    with pytest.raises(NotASheet, match="20,000 rows"):
        checked(owner, ["URN"], *["1"] * 20_000)


def test_any_number_of_rows_takes_ten_queries(known, bare, owner, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        assert len(checked(owner, ["URN", "Alias"], "9000021,A", "12345,B").changes) == 2


def test_columns_that_are_not_read_are_named(known, owner):
    assert checked(owner, ["URN", "Colour"], "9000021,red").unread == ["Colour"]


def test_an_empty_cell_and_what_is_kept_already_change_nothing(known, owner):
    row = "9000021,,1 Invented Road,2,17,Learning disability; Mental disorders"
    found = checked(owner, ["URN", "Name", "Address", "Vacancies", "Oldest age", "Needs"], row)
    assert (found.changes, found.faults, found.homes) == ([], [], [(2, known.pk)])


def test_what_is_kept_comes_back_as_it_was_exported_though_nobody_could_type_it(bare, owner):
    HomeLocation.private.create(home=bare, name="3/4/2026", telephone=" 12 ")
    assert checked(owner, ["URN", "Name", "Telephone"], "12345,3/4/2026,12").faults == []


def test_a_word_empties_what_is_kept_and_other_cells_stay(known, owner):
    (change,) = checked(owner, ["URN", "Name", "Vacancies", "Needs"], "9000021,(empty),(Empty),(EMPTY)").changes
    assert change.before == {"name": "Bramble", "vacancies": 2, "needs": ["learning", "mental"]}
    assert change.after == {"name": "", "vacancies": None, "needs": []}


def test_a_cell_that_cannot_be_read_is_a_fault_and_the_row_changes_nothing(known, bare, owner):
    found = checked(owner, ["URN", "Alias", "Vacancies"], f"9000021,A,{'x' * 90}", "12345,B,3")
    assert faults(found) == [(2, "Vacancies", "x" * 80)]
    assert found.faults[0].sentence == "Write a whole number from 0 to 99, and nothing else."
    assert [change.row for change in found.changes] == [3]


@pytest.mark.parametrize(
    ("youngest", "oldest", "is_wrong"),
    [("8", "8", False), ("9", "8", True), ("1", "0", True), ("0", "0", False), ("", "0", False), ("25", "", False)],
)
def test_the_oldest_age_is_not_below_the_youngest_where_both_are_said(bare, owner, youngest, oldest, is_wrong):
    found = checked(owner, ["URN", "Age from", "Age to"], f"12345,{youngest},{oldest}")
    assert faults(found) == ([(2, "Oldest age", oldest)] if is_wrong else [])


def test_an_age_is_compared_with_the_one_that_is_kept(known, owner):
    found = checked(owner, ["URN", "Oldest age"], "9000021,7")
    assert (faults(found), found.changes) == ([(2, "Oldest age", "7")], [])


@pytest.mark.parametrize(
    ("headings", "row"),
    [(["URN", "Alias"], "9000021,Bramble 2"), (["URN", "Name", "Alias"], "9000021,Thornfield,Thornfield 2")],
)
def test_an_alias_that_tells_what_is_kept_or_what_the_sheet_says_is_a_fault(known, owner, headings, row):
    found = checked(owner, headings, row)
    assert (faults(found), found.changes) == ([(2, "Alias", row.split(",")[-1])], [])
    assert found.faults[0].sentence.startswith("The alias tells something of the home’s name.")


def test_an_alias_that_was_kept_beside_such_a_name_hinders_no_other_change(known, owner):
    Home.objects.filter(pk=known.pk).update(alias="Bramble 2")
    assert checked(owner, ["URN", "Alias", "Vacancies"], "9000021,Bramble 2,3").changes[0].after == {"vacancies": 3}


def test_a_dry_run_comes_back_from_json_as_it_was_and_without_the_rows_of_other_homes():
    mine, other = Change(2, 7, "1", {"alias": ""}, {"alias": "A"}), Change(3, 8, "2", {}, {}, typed="02")
    wrong = [Fault(3, "URN", "Wrong.", "x"), Fault(4, "", "No home is named.")]
    found = Check(3, [mine, other], wrong, ["Colour"], ["A note."], [(2, 7), (3, 8)])
    assert Check.from_json(found.as_json()) == found
    seen = found.of_homes({7})
    assert (seen.changes, seen.faults, seen.rows, seen.unread) == ([mine], [wrong[1]], 3, ["Colour"])


def test_a_home_that_waits_may_stand_in_a_sheet_and_nothing_beside_it(known, provider, owner):
    waiting = make_home(provider, "claimed", "9000032")
    found = checked(owner, ["URN", "Alias", "Vacancies"], "9000032,,", "9000021,B,")
    assert (faults(found), [change.urn for change in found.changes]) == ([], ["9000021"])
    assert found.homes == [(2, waiting.pk), (3, known.pk)]
    found = checked(owner, ["URN", "Alias"], "9000032,A")
    assert faults(found) == [(2, "", "9000032")]
    assert found.faults[0].sentence == (
        "This home waits to be confirmed: its columns can be filled in then. Leave them empty until it is."
    )
    assert found.changes == []


def test_what_another_provider_asks_for_may_not_stand_there(known, other_provider, owner):
    make_home(other_provider, "claimed", "9000032")
    assert faults(checked(owner, ["URN", "Alias"], "9000032,")) == [(2, "URN", "9000032")]


@pytest.mark.parametrize(("vacancies", "wrong"), [("4", []), ("5", [(2, "Vacancies", "5")])])
def test_a_home_has_no_more_vacancies_than_places(known, owner, vacancies, wrong):
    released(raw=register(*homes("9000021")), name="provider_at_march_2025.csv")
    found = checked(owner, ["URN", "Vacancies"], f"9000021,{vacancies}")
    assert faults(found) == wrong
    assert [fault.sentence[:25] for fault in found.faults] == ["5 vacancies of 4 places: "][: len(wrong)]


def test_vacancies_that_were_kept_before_and_are_not_touched_are_no_fault(known, owner):
    released(raw=register(*homes("9000021", Places="1")), name="provider_at_march_2025.csv")
    assert faults(checked(owner, ["URN", "Alias", "Vacancies"], "9000021,B,2")) == []


@pytest.mark.parametrize(
    ("heading", "cell", "sentence"),
    [
        ("Postcode", "LL57 2D", "“LL57 2D” cannot be a postcode"),
        ("Postcode", "QQ1 1AA", "cannot be a postcode"),
        ("Telephone", "01632 9600012345", "cannot be a telephone number"),
        ("Telephone", "12", "“12” cannot be a telephone number"),
        ("Telephone", "ring Siân", "cannot be a telephone number"),
    ],
)
def test_a_postcode_and_a_telephone_number_that_cannot_be_are_refused(known, owner, heading, cell, sentence):
    (fault,) = checked(owner, ["URN", heading], f"9000021,{cell}").faults
    assert (fault.column, fault.cell) == (heading, cell)
    assert sentence in fault.sentence
