"""What sheets of homes read and write of what is kept: of a person's own homes, and all at once."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from homes.listing.rows import rows_of
from homes.models import Home, HomeFacts, HomeLocation
from homes.sheets.export import homes_table
from homes.sheets.values import check_place, values_of, write
from register.models import Inspection, RegisterEntry, RegisterFile
from tests.homes.values import FACTS, NOTHING, PLACE, VACANCIES_ON, make_home


def test_what_is_kept_is_read_for_a_home_s_own_people_alone(known, bare, owner, outsider, membership_manager):
    assert values_of([known, bare], owner) == {
        known.pk: NOTHING | {**PLACE, **FACTS, "needs": ["learning", "mental"]},
        bare.pk: NOTHING,
    }
    assert values_of([known, bare], outsider) == values_of([known], membership_manager) == {}


def written(homes, given, by):
    write(homes, values_of(homes, by), {home.pk: change for home, change in zip(homes, given, strict=True)}, by)
    return values_of(Home.objects.filter(pk__in=[home.pk for home in homes]), by)


def test_each_home_gets_its_own_changes_and_keeps_the_rest(known, bare, owner):
    now = written([known, bare], [{"telephone": "", "oldest": 18}, {"alias": "Home 2", "name": "Thornfield"}], owner)
    assert now[known.pk] == {
        **NOTHING,
        **PLACE,
        "telephone": "",
        **FACTS,
        "oldest": 18,
        "needs": ["learning", "mental"],
    }
    assert now[bare.pk] == NOTHING | {"alias": "Home 2", "name": "Thornfield"}
    assert not HomeFacts.objects.filter(home=bare).exists(), "nothing of them was said"


def test_no_location_is_written_where_an_alias_or_a_fact_alone_changes(bare, known, owner):
    now = written([bare, known], [{"alias": "Home 2"}, {"vacancies": 3}], owner)
    assert (now[bare.pk]["alias"], now[known.pk]["vacancies"]) == ("Home 2", 3)
    assert not HomeLocation.private.filter(home=bare).exists()


def test_vacancies_are_dated_by_the_day_on_which_they_are_said_and_other_facts_leave_the_day(known, bare, owner):
    written([known, bare], [{"youngest": 9}, {"youngest": 9}], owner)
    assert dict(HomeFacts.objects.values_list("home", "vacancies_on")) == {known.pk: VACANCIES_ON, bare.pk: None}
    written([known, bare], [{"vacancies": 0}, {"vacancies": 0}], owner)
    assert set(HomeFacts.objects.values_list("vacancies_on", flat=True)) == {timezone.localdate()}
    written([known], [{"vacancies": None}], owner)
    assert HomeFacts.objects.get(home=known).vacancies_on is None


def test_nothing_is_written_with_an_alias_that_tells_of_its_home(known, bare, owner):
    with pytest.raises(ValidationError, match="tells something"):
        written([bare, known], [{"name": "Thornfield"}, {"alias": "Bramble 2"}], owner)
    assert not HomeLocation.private.filter(home=bare).exists()


def test_nobody_writes_the_address_of_a_home_that_they_may_not_edit(known, other_provider, owner, outsider):
    theirs = make_home(other_provider, "confirmed", "9000031")
    now = values_of([known], owner) | values_of([theirs], outsider)
    with pytest.raises(PermissionDenied):
        write([known, theirs], now, {known.pk: {"name": "A"}, theirs.pk: {"name": "B"}}, owner)
    assert values_of([known], owner)[known.pk]["name"] == "Bramble"


def test_an_alias_and_a_place_are_compared_only_where_one_of_them_changes():
    values = NOTHING | {"alias": "Bramble 2", "name": "Bramble"}
    check_place(values, {"vacancies": 3})
    check_place(values, ())
    for changed in ("alias", "name", "address", "postcode", "telephone"):
        with pytest.raises(ValidationError, match="tells something"):
            check_place(values, {changed: "", "vacancies": 3})


def test_an_export_has_each_home_that_is_held_or_asked_for_with_its_own_columns_and_what_the_register_prints(
    known, bare, provider, owner
):
    make_home(provider, "claimed", "9000099")
    make_home(provider, "refused", "9000098")
    file = RegisterFile.objects.create(
        as_at=date(2026, 3, 31), name="x.csv", sha256="x", original=b"", covers="all", released_at=timezone.now()
    )
    visit = Inspection.objects.create(registration=known.registration, kind="Full", date=date(2025, 1, 14))
    RegisterEntry.objects.create(
        file=file,
        registration=known.registration,
        provision_type="Children's home",
        is_childrens_home=True,
        status="Active",
        on_register=True,
        region="North West",
        places=4,
        inspection=visit,
    )
    table = homes_table(rows_of(owner), owner)
    assert table.title == "Homes"
    of_known, waits, of_bare = (dict(zip(table.headings, row, strict=True)) for row in table.rows)
    assert (of_known["URN"], of_known["Name"], of_known["Vacancies"]) == ("9000021", "Bramble", 2)
    assert of_known["Needs"] == "Learning disability; Mental disorders"
    assert (of_known["Places"], of_known["Judged on"], of_known["Region"]) == (4, date(2025, 1, 14), "North West")
    assert (of_known["Vacancies as of"], of_known["State"]) == (VACANCIES_ON, "Confirmed")
    assert (waits["URN"], waits["Name"], waits["Vacancies"]) == ("9000099", "", None)
    assert waits["State"] == "Waiting for the association"
    assert (of_bare["URN"], of_bare["Name"], of_bare["Vacancies"]) == ("SC012345", "", None)
    assert (of_bare["Places"], of_bare["Region"], of_bare["Registered manager"]) == (None, None, "")
