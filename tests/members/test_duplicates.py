"""Who may be here already: by number, by names over their spellings, by e-mail domain; for one or for many at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.duplicates import Organisation, duplicates_of, duplicates_of_many
from members.names import plain, why_near
from members.sought import FEW, Sought
from people.models import Provider
from tests.conftest import make_person, make_provider
from tests.reading import text

VOCABULARY = ["hazel", "hazle", "bank", "care", "birch", "tree", "ty", "gwyn", "gofal", "2", "rivers", "homes"]
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=4)
NAMES = WORDS.map(" ".join)


def found(organisation, user):
    return {str(each.provider): (each.is_same, each.reasons) for each in duplicates_of(organisation, user)}


@given(sought=st.sets(NAMES, max_size=8), known=NAMES)
def test_no_name_that_is_near_is_left_out(sought, known):
    near = {name for name in sought if name and known and (name == known or why_near(name, known))}
    assert near <= Sought(sought).may_be_near(known)
    others = {f"larkfield {number}" for number in range(FEW)}
    assert near <= Sought(sought | others).may_be_near(known), "many are looked for in another way than a few"


@pytest.mark.parametrize("typed", ["hazel bank", "hazle bank care", "hazelbank", "hazel bank care homes ltd"])
def test_each_way_of_being_near_is_found_and_most_names_are_not_compared(typed):
    sought = Sought([plain(typed)])
    assert sought.may_be_near("hazel bank care")
    assert not sought.may_be_near("larkfield")


@pytest.mark.parametrize(
    ("typed", "name", "why"),
    [
        ("Birch Care Homes Ltd", "Hazel Care Homes", ""),
        ("Birch Children’s Residential Care", "Hazel Children's Residential Care Limited", ""),
        ("Care Homes", "Hazel Care Homes", ""),
        ("Hazel Care Homes", "Care Homes", ""),
        ("Community Care Services", "Community Support Services", ""),
        ("Beech Care", "Birch Care", ""),
        ("Hazle Care", "Hazel Care", "is spelt alike"),
        ("Ask Care Homes", "Ash Care Homes", "is spelt alike"),
        ("Hazel", "Hazel Care Homes", "has these words in it"),
        ("Hazel Care Homes", "Hazel Care", "is a part of what you typed"),
        ("Care Home", "Carehome", "is the same apart from spaces"),
    ],
)
def test_words_that_many_names_have_make_no_two_alike(typed, name, why):
    assert why_near(plain(typed), plain(name)) == why


def test_a_company_number_or_another_spelling_of_the_legal_name_leaves_no_doubt(press_officer):
    make_provider("Tŷ Gwyn Gofal Cyfyngedig", company_number="01234567")
    make_provider("Hazel Bank Care Ltd")
    make_provider("Hazle Bank Care Ltd")
    number = Organisation(("Another Name",), "01234567")
    assert found(number, press_officer) == {"Tŷ Gwyn Gofal Cyfyngedig": (True, ["company number 01234567"])}
    assert found(Organisation(("TY GWYN GOFAL CYF",)), press_officer) == {
        "Tŷ Gwyn Gofal Cyfyngedig": (True, ["legal name Tŷ Gwyn Gofal Cyfyngedig"])
    }
    assert found(Organisation(("Hazel Bank Care Limited",)), press_officer) == {
        "Hazel Bank Care Ltd": (True, ["legal name Hazel Bank Care Ltd"]),
        "Hazle Bank Care Ltd": (False, ["legal name Hazle Bank Care Ltd is spelt alike"]),
    }


def test_one_name_with_two_company_numbers_is_for_a_person_to_say(press_officer):
    make_provider("Hazel Bank Care Ltd", company_number="01234567")
    assert found(Organisation(("Hazel Bank Care Ltd",), "07654321"), press_officer) == {
        "Hazel Bank Care Ltd": (False, ["legal name Hazel Bank Care Ltd"])
    }


def test_many_are_looked_for_at_once_with_four_queries(press_officer, django_assert_num_queries):
    hazel, birch = make_provider("Hazel Bank Care Ltd"), make_provider("Birch Ltd")
    make_person("someone@birch.example", "owner", birch)
    _ = press_officer.current_roles
    wanted = [Organisation(("Hazel Bank",)), Organisation(("Nobody",), emails=("x@birch.example",)), Organisation(())]
    with django_assert_num_queries(4):
        answers = duplicates_of_many(wanted, press_officer)
    assert [[each.provider for each in answer] for answer in answers] == [[hazel], [birch], []]


def new(client, **typed):
    facts = {"legal_name": "Hazle Bank Care", "sector": "private", "nation": "england", "member_kind": "provider"}
    return client.post("/providers/new/", facts | {"owner_email": "sian@new.example"} | typed)


def test_those_that_it_may_be_are_shown_while_somebody_types(signed_in, membership_manager):
    hazel = make_provider("Hazel Bank Care Ltd", company_number="01234567")
    client = signed_in(membership_manager)
    page = text(client.get("/providers/new/"))
    assert 'data-hx-get="/providers/new/"' in page
    assert "Is it one of these" not in page
    for query in ("legal_name=hazle+bank+care", "trading_name=Hazel+Bank", "company_number=1234567"):
        shown = text(client.get(f"/providers/new/?{query}"))
        assert f'<a href="/providers/{hazel.pk}/">Hazel Bank Care Ltd</a>' in shown
    assert "Is it one of these" not in text(client.get("/providers/new/?legal_name=Larkfield&company_number=12"))


def test_at_sending_somebody_says_that_it_is_none_of_them(signed_in, membership_manager):
    make_provider("Hazel Bank Care Ltd")
    client = signed_in(membership_manager)
    asked = new(client)
    assert asked.status_code == 422
    assert "legal name Hazel Bank Care Ltd is spelt alike" in text(asked)
    assert 'name="is_another"' in text(asked)
    assert 'value="Hazle Bank Care"' in text(asked)
    assert Provider.objects.count() == 1
    assert new(client, is_another="on").status_code == 302
    assert Provider.objects.count() == 2


def test_an_owner_s_domain_is_looked_at_at_sending_and_never_in_an_address(signed_in, membership_manager):
    make_person("someone@new.example", "owner", make_provider("Quite Different Ltd"))
    client = signed_in(membership_manager)
    assert "people with addresses at new.example" in text(new(client, legal_name="Larkfield Ltd"))
    assert "owner_email" not in text(client.get("/providers/new/")).partition("data-hx-include=")[2].partition('"')[0]


def test_a_provider_like_no_other_is_asked_nothing(signed_in, membership_manager):
    make_provider("Larkfield Ltd")
    assert new(signed_in(membership_manager)).status_code == 302
