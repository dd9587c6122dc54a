"""Areas of a provider's own, and one change to many homes: who holds a post, and which homes are left."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

from homes import actions
from homes.listing.filters import chosen
from homes.listing.rows import rows_of
from homes.models import Area, HomeFacts
from homes.sheets.checking import check
from tests.conftest import make_person
from tests.homes.values import make_home
from tests.reading import text

TODAY = timezone.localdate()


@pytest.fixture
def north(provider, owner):
    return actions.save_area(area=Area(provider=provider, name="North"), by=owner)


@pytest.fixture
def six(provider):
    return [make_home(provider, "confirmed", f"900004{number}") for number in range(6)]


def test_an_owner_adds_an_area_says_who_manages_it_and_deletes_it(signed_in, owner, provider, six):
    colleague = make_person("colleague@hazelbank.example", "colleague", provider)
    client = signed_in(owner)
    assert "Your areas will be here" in text(client.get("/homes/areas/"))
    answer = client.post("/homes/areas/add/", {"name": "North", "provider": provider.pk})
    area = Area.objects.get()
    assert answer.url == area.get_absolute_url()
    HomeFacts.objects.create(home=six[0], area=area)
    client.post(answer.url, {"name": "North West", "manager": colleague.pk})
    page = text(client.get("/homes/areas/"))
    for words in ("North West", colleague.name, "1 home<", f"/homes/?area={area.pk}"):
        assert words in page
    client.post(f"/homes/areas/{area.pk}/delete/")
    assert HomeFacts.objects.get().area is None


def test_an_area_is_managed_by_one_of_the_provider_s_people(signed_in, owner, north, outsider):
    answer = signed_in(owner).post(north.get_absolute_url(), {"name": "North", "manager": outsider.pk})
    assert answer.status_code == 422
    north.manager = outsider
    with pytest.raises(ValidationError, match="has no role at"):
        actions.save_area(area=north, by=owner)


def test_a_provider_s_areas_have_each_a_name_of_its_own(signed_in, owner, provider, other_provider, north):
    answer = signed_in(owner).post("/homes/areas/add/", {"name": "north", "provider": provider.pk})
    assert answer.status_code == 422
    Area.objects.create(provider=other_provider, name="North")
    with pytest.raises(IntegrityError, match="area_name_once"):
        Area.objects.create(provider=provider, name="NORTH")


def test_only_owners_keep_areas_and_only_the_provider_s_people_see_them(
    provider, owner, outsider, membership_manager, north
):
    colleague = make_person("colleague@hazelbank.example", "colleague", provider)
    for person in (colleague, outsider, membership_manager):
        with pytest.raises(PermissionDenied):
            actions.save_area(area=north, by=person)
        with pytest.raises(PermissionDenied):
            actions.delete_area(area=north, by=person)
    seen = {
        person: list(Area.objects.visible_to(person)) for person in (owner, colleague, outsider, membership_manager)
    }
    assert seen == {owner: [north], colleague: [north], outsider: [], membership_manager: []}


def test_the_list_is_filtered_by_area_and_by_who_manages_and_no_name_stands_in_an_address(signed_in, owner, north, six):
    HomeFacts.objects.create(home=six[0], area=north)
    for home, name in zip(six, ("Siân Rees", "Siân Rees", "Olu Ade"), strict=False):
        actions.appoint(home=home, by=owner, kind="manager", name=name, starts_on=TODAY)
    rows = rows_of(owner)
    assert [row.home for row in chosen(rows, {"area": str(north.pk)})] == [six[0]]
    page = text(signed_in(owner).get(f"/homes/?area={north.pk}"))
    assert "1 of 6 homes" in page
    assert '<span class="tag">Area: North</span>' in page
    key = page.split(">Siân Rees</option>")[0].rsplit('value="', 1)[1].split('"')[0]
    assert [row.home for row in chosen(rows, {"managed_by": key})] == six[:2]
    assert len(key) == 16
    assert key not in {"Siân Rees", ""}


def test_the_list_shows_areas_and_their_managers_as_columns(signed_in, owner, north, six):
    north.manager = owner
    actions.save_area(area=north, by=owner)
    HomeFacts.objects.create(home=six[0], area=north)
    page = text(signed_in(owner).get("/homes/?columns=area&columns=area_manager"))
    assert '<td data-label="Area">North</td><td data-label="Area manager">Owner</td>' in page


def test_many_homes_are_put_into_an_area_and_out_of_it(signed_in, owner, north, six):
    client, chosen_homes = signed_in(owner), {"homes": [home.pk for home in six[:3]]}
    for area, expected in (("North", 3), ("(none)", 0)):
        page = text(client.post("/homes/bulk/", chosen_homes | {"area": area, "check": "1"}))
        seen = page.split('name="seen" value="')[1].split('"')[0]
        client.post("/homes/bulk/", chosen_homes | {"area": area, "seen": seen, "apply": "1"})
        assert HomeFacts.objects.filter(area=north).count() == expected


def test_a_sheet_puts_homes_into_areas_by_name_and_names_one_that_there_is_not(
    owner, provider, other_provider, north, six
):
    Area.objects.create(provider=other_provider, name="South")
    found = check(b"URN,Area\n9000040,north\n9000041,South\n", owner)
    assert [(change.urn, change.after) for change in found.changes] == [("9000040", {"area": "North"})]
    assert [(fault.row, fault.column) for fault in found.faults] == [(3, "Area")]
    made = actions.check_sheet(raw=b"URN,Area\n9000040,north\n", name="x.csv", by=owner)
    actions.accept_sheet(sheet=made, by=owner)
    assert actions.apply_sheet(made.pk)
    assert HomeFacts.objects.get().area == north
    actions.update_facts(home=six[0], by=owner, vacancies=None, youngest=8, oldest=None, needs=[])
    assert HomeFacts.objects.get().area == north, "another change leaves it"


def test_one_responsible_individual_for_all_homes_is_one_step(signed_in, owner, six):
    before = TODAY - timedelta(days=400)
    actions.appoint(home=six[0], by=owner, kind="responsible", name="Olu Ade", starts_on=before)
    actions.appoint(home=six[1], by=owner, kind="responsible", name="Siân Rees", starts_on=before)
    client, typed = signed_in(owner), {"responsible": "Siân Rees", "since": str(TODAY)}
    every = {"homes": [home.pk for home in six]}
    assert client.post("/homes/bulk/", every | {"responsible": "Siân Rees", "check": "1"}).status_code == 422
    page = text(client.post("/homes/bulk/", every | typed | {"check": "1"}))
    seen = page.split('name="seen" value="')[1].split('"')[0]
    page = text(client.post("/homes/bulk/", every | typed | {"seen": seen, "apply": "1"}, follow=True))
    assert "Homes changed: 5. Left as they were: 9000041 (it was so already)." in page
    people = [(post.name, post.starts_on) for home in six for post in home.people.current()]
    assert people == [("Siân Rees", before if home == six[1] else TODAY) for home in six]
    assert six[0].people.last().last_day == TODAY - timedelta(days=1)


def test_managers_come_by_sheet_and_a_post_without_its_day_or_with_an_earlier_one_is_a_fault(owner, six):
    actions.appoint(home=six[0], by=owner, kind="manager", name="Olu Ade", starts_on=TODAY)
    head = "URN,Registered manager,Manager since\n"

    def sentence(row):
        return check(f"{head}{row}\n".encode(), owner).faults[0].sentence

    assert sentence("9000041,Siân Rees,") == "Registered manager: say since when, under “Manager since”."
    assert sentence("9000040,Siân Rees,1 March 2026").startswith("Registered manager: Olu Ade holds the post since")
    assert sentence("9000040,Olu Ade,1 March 2026").startswith("Registered manager: the first day changes, and not")
    assert sentence("9000040,(empty),").startswith("Registered manager: say on the home’s page who left")
    assert "no day" in sentence("9000041,Siân Rees,soon") or "day" in sentence("9000041,Siân Rees,soon")
    made = actions.check_sheet(raw=f"{head}9000041,Siân Rees,1 March 2026\n".encode(), name="x.csv", by=owner)
    actions.accept_sheet(sheet=made, by=owner)
    assert actions.apply_sheet(made.pk)
    assert six[1].people.get().name == "Siân Rees"


def test_a_post_that_somebody_took_meanwhile_applies_nothing_and_says_who(owner, six):
    raw = "URN,Alias,Responsible individual,RI since\n9000041,A,Siân Rees,1 March 2026\n".encode()
    made = actions.check_sheet(raw=raw, name="x.csv", by=owner)
    actions.accept_sheet(sheet=made, by=owner)
    later = TODAY + timedelta(days=30)
    actions.appoint(home=six[1], by=owner, kind="responsible", name="Olu Ade", starts_on=later)
    assert not actions.apply_sheet(made.pk)
    made.refresh_from_db()
    assert "Olu Ade holds this post from" in made.conflict_sentences[0]
    six[1].refresh_from_db()
    assert six[1].alias == ""


def test_a_bulk_change_says_which_homes_it_leaves_and_why(signed_in, owner, provider, six):
    waits, gone = make_home(provider, "claimed", "9000050"), make_home(provider, "ended", "9000051")
    client, every = signed_in(owner), {"homes": [home.pk for home in [*six, waits, gone]]}
    page = text(client.post("/homes/bulk/", every))
    assert "Left as they are: 9000050 (waiting for the association); 9000051 (ended)." in page
    page = text(client.post("/homes/bulk/", {"homes": [waits.pk]}, follow=True))
    assert "Tick at least one confirmed home. 9000050 (waiting for the association)" in page


def test_a_list_is_shown_by_pages_of_twelve(signed_in, owner, provider):
    for number in range(30):
        make_home(provider, "confirmed", f"80000{number:02}")
    page = text(signed_in(owner).get("/homes/"))
    assert page.count('name="homes"') == 12
    assert "page=2" in page
