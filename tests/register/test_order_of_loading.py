"""What a list printed stays with that list: files of all years come to one end state in whatever order they come."""

from random import Random
from types import SimpleNamespace

import pytest
from django.db import transaction

from register.figures import figures_of
from register.history_of_lists import years
from register.loading import load_register
from register.models import Premises, RegisterFile, RegisterMove, Registration
from register.visits import visits
from tests.register.files import HOME, homes, register
from tests.register.published import published, published_file
from tests.register.released import released
from tests.register.shapes import SHAPES, march_2025

pytestmark = pytest.mark.django_db


OVERALL, LEADERSHIP = "Overall experiences and progress of children and young people", list(HOME)[-1]
NUMBER, PUBLISHED = "Latest full inspection event number", "Latest full inspection publication date"
# Of 2025 the list alone is published too; whichever of the two is released last replaces the other, and says the same.
PUBLISHED_FILES = [
    *(f"provider_at_march_{year}.csv" for year in (2016, 2019)),
    *("provider_at_march_2025.ods", "inspections_2021_22.csv", "joiners_leavers_20.csv"),
]
# What four lists print of one visit.
PRINTED = {
    "31 March 2021": {OVERALL: "Good", LEADERSHIP: "", PUBLISHED: ""},
    "31 March 2022": {OVERALL: "Inadequate", LEADERSHIP: "Outstanding", NUMBER: ""},
    "31 March 2023": {OVERALL: "Outstanding", LEADERSHIP: "Inadequate", PUBLISHED: "01/01/2022"},
    "31 March 2024": {OVERALL: "Requires improvement to be good", "Places": "9"},
}


@pytest.fixture(scope="module")
def shapes():
    """One of each; of 2025 both the list alone and the workbook are published, and say the same of it."""
    visit = {"Latest full inspection date": "14/01/2021"}
    lists = {day: register(*homes("SC900001", **visit | words), as_at=day) for day, words in PRINTED.items()}
    contrary = [SimpleNamespace(raw=raw, name=f"{day}.csv") for day, raw in lists.items()]
    return contrary + [make() for make in SHAPES if make is not march_2025]


@pytest.mark.slow
def test_one_end_state(shapes):
    expected = state_after(shapes)
    assert expected["visits"], "or nothing is compared"
    for seed in range(4):
        assert state_after(Random(seed).sample(shapes, len(shapes))) == expected


def state_after(shapes) -> dict:
    """All that is told of the register once these files are in use, without the numbers of its rows."""
    with transaction.atomic():
        for shape in shapes:
            covers = load_register(raw=shape.raw, name=shape.name, by=None).file.covers
            released(shape.raw, shape.name, covers=covers)
        state = _state()
        transaction.set_rollback(True)
    return state


def _state() -> dict:
    numbers = list(Registration.objects.all())
    files = RegisterFile.objects.in_use().order_by("as_at", "name")
    return {
        "files": [(file.name, file.as_at, file.covers, file.lists) for file in files],
        "figures": [figures_of(file) for file in files],
        "current": [file.name for file in RegisterFile.objects.current()],
        "moves": sorted(RegisterMove.objects.in_use().values_list("registration__number", "effective_on", "joined")),
        "premises": sorted(Premises.objects.current().values_list("registration__number", "local_authority")),
        "years": {str(number): [_year(each) for each in years([number])] for number in numbers[::9]},
        "visits": {str(number): [_visit(each) for each in visits([number])] for number in numbers},
    }


def _year(year) -> tuple:
    entry = year.entry
    return entry.file.name, entry.status, entry.places, entry.owner, str(entry.inspection), sorted(year.changed)


def _visit(visit) -> tuple:
    judged = [(each.theme, each.words, each.grade) for each in (visit.overall, *visit.others) if each]
    return visit.date, visit.kind, visit.published_on, judged


@published
@pytest.mark.slow
def test_the_published_files_come_to_one_end_state():
    files = [SimpleNamespace(raw=published_file(name), name=name) for name in PUBLISHED_FILES]
    assert state_after(files) == state_after(files[::-1])
