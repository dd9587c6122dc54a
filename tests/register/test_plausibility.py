"""A list that is not whole, or whose columns have moved, stops before it becomes the truth."""

from dataclasses import replace

import pytest

from register import actions
from register.figures import figures_of
from register.lists import ListKind, PublishedMeasure
from register.loading import load_register
from register.measures import measures_of
from register.models import RegisterFile
from register.plausibility import plausibility_of
from tests.register.files import HOME, register
from tests.register.published import published, published_file
from tests.register.released import released

pytestmark = pytest.mark.django_db
OWNER = "Organisation which owns the provider"
OVERALL = "Overall experiences and progress of children and young people"
INSPECTED = [heading for heading in HOME if "full inspection" in heading.lower()] + list(HOME)[-3:]
GRADES = ["Outstanding", *["Good"] * 6, *["Requires improvement to be good"] * 2, "Inadequate"]


def rows(first=0, many=200):
    """Homes of many owners in many places; one in ten waits for its first inspection."""
    for n in range(first, first + many):
        facts = {
            "URN": str(9000000 + n),
            "Places": str(2 + n % 4),
            "Local authority": f"Shire {n % 19}",
            "Government Office Region": ["North West", "London", "South East"][n % 3],
            OWNER: f"Owner {n % 71} Ltd",
            OVERALL: GRADES[(n // 10) % 10],
        }
        yield HOME | facts | (dict.fromkeys(INSPECTED, "") if n % 10 == 0 else {})


def changed(**facts):
    return [row | facts for row in rows()]


def a_year_later():
    """6 of 200 have left, 30 are new, some have another grade."""
    kept = [row | ({OVERALL: "Good"} if n % 25 == 1 else {}) for n, row in enumerate(rows()) if n >= 6]
    return [*kept, *rows(200, 30)]


@pytest.fixture
def last_year():
    return released(register(*rows(), as_at="31 March 2024"), "list.csv")


def loaded(listed, as_at="31 March 2025", name="list.csv"):
    return load_register(raw=register(*listed, as_at=as_at), name=name, by=None).file


def wrong(listed, **more):
    return plausibility_of(loaded(listed, **more)).wrong


def test_a_year_of_a_growing_register_looks_right(last_year):
    found = plausibility_of(loaded(a_year_later()))
    assert found.wrong == []
    assert found.beside == last_year
    lines = {check.label: (check.before, check.now) for check in found.checks}
    assert lines["Children’s homes"] == ("200", "224")
    assert (lines["Homes that came"][1], lines["Homes that went"][1]) == ("30", "6")
    assert lines["Without an inspection"] == ("10 %", "10 %")
    assert lines["Rows that could not be read"] == ("0", "0")


RUINED = {
    "half a list": (lambda: list(rows(many=100)), "100 of 200 homes went."),
    "its second half": (lambda: list(rows(100, 100)), "Children’s homes: 200 there and 100 here."),
    "one region of three": (
        lambda: [row for row in rows() if row["Government Office Region"] == "London"],
        "homes went.",
    ),
    "twice as long": (lambda: [*rows(), *rows(200, 200)], "200 homes came, beside 200."),
    "other numbers": (lambda: list(rows(500)), "200 of 200 homes went."),
    "last year's list again": (lambda: list(rows()), "Nothing changed from one list to the other"),
    "places left blank": (lambda: changed(Places=""), "Without places: 100 % of the homes here, 0 % there."),
    "places ten times as many": (lambda: changed(Places="40"), "Places in children’s homes: 700 there"),
    "no regions": (lambda: changed(**{"Government Office Region": ""}), "Without a region: 100 %"),
    "one authority in every row": (lambda: changed(**{"Local authority": "Kent"}), "Local authorities with"),
    "owners left blank": (lambda: changed(**{OWNER: ""}), "Without an owner: 100 %"),
    "one owner in every row": (lambda: changed(**{OWNER: "Elm Ltd"}), "Owners of children’s homes: 71 there"),
    "no dates of registration": (lambda: changed(**{"Registration date": ""}), "Without a date of registration"),
    "all outstanding": (lambda: changed(**{OVERALL: "Outstanding"}), "Judged outstanding: 100 % of the homes here"),
    "no inspections": (lambda: changed(**dict.fromkeys(INSPECTED, "")), "Without an inspection: 100 %"),
    "a grade that is not known": (
        lambda: [row | ({OVERALL: "Strong"} if n in (1, 2, 3) else {}) for n, row in enumerate(rows())],
        "3 judgements are in words that are on no scale known here.",
    ),
    "homes of another kind": (lambda: changed(**{"Provision type": "Boarding School"}), "200 there and 0 here."),
    "all resigned": (lambda: changed(**{"Registration status": "Resigned"}), "200 of 200 homes went."),
}


@pytest.mark.parametrize("name", RUINED)
def test_a_ruined_list_waits_for_a_second_person(last_year, membership_manager, name):
    make, sentence = RUINED[name]
    file = loaded(make())
    assert any(sentence in each for each in plausibility_of(file).wrong), plausibility_of(file).wrong
    assert not actions.release_list(file=file, covers="all", by=membership_manager)
    assert RegisterFile.objects.current().get() == last_year


def test_rows_that_could_not_be_read_are_counted(last_year):
    listed = a_year_later()
    few, many = ([{**row, "Places": "many"} for row in listed[:n]] + listed[n:] for n in (2, 3))
    assert wrong(few) == []
    assert wrong(many) == ["3 of 224 rows could not be read."]


def test_homes_with_a_new_grade_stay_on_the_list_and_count_as_judged(last_year):
    file = loaded([row | ({OVERALL: "Strong"} if n in (1, 2, 3) else {}) for n, row in enumerate(rows())])
    before, now = figures_of(last_year), figures_of(file)
    assert (now.homes, now.judged, now.not_yet_judged) == (200, before.judged, before.not_yet_judged)
    assert ("unknown", 3) in now.judgements
    found = plausibility_of(file)
    assert [check.now for check in found.checks if check.label == "Homes that went"] == ["0"]


def test_a_column_that_such_a_list_prints_is_missed(last_year):
    raw = register(*a_year_later()).replace(b",Places,", b",Xyz,")
    file = load_register(raw=raw, name="list.csv", by=None).file
    assert file.missing_columns == ["Places"]
    assert "The file has no column for Places, which such a list prints." in plausibility_of(file).wrong


def test_a_day_before_all_lists_cannot_be(last_year):
    assert "The list stands for 31 March 2009, which cannot be." in wrong(a_year_later(), as_at="31 March 2009")


def test_over_several_years_more_may_change(last_year):
    listed = [*rows(30, 170), *rows(200, 90)]
    assert "90 homes came, beside 200." in wrong(listed)
    assert wrong(listed, as_at="31 March 2026") == []


def test_an_older_list_is_held_against_the_one_after_it(last_year):
    found = plausibility_of(loaded([*rows(10, 190)], as_at="31 March 2023"))
    assert (found.wrong, found.beside) == ([], last_year)
    assert [check.now for check in found.checks if check.label == "Homes that came"] == ["10"]


def test_lists_that_cover_different_providers_are_not_counted_against_each_other(last_year):
    inspected = [row for n, row in enumerate(rows()) if n % 10]
    file = loaded(inspected)
    assert file.covers == "inspected"
    found = plausibility_of(file)
    assert not {"Homes that went", "Without an inspection"} & {check.label for check in found.checks}
    assert found.wrong == []


@pytest.mark.parametrize(("many", "right"), [(1499, False), (1500, True)])
def test_the_first_list_of_all_is_held_against_what_england_has(many, right):
    found = plausibility_of(loaded(rows(many=many)))
    assert (found.beside, found.wrong == []) == (None, right)


@pytest.mark.parametrize(("many", "right"), [(8000, True), (8001, False)])
def test_the_first_list_has_no_more_homes_than_england_can_have(monkeypatch, many, right):
    file = loaded(rows(many=10))
    found = replace(measures_of(file), homes=many)
    monkeypatch.setattr("register.plausibility.measures_of", lambda file: found)
    assert (plausibility_of(file).wrong == []) == right


@pytest.mark.parametrize(
    ("facts", "sentence"), [({"rows": 0}, "No row could be read."), ({"places": 0}, "No home has any place.")]
)
def test_the_first_list_has_rows_and_places(monkeypatch, facts, sentence):
    file = loaded(rows(many=10))
    found = replace(measures_of(file), homes=2000)
    monkeypatch.setattr("register.plausibility.measures_of", lambda file: found)
    assert plausibility_of(file).wrong == []
    lacking = replace(found, **facts)
    monkeypatch.setattr("register.plausibility.measures_of", lambda file: lacking)
    assert plausibility_of(file).wrong == [sentence]


def test_a_list_that_printed_no_owners_is_not_held_against_one_that_does(monkeypatch, last_year):
    file = loaded(a_year_later())
    known = {last_year.pk: replace(measures_of(last_year), owners=0), file.pk: measures_of(file)}
    monkeypatch.setattr("register.plausibility.measures_of", lambda file: known[file.pk])
    assert not [sentence for sentence in plausibility_of(file).wrong if "Owners" in sentence]


def test_a_list_of_another_kind_is_no_measure(last_year):
    nearer = released(register(*rows(many=150), as_at="31 December 2024"), "nearer.csv")
    file = loaded(a_year_later())
    assert plausibility_of(file).beside == nearer
    RegisterFile.objects.filter(pk=nearer.pk).update(kind=ListKind.IN_YEAR)
    assert plausibility_of(file).beside == last_year


def test_a_grade_that_loses_is_seen_though_none_wins_as_much(last_year):
    moved = {1: "Outstanding", 3: "Inadequate"}
    listed = [
        row | ({OVERALL: moved[n % 8]} if row[OVERALL] == "Good" and n % 8 in moved else {})
        for n, row in enumerate(rows())
    ]
    sentences = [sentence for sentence in wrong(listed) if "Judged" in sentence]
    assert sentences == ["Judged good: 43 % of the homes here, 60 % there."]


def test_the_same_day_s_list_may_say_the_same(last_year):
    assert wrong(list(rows())[::-1], as_at="31 March 2024") == []
    assert "Nothing changed from one list to the other" in wrong(list(rows())[::-1], as_at="30 April 2024")[0]


def test_a_month_may_bring_what_a_year_may(last_year):
    assert wrong(a_year_later(), as_at="30 April 2024") == []


def test_an_older_list_may_be_smaller_by_what_the_register_grows(last_year):
    assert wrong(list(rows(35, 165)), as_at="31 March 2023") == []


def test_what_lists_of_that_time_did_not_print_is_not_missed():
    file = loaded([row | {OWNER: ""} for row in rows(many=20)], as_at="31 March 2016")
    assert "Without an owner" not in {check.label for check in plausibility_of(file).checks}
    assert "Without places" in {check.label for check in plausibility_of(file).checks}


@pytest.mark.parametrize(("places", "right"), [(875, True), (876, False)])
def test_places_grow_by_a_quarter_of_what_they_were_in_a_year_and_no_more(monkeypatch, last_year, places, right):
    file = loaded(a_year_later())
    known = {last_year.pk: measures_of(last_year), file.pk: replace(measures_of(file), places=places)}
    assert known[last_year.pk].places == 700
    monkeypatch.setattr("register.plausibility.measures_of", lambda file: known[file.pk])
    sentence = f"Places in children’s homes: 700 there and {places} here."
    assert (sentence in plausibility_of(file).wrong) != right


def test_a_list_in_use_is_not_held_against_itself(last_year):
    assert plausibility_of(last_year).beside is None


def test_a_list_is_held_against_the_nearest_in_time_of_its_kind(last_year):
    released(register(*rows(many=100), as_at="31 March 2021"), "old.csv")
    assert plausibility_of(loaded(a_year_later())).beside == last_year


@pytest.mark.parametrize(("published", "right"), [(222, True), (221, False), (226, True), (227, False)])
def test_what_ofsted_published_is_met_within_one_in_a_hundred(monkeypatch, last_year, published, right):
    file = loaded(a_year_later())  # 224 homes
    monkeypatch.setattr("register.plausibility.published_beside", lambda file: {PublishedMeasure.HOMES: published})
    sentence = f"Ofsted published {published} for that day, and the list has 224."
    assert (sentence in plausibility_of(file).wrong) != right
    RegisterFile.objects.filter(pk=file.pk).update(covers=RegisterFile.Coverage.INSPECTED)
    file.refresh_from_db()
    assert sentence not in plausibility_of(file).wrong


def test_a_file_that_is_not_in_use_is_no_measure(last_year):
    last_year.refresh_from_db()
    RegisterFile.objects.filter(pk=last_year.pk).update(released_at=None)
    assert plausibility_of(loaded(a_year_later())).beside is None


def test_the_sheet_takes_as_many_queries_for_any_list(last_year, django_assert_num_queries):
    file = loaded(a_year_later())
    with django_assert_num_queries(10):
        plausibility_of(file)


@published
def test_no_published_list_is_beyond_a_limit_beside_the_one_before():
    for year in (2016, 2019, 2025):
        name = f"provider_at_march_{year}.csv"
        file = load_register(raw=published_file(name), name=name, by=None).file
        assert plausibility_of(file).wrong == []
        released(published_file(name), name, covers=file.covers)
