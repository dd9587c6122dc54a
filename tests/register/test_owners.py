"""Owners' names on the register, their spellings, and the providers that they are."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st

from history import history_of
from register import actions, owners
from register.lists.owners import company_number_in, owner_key
from register.models import OwnerName, RegisterEntry
from tests.conftest import make_provider
from tests.register.files import register
from tests.register.released import released

OWNER = "Organisation which owns the provider"


@pytest.mark.parametrize(
    "spelling",
    [
        "Elm Tree Care Ltd",
        "ELM TREE CARE LIMITED",
        "  elm  tree care ltd. ",
        "The Elm Tree Care Limited",
        "Elm Tree Care Ltd (The)",
        "Elm Tree Care Limited 09123456",
        "Elm Tree Care Limited (09123456)",
        "Elm Tree Care Limited company number 09123456",
        "Elm Tree Care Ltd - Co. No: SC123456",
        "Elm-Tree Care Ltd",
    ],
)
def test_the_spellings_of_a_name_have_one_key(spelling):
    assert owner_key(spelling) == "elm tree care ltd"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Elm Care Ltd", "Elm Care"),
        ("Elm Care Ltd", "Elm Care (North) Ltd"),
        ("Elm Care 1 Ltd", "Elm Care 2 Ltd"),
        ("Elm Care Ltd", "Elm Care LLP"),
    ],
)
def test_different_names_have_different_keys(one, other):
    assert owner_key(one) != owner_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Children's Care & Education Ltd", "Childrens Care and Education Limited"),
        ("Tŷ Onnen Cyfyngedig", "TY ONNEN CYF"),
        ("Salvation Army Trustee Company (The)", "The Salvation Army Trustee Co"),
    ],
)
def test_letters_signs_and_welsh_words_are_one_name(one, other):
    assert owner_key(one) == owner_key(other)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Elm Care Ltd (09123456)", "09123456"),
        ("Elm Care Ltd 9123456", "09123456"),
        ("Elm Care Ltd oc301234", "OC301234"),
        ("Elm Care 2000 Ltd", None),
        ("Elm Care Ltd 123456789", None),
        ("", None),
    ],
)
def test_a_company_number_typed_into_a_name_is_found(printed, number):
    assert company_number_in(printed) == number


@given(name=st.text(), space=st.sampled_from([" ", "  ", "\t", "\u00a0", "\n"]))
def test_spare_spaces_and_stops_change_no_key(name, space):
    assert owner_key(f"{space}{name}{space}.") == owner_key(name)


@given(words=st.lists(st.text("abcdefghij", min_size=1), min_size=1))
def test_case_changes_no_key_and_a_key_is_its_own(words):
    name = " ".join(words)
    assert owner_key(name.upper()) == owner_key(name) == owner_key(owner_key(name))


# On the newest list


@pytest.fixture
def listed(db):
    rows = [
        {"URN": "9000001", OWNER: "Elm Care Ltd"},
        {"URN": "9000002", OWNER: "ELM CARE LIMITED", "Places": "6"},
        {"URN": "9000003", OWNER: "Oak Care Ltd (09123456)"},
        {"URN": "9000004", OWNER: "Elm Care Ltd", "Registration status": "Closed"},
        {"URN": "9000005", OWNER: "Elm Care Ltd", "Provision type": "Boarding School"},
        {"URN": "9000006", OWNER: ""},
    ]
    return released(register(*rows), "list.csv")


def found(**about):
    return [(owner.key, owner.homes, owner.places) for owner in owners.owners(owners.groups(**about))]


def entry_of(urn):
    return RegisterEntry.objects.current().get(registration__number=urn)


def test_registered_childrens_homes_are_grouped_over_the_spellings(listed):
    assert found() == [("elm care ltd", 2, 10), ("oak care ltd", 1, 4)]
    assert owners.owners(owners.groups())[0].printed == ["ELM CARE LIMITED", "Elm Care Ltd"]


def test_a_likely_provider_is_told_by_name_or_number_and_not_taken_for_confirmed(listed):
    elm = make_provider("Elm Care Limited")
    oak = make_provider("Quite Another Name Ltd", company_number="09123456")
    assert [(owner.likely, owner.provider) for owner in owners.owners(owners.groups())] == [(elm, None), (oak, None)]
    assert not RegisterEntry.objects.owned_by(elm).exists()


def test_a_confirmed_name_gives_the_provider_s_registrations(listed, membership_manager, provider, other_provider):
    actions.match_owner(key="elm care ltd", provider=provider, by=membership_manager)
    owned = RegisterEntry.objects.current().childrens_homes().owned_by(provider)
    assert {entry.registration.number for entry in owned} == {"9000001", "9000002"}
    assert not RegisterEntry.objects.owned_by(other_provider).exists()
    assert found(unmatched=True) == [("oak care ltd", 1, 4)]


def test_a_name_is_matched_once_and_a_match_can_be_taken_back(listed, membership_manager, provider, other_provider):
    match = actions.match_owner(key="elm care ltd", provider=provider, by=membership_manager)
    with pytest.raises(ValidationError, match="matched already"):
        actions.match_owner(key="elm care ltd", provider=other_provider, by=membership_manager)
    actions.unmatch_owner(match=match, by=membership_manager)
    actions.match_owner(key="elm care ltd", provider=other_provider, by=membership_manager)
    assert OwnerName.objects.get().provider == other_provider


def test_a_name_that_no_list_prints_is_not_matched(listed, membership_manager, provider):
    for key in ("", "ash care ltd"):
        with pytest.raises(ValidationError, match="No list"):
            actions.match_owner(key=key, provider=provider, by=membership_manager)


def test_only_those_who_confirm_homes_match_names(listed, press_officer, owner, provider):
    for person in (press_officer, owner):
        with pytest.raises(PermissionDenied):
            actions.match_owner(key="elm care ltd", provider=provider, by=person)
        assert not OwnerName.objects.visible_to(person).exists()


def test_staff_match_a_name_on_its_page(listed, signed_in, membership_manager, provider):
    client = signed_in(membership_manager)
    address = f"/staff/register/owners/{entry_of('9000002').pk}/"
    page = client.get(address).content.decode()
    assert "Also printed as: Elm Care Ltd." in page
    assert "9000001" in page
    assert "9000004" not in page
    assert client.post(address, {"provider": ""}).status_code == 422
    client.post(address, {"provider": provider.pk})
    match = OwnerName.objects.get()
    assert (match.provider, match.confirmed_by) == (provider, membership_manager)
    assert str(provider) in client.get("/staff/register/owners/").content.decode()
    client.post(f"/staff/register/owners/{match.pk}/undo/")
    assert not OwnerName.objects.exists()


def test_a_match_has_a_history(listed, membership_manager, provider):
    match = actions.match_owner(key="elm care ltd", provider=provider, by=membership_manager)
    assert [entry.label for entry in history_of(match)] == ["Made"]


def test_owners_are_searched_in_any_spelling(listed, signed_in, membership_manager):
    client = signed_in(membership_manager)
    page = client.get("/staff/register/owners/", {"q": "The ELM care Limited"}).content.decode()
    assert page.count('data-label="Homes"') == 1
    assert "No owner on the newest list fits" in client.get("/staff/register/owners/?q=nobody").content.decode()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_of_owners_takes_the_same_queries_for_any_number(
    db, signed_in, membership_manager, provider, count, django_assert_num_queries
):
    rows = [{"URN": str(9_000_000 + number), OWNER: f"Care {number} Ltd"} for number in range(count)]
    released(register(*rows), "list.csv")
    actions.match_owner(key="care 0 ltd", provider=provider, by=membership_manager)
    client = signed_in(membership_manager)
    client.get("/staff/register/owners/")
    with django_assert_num_queries(8):
        client.get("/staff/register/owners/")
