"""Lists of people and providers: the same queries for any number of rows."""

import re

import pytest

from people.models import Provider, Role, SecurityEvent
from people.security import record
from tests.conftest import make_person, make_provider
from tests.reading import text

COUNTS = pytest.mark.parametrize("count", [1, 3, 30])


@COUNTS
def test_provider_list(signed_in, press_officer, count, django_assert_num_queries):
    for number in range(count):
        make_provider(f"Provider {number:02}", parent=make_provider(f"Parent {number:02}"))
    client = signed_in(press_officer)
    with django_assert_num_queries(6):
        page = client.get("/providers/?q=provider")
    assert text(page).count("Legal name</") + text(page).count('data-label="Legal name"') >= count


@COUNTS
def test_provider_people(signed_in, owner, provider, count, django_assert_num_queries):
    for number in range(count):
        make_person(f"colleague{number}@hazelbank.example", "colleague", provider)
    client = signed_in(owner)
    with django_assert_num_queries(8):
        page = client.get(f"/providers/{provider.pk}/people/")
    assert text(page).count("@hazelbank.example") >= count


@COUNTS
def test_staff_list(signed_in, count, django_assert_num_queries, db):
    for number in range(count):
        make_person(f"staff{number}@association.example", "policy_officer")
    client = signed_in(make_person("admin@association.example", "administrator"))
    with django_assert_num_queries(6):
        page = client.get("/staff/people/")
    assert text(page).count("@association.example") >= count


@COUNTS
def test_security_event_list(signed_in, owner, count, django_assert_num_queries):
    client = signed_in(make_person("trustee@association.example", "data_protection_trustee"))
    for number in range(count):
        person = make_person(f"person{number}@association.example", "policy_officer")
        record(SecurityEvent.Kind.ADDRESS_READ, user=person, subject="home 1", reason=f"Reason {number}")
    with django_assert_num_queries(8):
        page = client.get("/staff/security/?kind=address_read")
    assert text(page).count("Reason ") >= count


@COUNTS
def test_the_dashboard_of_a_membership_manager(signed_in, membership_manager, count, django_assert_num_queries):
    for number in range(count):
        make_provider(f"Provider {number:02}")
    client = signed_in(membership_manager)
    with django_assert_num_queries(25):
        client.get("/dashboard/")


def test_provider_history_tells_who_was_given_which_role(signed_in, press_officer, owner, provider):
    page = text(signed_in(press_officer).get(f"/providers/{provider.pk}/history/"))
    assert "Somebody became owner." in page


def test_selects_and_lists_are_in_the_order_of_the_names_that_they_show(signed_in, membership_manager):
    for legal, trading in (("Aa Ltd", "Zelkova"), ("zz Ltd", "beech"), ("Maple", ""), ("Bb Ltd", "ash")):
        make_person(f"{legal[:2]}@order.example".lower(), "owner", make_provider(legal, trading_name=trading))
    order = ["ash", "beech", "Maple", "Zelkova"]
    assert [str(provider) for provider in Provider.objects.all()] == order
    assert [str(role.provider) for role in Role.objects.exclude(provider=None)] == order
    page = signed_in(membership_manager).get("/providers/new/").text
    offered = page[page.index('name="parent"') :].partition("</select>")[0]
    assert re.findall(r"<option[^>]*>([^<]+)", offered) == ["None", *order]
