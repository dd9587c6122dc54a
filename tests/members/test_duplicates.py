"""Who may be here already: by number, by names over their spellings, by e-mail domain; for one or for many at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.duplicates import Organisation, duplicates_of, duplicates_of_many
from members.names import plain, why_near
from members.sought import Sought
from tests.conftest import make_person, make_provider

VOCABULARY = ["hazel", "hazle", "bank", "care", "birch", "tree", "ty", "gwyn", "gofal", "2", "rivers", "homes"]
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=4)
NAMES = WORDS.map(" ".join)


def found(organisation, user):
    return {str(each.provider): (each.is_same, each.reasons) for each in duplicates_of(organisation, user)}


@given(sought=st.sets(NAMES, max_size=8), known=NAMES)
def test_no_name_that_is_near_is_left_out(sought, known):
    near = {name for name in sought if name and known and (name == known or why_near(name, known))}
    assert near <= Sought(sought).may_be_near(known)


@pytest.mark.parametrize("typed", ["hazel bank", "hazle bank care", "hazelbank", "hazel bank care homes ltd"])
def test_each_way_of_being_near_is_found_and_most_names_are_not_compared(typed):
    sought = Sought([plain(typed)])
    assert sought.may_be_near("hazel bank care")
    assert not sought.may_be_near("larkfield")


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


def test_many_are_looked_for_at_once_with_three_queries(press_officer, django_assert_num_queries):
    hazel, birch = make_provider("Hazel Bank Care Ltd"), make_provider("Birch Ltd")
    make_person("someone@birch.example", "owner", birch)
    _ = press_officer.current_roles
    wanted = [Organisation(("Hazel Bank",)), Organisation(("Nobody",), emails=("x@birch.example",)), Organisation(())]
    with django_assert_num_queries(3):
        answers = duplicates_of_many(wanted, press_officer)
    assert [[each.provider for each in answer] for answer in answers] == [[hazel], [birch], []]
