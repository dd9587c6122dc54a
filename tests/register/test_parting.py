"""The upgrade that gave each list its own inspections: what was shared before is printed by each, as it was."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from register.models import Inspection, Judgement, RegisterEntry, RegisterFile, Registration
from register.visits import visits

migration = import_module("register.migrations.0003_inspections_of_files")
pytestmark = pytest.mark.django_db
HOME = {"provision_type": "Children's home", "is_childrens_home": True, "status": "Active", "on_register": True}


@pytest.fixture
def registration():
    return Registration.objects.create(regulator="ofsted", number="9000001")


def visit(registration, on, words="Good"):
    made = Inspection.objects.create(registration=registration, date=on, kind="Full inspection", event_number="1")
    Judgement.objects.create(inspection=made, theme="overall", words=words, scale="four_point", grade=words.lower())
    return made


def file(year, **facts):
    return RegisterFile.objects.create(as_at=date(year, 3, 31), name="x", sha256=str(year), original=b"", **facts)


def upgrade():
    for step in (migration.release, migration.part, migration.adopt):
        step(apps, None)


def test_two_lists_that_shared_a_visit_have_one_each_and_are_in_use(registration):
    shared = visit(registration, date(2023, 5, 1))
    for year in (2024, 2025):
        RegisterEntry.objects.create(file=file(year), registration=registration, inspection=shared, **HOME)
    upgrade()
    entries = RegisterEntry.objects.select_related("inspection", "file").order_by("file__as_at")
    assert [entry.inspection.file for entry in entries] == [entry.file for entry in entries]
    assert [entry.inspection.judgements.get().words for entry in entries] == ["Good", "Good"]
    assert set(Inspection.objects.values_list("list_kind", flat=True)) == {"as_at"}
    assert RegisterFile.objects.in_use().count() == 2
    assert [each.overall.words for each in visits([registration])] == ["Good"]


def test_a_visit_of_no_list_of_providers_came_with_the_first_list_of_inspections_that_could_print_it(registration):
    later, first = (file(year, kind="in_year", counts={"in_year": 1}) for year in (2025, 2023))
    old, new = visit(registration, date(2022, 5, 1)), visit(registration, date(2024, 5, 1))
    upgrade()
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.file, new.file, new.list_kind) == (first, later, "in_year")
    assert len(visits([registration])) == 2


def test_ratings_that_people_entered_stay_without_a_list(registration):
    file(2025)
    welsh = Registration.objects.create(regulator="ciw", number="W-1")
    rated = visit(welsh, date(2025, 5, 1))
    upgrade()
    rated.refresh_from_db()
    assert (rated.file, len(visits([welsh]))) == (None, 1)


@pytest.mark.parametrize(("inspected", "covers"), [(True, "inspected"), (False, "all")])
def test_a_list_in_which_no_home_waits_prints_only_those_inspected(registration, inspected, covers):
    seen = visit(registration, date(2023, 5, 1)) if inspected else None
    RegisterEntry.objects.create(file=file(2024), registration=registration, inspection=seen, **HOME)
    upgrade()
    assert RegisterFile.objects.get().covers == covers
