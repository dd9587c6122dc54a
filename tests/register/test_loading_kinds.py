"""Lists of every kind and year in the database, in whichever order they come."""

from datetime import date

import pytest

from register.lists import NotARegister
from register.loading import load_register
from register.models import Inspection, Judgement, Premises, RegisterEntry, RegisterFile, RegisterMove, Registration
from tests.register.files import HOME, homes, register
from tests.register.released import released
from tests.register.test_register_kinds import (
    COVER,
    EFFECTIVE,
    FORM_2014,
    FORM_2018,
    FORM_2020,
    IN_YEAR,
    MOVES,
    PREMISES,
    grid,
    written,
)
from tests.sheets.workbooks import ods

pytestmark = pytest.mark.django_db


def load(raw, name="list.csv", **more):
    return released(raw, name, **more)


def test_a_list_of_a_year_adds_inspections_and_no_entries():
    monitoring = {"Inspection event type": "Monitoring inspection", "Inspection event number": "7"}
    blank = {"Overall experiences and progress of children and young people": ""}
    file = load(written(IN_YEAR, IN_YEAR | {"Inspection date": "06/02/2025"} | monitoring | blank))
    assert (file.kind, str(file.as_at)) == ("in_year", "2025-02-06")
    assert file.counts == {"in_year": 2, "registrations": 1, "inspections": 2}
    assert not RegisterEntry.objects.exists()
    assert not RegisterFile.objects.current().exists()
    assert list(Inspection.objects.values_list("kind", "judgements__grade")) == [
        ("Monitoring inspection", None),
        ("Full inspection", "good"),
    ]


def test_what_two_lists_print_of_one_visit_stays_with_each():
    load(register({"URN": "SC123456"}))
    printed = {"URN": "SC123456", "Inspection date": "14/01/2025", "Inspection event number": "10400001"}
    assert load(written(IN_YEAR | printed), "in_year.csv").counts["inspections"] == 1
    assert Inspection.objects.count() == 2
    assert Judgement.objects.count() == 4, "three in the first list, one in the second"


def test_joiners_and_leavers_are_facts_of_their_own():
    leaver = {"URN": "SC123456", EFFECTIVE: "31/01/2025", "Joiner status": "", "Leaver status": "Resigned"}
    file = load(written(MOVES, MOVES | leaver))
    assert (file.kind, str(file.as_at)) == ("moves", "2025-03-31")
    assert list(RegisterMove.objects.values_list("registration__number", "joined", "left")) == [
        ("2835817", "Joiner", ""),
        ("SC123456", "", "Resigned"),
    ]
    assert not RegisterEntry.objects.exists()


def test_premises_are_kept_by_area_and_the_newest_file_is_current():
    load(written(PREMISES, PREMISES), as_at=date(2025, 3, 31))
    load(written(PREMISES, PREMISES, PREMISES), as_at=date(2024, 3, 31))
    assert Premises.objects.count() == 5
    assert list(Premises.objects.current().values_list("local_authority", "places")) == [("County Durham", 2)] * 2
    corrected = load(written(PREMISES | {"Places": "9"}), as_at=date(2025, 3, 31))
    assert list(Premises.objects.current().values_list("places", "file")) == [(9, corrected.pk)]


def test_one_workbook_is_one_file_with_all_its_lists():
    sheets = {
        "Cover": COVER,
        "Premises": grid(PREMISES),
        "Providers": grid(HOME | {"URN": 9000001}, title=["Provider level as at 31 March 2025"]),
        "In year": grid(IN_YEAR, title=["In-year"]),
        "Moves": grid(MOVES),
    }
    raw = ods(sheets)  # a ZIP file says to two seconds when it was made
    file = load(raw)
    assert (file.kind, str(file.as_at)) == ("as_at", "2025-03-31")
    assert file.counts == {"as_at": 1, "in_year": 1, "moves": 1, "premises": 1, "registrations": 4, "inspections": 2}
    assert RegisterFile.objects.current().get() == file
    assert load_register(raw=raw, name="again.ods", by=None).repeated


def test_lists_of_all_years_make_one_history_in_any_order():
    years = {2014: FORM_2014, 2020: FORM_2020, 2018: FORM_2018}
    for year, form in years.items():
        load(written(form), f"provider_at_march_{year}.csv")
    entries = RegisterEntry.objects.filter(registration__number="SC123456").order_by("file__as_at")
    assert [entry.file.as_at.year for entry in entries] == [2014, 2018, 2020]
    assert [entry.inspection.date.year for entry in entries] == [2013, 2017, 2019]
    assert RegisterEntry.objects.current().get().file.as_at.year == 2020
    assert Registration.objects.count() == 1


def test_a_list_of_places_is_in_the_history_and_not_the_current_list(the_register):
    places = {heading: cell for heading, cell in FORM_2020.items() if "vent" not in heading}
    file = load(written(places), "Providers_places_at_31_Aug_2025.csv")
    assert (file.kind, file.entries.count()) == ("places", 1)
    assert RegisterFile.objects.current().get() == the_register


def test_a_list_of_another_kind_replaces_none_of_the_same_date(the_register):
    load(written(MOVES))
    assert RegisterFile.objects.filter(superseded_by=None).count() == 2


def test_words_not_known_are_told_and_kept():
    file = load(register(*homes("9000001", **{"Sector": "Co-operative"})))
    assert file.unknown_words == ["Sector: “Co-operative” is not known here and kept as printed, in one row on line 3."]
    assert RegisterEntry.objects.get().sector == "Co-operative"


def test_a_list_of_premises_without_a_date_asks_for_it():
    with pytest.raises(NotARegister, match="Give the date"):
        load(written(PREMISES))
    assert not Registration.objects.exists()
