"""An alias tells nothing of the home's name and address, by whatever door it comes, or they do."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from homes import actions, locations
from homes.aliases import revealed_by
from homes.models import HomeSheet

PLACE = {
    "name": "Tŷ Larchfield",
    "address": "Rose Cottage\n12 Amberley Road, Leeds\nWest Yorkshire",
    "postcode": "LS12 3AB",
    "telephone": "+44 (0)113 496 0987",
}


@pytest.mark.parametrize(
    ("alias", "told"),
    [
        ("Tŷ Larchfield", "name"),
        ("ty-larchfield 2", "name"),
        ("TYLARCHFIELD", "name"),
        ("L a r c h f i e l d", "name"),
        ("Home Larchfield", "name"),
        ("Larchfields", "name"),
        ("Rose 2", "address"),
        ("Amberleyhouse", "address"),
        ("Home in Leeds", "address"),
        ("Yorkshire 3", "address"),
        ("ls123ab", "postcode"),
        ("Home LS12", "postcode"),
        ("Home 0113-4960987", "telephone"),
        ("960 987", "telephone"),
        ("Leedshome", "address"),
        ("Home 3", ""),
        ("Tŷ 3", ""),  # two letters tell of no place
        ("Home 60987", ""),  # nor do five digits
        ("North 12", ""),
        ("Cottage", ""),
        ("Home Road", ""),
        ("Primrose", ""),  # “Rose” is short: found as a word alone
        ("Team 113", ""),
        ("", ""),
    ],
)
def test_what_an_alias_tells(alias, told):
    assert revealed_by(alias, **PLACE) == told


@pytest.mark.parametrize(
    ("alias", "name", "told"),
    [
        ("Elm 2", "Elm House", "name"),
        ("Elmwood", "Elm", ""),  # too short to be found inside another word
        ("Elmoak 2", "Elm Oak", "name"),  # the whole name is not
        ("The House 2", "The House", ""),
        ("Wyr 2", "Tŷ Ŵyr", "name"),
        ("Elmtyhouse", "Elm Tŷ", "name"),  # five letters in all
        ("Elmbhouse", "Elm B", ""),  # four
    ],
)
def test_short_names_tell_as_words_and_as_a_whole(alias, name, told):
    assert revealed_by(alias, name=name, address="", postcode="", telephone="") == told


def test_a_postcode_without_a_space_and_a_short_number_tell_too():
    place = {"name": "", "address": "", "postcode": "LS123AB", "telephone": "960987"}
    assert revealed_by("Home LS12", **place) == "postcode"
    assert revealed_by("Home LS1", **place) == ""
    assert revealed_by("Home 960987", **place) == "telephone"
    assert revealed_by("Home 60987", **place | {"telephone": "60987"}) == ""


def test_a_name_of_common_words_may_not_be_the_alias_but_others_of_them_may():
    place = {"name": "The House", "address": "", "postcode": "", "telephone": ""}
    assert revealed_by("the house!", **place) == "name"
    assert revealed_by("House 3", **place) == ""


def saved_alias(home):
    home.refresh_from_db()
    return home.alias


def test_neither_the_alias_nor_a_later_name_can_be_saved_with_the_other(home, owner, signed_in):
    client, address = signed_in(owner), reverse("homes:home_edit", args=[home.pk])

    def save(**fields):
        seen = client.get(address).context["form"].initial["seen"]()
        return client.post(address, {**PLACE, "alias": "", "seen": seen, **fields})

    answer = save(alias="Larchfield 1")
    assert answer.status_code == 422
    assert "tells something of the home’s name" in answer.content.decode()
    assert save(alias="Heron 1").status_code == 302
    assert save(name="Heron Lodge", alias="Heron 1").status_code == 422
    assert saved_alias(home) == "Heron 1"
    assert locations.own_location(home=home, by=owner).name == PLACE["name"]


def test_a_sheet_is_refused_by_row_for_the_alias_or_for_the_name(home, owner):
    actions.describe(home=home, by=owner, alias="Heron 1", location=PLACE)
    urn = home.registration.number
    for raw in (f"URN,Alias\n{urn},Larchfield 1\n", f"URN,Name\n{urn},Heron House\n"):
        sheet = actions.check_sheet(raw=raw.encode(), name="a.csv", by=owner)
        (fault,) = actions.sheets.check_of(sheet).faults
        assert (fault.row, fault.column) == (2, "Alias")


def test_a_sheet_is_not_applied_when_the_name_was_changed_meanwhile(home, owner):
    actions.describe(home=home, by=owner, alias="", location=PLACE)
    raw = f"URN,Alias\n{home.registration.number},Heron 1\n".encode()
    sheet = actions.accept_sheet(sheet=actions.check_sheet(raw=raw, name="a.csv", by=owner), by=owner)
    actions.describe(home=home, by=owner, alias="", location=PLACE | {"name": "Heron House"})
    assert not actions.apply_sheet(sheet.pk)
    sheet.refresh_from_db()
    assert sheet.state == HomeSheet.State.CHANGED
    assert "tells something" in sheet.conflicts
    assert saved_alias(home) == ""


def test_a_change_of_many_homes_is_refused_too(home, owner):
    actions.describe(home=home, by=owner, alias="", location=PLACE)
    with pytest.raises(ValidationError, match="tells something of the home’s address"):
        actions.bulk.planned([home], owner, wanted={"alias": "Amberley"}, replace_needs=False)
