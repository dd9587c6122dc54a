"""What is counted of one list, worked by hand."""

import pytest

from register.figures import RegisterFigures, figures_of
from register.lists.grades import Grade
from tests.register.files import homes, register
from tests.register.released import released

OVERALL = "Overall experiences and progress of children and young people"
NOT_INSPECTED = dict.fromkeys(
    [
        *(f"Latest full inspection {fact}" for fact in ("date", "publication date", "event number")),
        *("Latest Full inspection event type", OVERALL, "The effectiveness of leaders and managers"),
        "How well children and young people are helped and protected",
    ],
    "",
)
ROWS = [
    *homes("9000001", "9000002", **{OVERALL: "Outstanding"}),
    *homes("9000003", "9000004", "9000005", "9000006", **{OVERALL: "Good"}),
    *homes("9000007", **{OVERALL: "Requires improvement to be good"}),
    *homes("9000008", **{OVERALL: "Inadequate", "Places": ""}),
    *homes("9000009", **NOT_INSPECTED, Places="2"),
    *homes("9000010", **{"Registration status": "Resigned", OVERALL: "Good"}),
    *homes("9000011", **{"Provision type": "Residential family centre", OVERALL: "Good"}),
]


@pytest.fixture
def figures(db):
    return figures_of(released(register(*ROWS), "at_march_2025.csv"))


def test_homes_places_and_providers_are_those_on_the_register(figures):
    assert (figures.homes, figures.places) == (9, 7 * 4 + 2), "a family centre is no home, and one has resigned"
    assert figures.providers == 10
    assert figures.is_whole


def test_judgements_are_counted_from_best_to_worst_and_none_twice(figures):
    assert figures.judgements == [
        ("outstanding", 2),
        ("good", 4),
        ("requires improvement", 1),
        ("inadequate", 1),
    ]
    assert (figures.judged, figures.not_yet_judged) == (8, 1)
    assert figures.good_or_outstanding_percent == 75


def test_a_list_of_the_inspected_is_not_whole(db):
    assert not figures_of(released(register(*ROWS), "at_march_2025.csv", covers="inspected")).is_whole


def test_a_list_without_numbers_of_places_has_none(db):
    assert figures_of(released(register(*homes("9000001", Places="")), "at_march_2025.csv")).places == 0


def percent(**grades):
    counts = {Grade[name]: homes for name, homes in grades.items()}
    return RegisterFigures(None, True, 0, 0, 0, counts).good_or_outstanding_percent


@pytest.mark.parametrize(
    ("grades", "share"),
    [
        ({"GOOD": 1, "OUTSTANDING": 1}, 100),
        ({"OUTSTANDING": 1, "REQUIRES_IMPROVEMENT": 1}, 50),
        ({"GOOD": 1, "REQUIRES_IMPROVEMENT_OR_ADEQUATE": 1}, 50),
        ({"GOOD": 1, "ADEQUATE": 1}, 50),
        ({"GOOD": 1, "SATISFACTORY": 1}, 50),
        ({"GOOD": 1, "INADEQUATE": 1}, 50),
        ({"GOOD": 1, "NOT_JUDGED": 5}, 100),
        ({}, None),
    ],
)
def test_the_share_is_of_those_judged_in_the_words_of_any_year(grades, share):
    assert percent(**grades) == share
