"""The pages of homes, as an owner, an outsider and staff meet them."""

import re

import pytest

from homes.models import Home
from people.models import SecurityEvent
from register.models import Registration
from tests.conftest import make_person
from tests.reading import text

SEEN = re.compile(r'name="seen" value="(\w+)"')
PRIVATE = ["Bramble House", "1 Invented Road", "ZZ99 1ZZ"]


def edit(client, home, **typed):
    """Open the form and send it with what is typed."""
    opened = text(client.get(f"/homes/{home.pk}/edit/"))
    return client.post(f"/homes/{home.pk}/edit/", {**typed, "seen": SEEN.search(opened)[1]})


def test_home_list_shows_an_owner_the_name_the_facts_and_the_judgement(signed_in, home, owner):
    page = text(signed_in(owner).get("/homes/"))
    for words in ("Bramble House", "9000001", "Lancashire", "Good", "Confirmed"):
        assert words in page


def test_home_list_is_empty_with_a_first_step(signed_in, owner):
    page = text(signed_in(owner).get("/homes/"))
    assert "Your homes will be here" in page
    assert "/homes/add/" in page


@pytest.mark.parametrize("count", [1, 3, 30, 300])
def test_home_list_takes_the_same_queries_for_any_number(
    signed_in, the_register, provider, owner, count, django_assert_num_queries
):
    for number in range(count):
        registration = Registration.objects.create(regulator="ofsted", number=f"8000{number:03}")
        Home.objects.create(registration=registration, provider=provider)
    client = signed_in(owner)
    client.get("/homes/")
    with django_assert_num_queries(8):
        client.get("/homes/")


def test_home_add_leads_to_what_the_register_prints_and_adds_nothing(signed_in, the_register, owner):
    answer = signed_in(owner).post("/homes/add/", {"urn": " 900 0001"})
    assert answer.url == "/homes/add/9000001/"
    assert not Home.objects.exists()


def test_home_add_says_what_is_wrong_and_keeps_what_was_typed(signed_in, the_register, owner):
    answer = signed_in(owner).post("/homes/add/", {"urn": "77<b>"})
    page = text(answer)
    assert answer.status_code == 422
    assert "No home on the current register has the number 77&lt;B&gt;" in page
    assert 'value="77&lt;b&gt;"' in page


def test_home_claim_adds_by_number(signed_in, the_register, owner):
    answer = signed_in(owner).post("/homes/add/9000001/", {"provider": owner.roles.get().provider_id})
    assert answer.url == Home.objects.get().get_absolute_url()


def test_home_claim_takes_no_other_provider(signed_in, the_register, owner, other_provider):
    page = text(signed_in(owner).post("/homes/add/9000001/", {"provider": other_provider.pk}))
    assert "There is a problem" in page
    assert not Home.objects.exists()


def test_home_detail_shows_its_own_people_everything(signed_in, home, owner):
    page = text(signed_in(owner).get(home.get_absolute_url()))
    for words in [*PRIVATE, "Latest judgement", "Ofsted, list as at 31 March 2025"]:
        assert words in page
    assert "<title>9000001 " in page.replace("\n", ""), "the title says the alias, never the name"


def test_home_detail_is_not_found_for_another_provider(signed_in, home, outsider):
    assert signed_in(outsider).get(home.get_absolute_url()).status_code == 404


def test_home_detail_shows_staff_the_facts_and_no_address(signed_in, home, membership_manager):
    page = text(signed_in(membership_manager).get(home.get_absolute_url()))
    assert "Lancashire" in page
    assert not [words for words in PRIVATE if words in page]


def test_home_reveal_shows_staff_the_address_once_with_a_reason(signed_in, home, membership_manager):
    client = signed_in(membership_manager)
    page = client.post(f"/homes/{home.pk}/address/", {"reason": "Flood warning"})
    assert not [words for words in PRIVATE if words not in text(page)]
    assert "no-store" in page.headers["Cache-Control"]
    assert SecurityEvent.objects.filter(kind="address_read").count() == 1
    assert not [words for words in PRIVATE if words in text(client.get(home.get_absolute_url()))]


def test_home_reveal_without_a_reason_shows_nothing(signed_in, home, membership_manager):
    page = signed_in(membership_manager).post(f"/homes/{home.pk}/address/", {"reason": ""})
    assert page.status_code == 422
    assert not [words for words in PRIVATE if words in text(page)]


def test_home_edit_keeps_name_address_and_alias(signed_in, home, owner):
    client = signed_in(owner)
    typed = {"name": "Tŷ Gwyn <b>", "address": "2 Other Road\nNowhere", "postcode": "ZZ99 2ZZ", "alias": "Home 1"}
    assert edit(client, home, **typed).status_code == 302
    page = text(client.get(home.get_absolute_url()))
    assert "Tŷ Gwyn &lt;b&gt;" in page
    assert "<h1>Home 1</h1>" in page


def test_home_edit_keeps_what_was_typed_when_something_is_too_long(signed_in, home, owner):
    page = text(edit(signed_in(owner), home, name="Tŷ Gwyn", postcode="Z" * 11))
    assert "There is a problem" in page
    assert 'value="Tŷ Gwyn"' in page


def test_home_edit_in_a_second_window_does_not_overwrite_the_first_unseen(signed_in, home, owner):
    client = signed_in(owner)
    address = f"/homes/{home.pk}/edit/"
    second = SEEN.search(text(client.get(address)))[1]
    edit(client, home, name="First window", alias="Home 1")
    page = text(client.post(address, {"name": "Second window", "seen": second}))
    assert "Owner changed this after you opened it" in page
    assert '<td data-label="Saved now">First window</td>' in page
    assert 'value="Home 1"' in page  # left as it was opened, so it takes what is kept now
    assert 'value="Second window"' in page
    again = client.post(address, {"name": "Second window", "seen": SEEN.search(page)[1]})
    assert again.status_code == 302
    assert "Second window" in text(client.get(home.get_absolute_url()))


def test_role_homes_gives_and_takes_homes(signed_in, home, owner, provider):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    client, address = signed_in(owner), f"/roles/{manager.roles.get().pk}/homes/"
    assert "Bramble House, 9000001" in text(client.get(address))
    client.post(address, {"homes": [home.pk]})
    assert list(Home.objects.own(manager)) == [home]
    client.post(address, {"homes": []})
    assert list(Home.objects.own(manager)) == []


def test_role_homes_takes_no_home_of_another_provider(signed_in, home, other_provider, outsider):
    manager = make_person("manager@larkfield.example", "home_manager", other_provider)
    page = signed_in(outsider).post(f"/roles/{manager.roles.get().pk}/homes/", {"homes": [home.pk]})
    assert "There is a problem" in text(page)
    assert list(Home.objects.own(manager)) == []


def test_home_history_says_who_and_shows_names_to_its_own_people_only(signed_in, home, owner, membership_manager):
    edit(signed_in(owner), home, name="Second Name", alias="Home 1")
    own = text(signed_in(owner).get(f"/homes/{home.pk}/history/"))
    assert "Second Name" in own
    assert "Owner" in own
    staff = text(signed_in(membership_manager).get(f"/homes/{home.pk}/history/"))
    assert "Home 1" in staff
    assert "Second Name" not in staff
    assert "Bramble" not in staff


def test_claim_list_confirms_and_refuses(signed_in, the_register, provider, owner, membership_manager):
    client = signed_in(owner)
    for urn in ("9000001", "9000002"):
        client.post(f"/homes/add/{urn}/", {"provider": provider.pk})
    first, second = Home.objects.order_by("pk")
    staff = signed_in(membership_manager)
    assert "Hazel Bank Care Ltd" in text(staff.get("/staff/claims/"))
    staff.post(f"/staff/claims/{first.pk}/confirm/")
    staff.post(f"/staff/claims/{second.pk}/refuse/", {"reason": "Not on your certificate"})
    states = list(Home.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["confirmed", "refused"]
    assert "No home is waiting" in text(staff.get("/staff/claims/"))


def test_a_refusal_without_a_reason_changes_nothing(signed_in, the_register, provider, owner, membership_manager):
    signed_in(owner).post("/homes/add/9000001/", {"provider": provider.pk})
    page = signed_in(membership_manager).post(f"/staff/claims/{Home.objects.get().pk}/refuse/", {"reason": "x" * 300})
    assert "x" * 300 in text(page), "what was typed is kept"
    assert "There is a problem" in text(page)
    assert Home.objects.get().state == "claimed"


@pytest.mark.parametrize("count", [1, 3, 30])
def test_claim_list_takes_the_same_queries_for_any_number(
    signed_in, the_register, provider, membership_manager, count, django_assert_num_queries
):
    for number in range(count):
        registration = Registration.objects.create(regulator="ofsted", number=f"80000{number:02}")
        Home.objects.create(registration=registration, provider=provider)
    client = signed_in(membership_manager)
    client.get("/staff/claims/")
    with django_assert_num_queries(8):
        client.get("/staff/claims/")
