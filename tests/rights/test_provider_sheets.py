"""All of a provider's data: for its owner everything, for staff what staff may read, for nobody another's."""

import csv
import zipfile
from io import BytesIO, StringIO

import pytest
from django.apps import apps

from chaportal.rights.provider_sheets import LEFT_OUT, SHEETS, sheets_of
from people.models import SecurityEvent
from people.relations import label_of, relations_to
from tests import world as worlds
from tests.reading import text
from tests.system.test_canaries import ADDRESS, DUTIES, OWN_BUSINESS

OF_A_PROVIDER = ["people.Provider", "people.Role", *{sheet.model for sheet in SHEETS}]


@pytest.fixture
def world(db):
    return worlds.ready()


def unzipped(answer) -> dict[str, str]:
    archive = zipfile.ZipFile(BytesIO(answer.content))
    return {name[3:].rpartition(".")[0]: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def of(client, world, file_format="csv"):
    return client.get(f"/providers/{world.hazel.pk}/everything/file/?format={file_format}")


def test_each_relation_to_what_is_a_provider_s_is_a_sheet_or_left_out_with_a_reason():
    found = [each for model in OF_A_PROVIDER for each in relations_to(apps.get_model(model))]
    # What has no manager of that name is read by one room alone: homes/locations.py, for the sheet Homes.
    there = {label_of(each) for each in found if getattr(each.model, "objects", None)}
    models = {label.rpartition(".")[0] for label in there - LEFT_OUT.keys()}
    assert models == {sheet.model for sheet in SHEETS}
    assert LEFT_OUT.keys() <= there
    assert all(LEFT_OUT.values())


def test_each_sheet_leads_to_the_provider():
    for sheet in SHEETS:
        model = apps.get_model(sheet.model)
        for step in sheet.path.split("__"):
            model = model._meta.get_field(step).related_model
        assert model._meta.label == "people.Provider", sheet.title


def test_the_owner_takes_everything_away(signed_in, world):
    answer = of(signed_in(world.people["owner"]), world)
    sheets = unzipped(answer)
    everything = "".join(sheets.values())
    duties = [token for token in DUTIES if token != "CANARY-EVIDENCE"]  # that is within a file
    for token in [*ADDRESS, *duties, "CANARY-MANAGER", "CANARY-AREA", "CANARY-UNSENT", "CANARY-CHARGE"]:
        assert token in everything, token
    rows = list(csv.DictReader(StringIO(sheets["People"])))
    assert {"owner@hazelbank.example", "manager@hazelbank.example"} <= {row["Email address"] for row in rows}
    assert next(csv.DictReader(StringIO(sheets["Organisation"])))["legal name"] == "Hazel Bank Care Ltd"
    event = SecurityEvent.objects.get(kind="exported")
    assert (event.user, event.subject) == (world.people["owner"], f"all of provider {world.hazel.pk}")


def test_nothing_of_another_provider_nor_of_staff_is_in_it(signed_in, world):
    everything = "".join(unzipped(of(signed_in(world.people["owner"]), world)).values())
    others = ["CANARY-SENT", "CANARY-NOTE", "CANARY-BANK", "CANARY-WELSH", "larkfield", str(world.invitation.key)]
    assert [token for token in others if token in everything] == []


def test_staff_get_membership_and_money_and_none_of_the_provider_s_own_business(signed_in, world):
    sheets = unzipped(of(signed_in(world.people["members"]), world))
    everything = "".join(sheets.values())
    assert {"Organisation", "People", "Membership", "Invoices", "Invoice lines"} <= sheets.keys()
    assert [token for token in [*ADDRESS, *OWN_BUSINESS, *DUTIES, "CANARY-UNSENT"] if token in everything] == []


@pytest.mark.parametrize("person", ["manager", "reader", "finance", "press", "trustee"])
def test_nobody_else_gets_it(signed_in, world, person):
    assert of(signed_in(world.people[person]), world).status_code == 403


@pytest.mark.parametrize("file_format", ["xlsx", "ods"])
def test_as_other_sheets_too(signed_in, world, file_format):
    archive = zipfile.ZipFile(BytesIO(of(signed_in(world.people["owner"]), world, file_format).content))
    assert {name.rpartition(".")[2] for name in archive.namelist()} == {file_format}


def test_the_page_says_what_is_in_it(signed_in, world):
    page = text(signed_in(world.people["owner"]).get(f"/providers/{world.hazel.pk}/everything/"))
    for table in sheets_of(world.hazel, world.people["owner"]):
        assert table.title in page


def test_it_takes_so_many_queries(signed_in, world, django_assert_num_queries):
    client = signed_in(world.people["owner"])
    of(client, world)
    with django_assert_num_queries(48):
        of(client, world)
