"""Rules of an import that a walk through its pages would not notice."""

from members.imports import actions
from members.imports.planning import plan_of
from tests.conftest import make_person, make_provider
from tests.members.test_imports import UNSAID, begun, said

HEADINGS = ["Provider", "Sector", "Tel", "Name", "Email"]


def plan_with_telephones(by, *rows):
    source = begun(by, [HEADINGS, *rows])
    return plan_of(actions.say_columns(source=source, columns=source.columns, unsaid=UNSAID, by=by), by)


def test_of_two_telephones_of_one_provider_the_first_counts_and_of_two_sectors_neither(membership_manager):
    first = ["New Ltd", "Private", "01632 960001", "Sian", "s@new.example"]
    other = ["New Ltd", "Private", "01632 960002", "Huw", "h@new.example"]
    plan = plan_with_telephones(membership_manager, first, other)
    assert plan.reading.faults == []
    assert plan.entries[0].entry.facts["telephone"] == "01632 960001"
    other[1] = "Charity"
    assert [each.column for each in plan_with_telephones(membership_manager, first, other).reading.faults] == ["Sector"]


def test_where_two_are_the_same_by_name_a_person_says_which(membership_manager):
    rows = [["Provider", "Name", "Email"], ["Birch & Co Ltd", "Sian", "s@birch.example"]]
    one = make_provider("Birch and Co Limited")
    assert plan_of(said(membership_manager, rows), membership_manager).entries[0].provider == one
    make_provider("BIRCH & CO. LTD")
    [planned] = plan_of(said(membership_manager, rows), membership_manager).entries
    assert (planned.provider, planned.is_open, planned.is_new) == (None, True, False)


def test_that_it_has_an_owner_by_now_is_shown_again_before_anything_is_made(membership_manager):
    provider = make_provider("New Ltd")
    source = said(membership_manager, [["Provider", "Name", "Email"], ["New Ltd", "Sian", "s@new.example"]])
    before = plan_of(source, membership_manager)
    make_person("owner@another.example", "owner", provider)
    after = plan_of(source, membership_manager)
    assert [len(each.entries[0].people) for each in (before, after)] == [1, 1]
    assert before.seal != after.seal


def test_a_local_authority_has_its_sector_and_another_is_a_fault_of_its_row(membership_manager):
    headings = ["Provider", "Membership type", "Sector", "Name", "Email"]
    silent = ["One Council", "Local authority", "", "Sian", "s@one.example"]
    wrong = ["Two Council", "Local authority", "Private", "Huw", "h@two.example"]
    rows = [headings, silent, wrong]
    reading = plan_of(said(membership_manager, rows), membership_manager).reading
    assert [each.facts["sector"] for each in reading.entries] == ["local_authority", "private"]
    assert [(each.row, each.column) for each in reading.faults] == [(3, "Sector")]
    assert "A local authority is in the sector" in reading.faults[0].sentence
