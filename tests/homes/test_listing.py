"""The list of a provider's homes: rows, filters, order, columns, saved views and the picture by region."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.http import QueryDict
from django.utils import timezone

from homes import actions, locations
from homes.forms.listing import ListForm
from homes.listing.columns import USUAL, ordered
from homes.listing.filters import chosen, named
from homes.listing.regions import chart
from homes.listing.rows import rows_of
from homes.models import Home, HomeGrant, SavedView
from people.actions import give_role
from people.models import User
from register.models import Registration
from tests.conftest import make_person
from tests.reading import text
from tests.register.files import HOME, homes, register
from tests.register.released import released

TODAY = timezone.localdate()
NORTH, SOUTH = {"Government Office Region": "North West"}, {"Government Office Region": "South West"}
TOOLS = ("Filter, order", "Save this view", "By region", "<svg", "ticked", "import a sheet")
NOT_INSPECTED = dict.fromkeys(list(HOME)[list(HOME).index("Latest Full inspection event type") :], "")
JUDGED = "Overall experiences and progress of children and young people"


@pytest.fixture
def six(provider, owner, membership_manager):
    """Six confirmed homes: four in the north with rising places, two in the south that are not judged."""
    rows = [*homes("9000011", "9000012", "9000013", "9000014", **NORTH)]
    for number, row in enumerate(rows):
        row |= {"Places": str(number + 2), JUDGED: "Inadequate" if number == 1 else "Good"}
    rows += homes("9000015", "9000016", **SOUTH, **NOT_INSPECTED)
    released(register(*rows))
    made = [actions.claim(urn=row["URN"], provider=provider, by=owner) for row in rows]
    return [actions.confirm(home=home, by=membership_manager) for home in made]


def numbers(rows):
    return [row.home.registration.number[-1] for row in rows]


def shown(page):
    """The last digits of the numbers of the homes on a page, in its order."""
    body = text(page).split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in text(page) else ""
    return [cell.split("<")[0][-1] for cell in body.split('data-label="URN">')[1:]]


def test_rows_hold_name_entry_judgement_and_own_facts(six, owner):
    locations.save(home=six[0], by=owner, name="Tŷ Gwyn")
    actions.update_facts(home=six[0], by=owner, vacancies=2, youngest=8, oldest=17, needs=["mental"])
    actions.appoint(home=six[0], by=owner, kind="manager", name="Siân", starts_on=TODAY)
    row = rows_of(owner)[0]
    assert (row.name, row.entry.places, row.words, row.grade) == ("Tŷ Gwyn", 2, "Good", "good")
    assert (row.facts.vacancies, row.manager, row.unmanaged_since) == (2, "Siân", None)


def test_a_manager_who_left_leaves_the_home_without_one_and_a_later_one_is_not_there_yet(six, owner):
    post = {"home": six[0], "by": owner, "kind": "manager"}
    actions.appoint(**post, name="Siân", starts_on=TODAY - timedelta(days=90), last_day=TODAY - timedelta(days=9))
    actions.appoint(**post, name="Next", starts_on=TODAY + timedelta(days=9))
    row = rows_of(owner)[0]
    assert (row.manager, row.unmanaged_since) == ("", TODAY - timedelta(days=8))


def test_a_home_that_ended_says_nothing_of_its_own_any_more(six, owner):
    actions.update_facts(home=six[0], by=owner, vacancies=2, youngest=8, oldest=17, needs=[])
    Home.objects.filter(pk=six[0].pk).update(state="ended")
    assert rows_of(owner)[0].facts.vacancies is None


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, "123456"),
        ({"region": "South West"}, "56"),
        ({"grade": "Inadequate"}, "2"),
        ({"grade": "Not yet judged"}, "56"),
        ({"manager": "missing"}, "3"),
        ({"manager": "yes"}, "1"),
        ({"manager": "unknown", "region": "North West"}, "24"),
        ({"vacancies": "yes"}, "1"),
        ({"vacancies": "no"}, "2"),
        ({"kind": "Children's home", "sector": "Private", "status": "Active", "state": "confirmed"}, "123456"),
        ({"region": "Atlantis"}, ""),
    ],
)
def test_filters_choose_rows(six, owner, wanted, expected):
    actions.update_facts(home=six[0], by=owner, vacancies=1, youngest=None, oldest=None, needs=[])
    actions.update_facts(home=six[1], by=owner, vacancies=0, youngest=None, oldest=None, needs=[])
    actions.appoint(home=six[0], by=owner, kind="manager", name="Siân", starts_on=TODAY)
    gone = {"starts_on": TODAY - timedelta(days=9), "last_day": TODAY - timedelta(days=1)}
    actions.appoint(home=six[2], by=owner, kind="manager", name="Gone", **gone)
    assert "".join(numbers(chosen(rows_of(owner), wanted))) == expected


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("places", "123456"),
        ("-places", "564321"),
        ("grade", "134256"),
        ("-grade", "213456"),
        ("urn", "123456"),
        ("-urn", "654321"),
        ("magic", "123456"),
    ],
)
def test_rows_are_ordered_and_what_is_unknown_comes_last(six, owner, by, expected):
    # Places of the last two are four, as the files of these tests have it.
    rows = ordered(rows_of(owner), by)
    if by.endswith("places"):
        values = [row.entry.places for row in rows]
        assert values == sorted(values, reverse=by.startswith("-"))
    else:
        assert "".join(numbers(rows)) == expected


def test_names_are_ordered_as_people_read_them_though_they_are_encrypted(six, owner):
    for home, name in zip(six, ["ysgol", "Bramble", "apple", "Zoë", "", "Bramble 2"], strict=True):
        locations.save(home=home, by=owner, name=name)
    assert [row.name or str(row.home) for row in ordered(rows_of(owner), "name")] == [
        "9000015",
        "apple",
        "Bramble",
        "Bramble 2",
        "ysgol",
        "Zoë",
    ]


def test_the_list_filters_orders_and_shows_columns_by_address(signed_in, six, owner):
    client = signed_in(owner)
    page = client.get("/homes/?region=North+West&sort=-grade&columns=urn&columns=needs")
    assert shown(page) == ["2", "1", "3", "4"]
    assert 'aria-sort="descending"' not in text(page), "the column that orders is not shown"
    assert "4 of 6 homes" in text(page)
    assert "Region: North West" in text(page)
    assert 'data-label="Needs"' in text(page)
    assert 'data-label="Places"' not in text(page)


def test_an_address_that_asks_for_nonsense_shows_the_list(signed_in, six, owner):
    page = signed_in(owner).get("/homes/?region=Atlantis&sort=magic&columns=<b>&page=900&vacancies=yes&vacancies=no")
    assert page.status_code == 200
    assert "<b>" not in text(page)


def test_a_filter_without_a_match_says_so(signed_in, six, owner):
    actions.update_facts(home=six[0], by=owner, vacancies=1, youngest=None, oldest=None, needs=[])
    page = text(signed_in(owner).get("/homes/?vacancies=yes&region=South+West"))
    assert "None of your 6 homes is like that" in page


def test_four_homes_have_neither_filters_nor_views_nor_a_picture(signed_in, six, owner):
    Home.objects.filter(pk__in=[six[0].pk, six[1].pk]).delete()
    page = text(signed_in(owner).get("/homes/"))
    assert not [words for words in TOOLS if words in page]


def test_five_homes_have_them(signed_in, six, owner):
    six[0].delete()
    page = text(signed_in(owner).get("/homes/"))
    assert not [words for words in TOOLS if words not in page]


def test_the_picture_counts_homes_places_and_vacancies_by_region(six, owner):
    actions.update_facts(home=six[0], by=owner, vacancies=2, youngest=None, oldest=None, needs=[])
    north, south = chart(rows_of(owner)).regions
    assert (north.name, north.homes, north.places, north.vacancies) == ("North West", 4, 2 + 3 + 4 + 5, 2)
    assert (south.name, south.homes, south.vacancies) == ("South West", 2, 0)
    assert south.length * 2 == north.length


def test_a_view_is_saved_shown_first_and_deleted(signed_in, six, owner):
    client = signed_in(owner)
    typed = {"name": "South", "is_default": "on", "query": "region=South+West&sort=-urn&nonsense=1"}
    answer = client.post("/homes/views/save/", typed)
    view = SavedView.objects.get()
    assert answer.url == view.get_absolute_url()
    assert "nonsense" not in view.query
    assert shown(client.get("/homes/", follow=True)) == ["6", "5"]
    assert len(shown(client.get("/homes/?all=1"))) == 6
    client.post(f"/homes/views/{view.pk}/delete/")
    assert len(shown(client.get("/homes/"))) == 6


def test_a_view_without_a_name_is_refused_and_keeps_the_list(signed_in, six, owner):
    page = signed_in(owner).post("/homes/views/save/", {"name": "", "query": "region=South+West"})
    assert page.status_code == 422
    assert "2 of 6 homes" in text(page)
    assert not SavedView.objects.exists()


def test_a_view_of_the_same_name_is_replaced_and_one_is_shown_first(owner):
    view = {"by": owner, "query": "sort=urn", "is_default": True}
    actions.save_view(name="A", **view)
    actions.save_view(name="B", **view)
    actions.save_view(name="A", **{**view, "query": "sort=-urn", "is_default": False})
    assert list(SavedView.objects.values_list("name", "query", "is_default")) == [
        ("A", "sort=-urn", False),
        ("B", "sort=urn", True),
    ]


def test_the_database_lets_one_view_be_first(owner):
    SavedView.objects.create(user=owner, name="A", query="", is_default=True)
    with pytest.raises(IntegrityError, match="saved_view_one_default"):
        SavedView.objects.create(user=owner, name="B", query="", is_default=True)


def test_nobody_deletes_or_sees_another_person_s_view(signed_in, six, owner, outsider):
    view = actions.save_view(by=owner, name="Mine", query="sort=urn", is_default=True)
    assert signed_in(outsider).post(f"/homes/views/{view.pk}/delete/").status_code == 404
    assert "Mine" not in text(signed_in(outsider).get("/homes/"))


def test_a_limited_manager_s_list_has_their_homes_only(signed_in, six, provider):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    HomeGrant.objects.create(role=manager.roles.get(), home=six[2])
    assert [row.home for row in rows_of(manager)] == [six[2]]
    page = text(signed_in(manager).get("/homes/"))
    assert "9000013" in page
    assert "9000012" not in page


def test_a_welsh_home_is_judged_by_theme(six, owner):
    Registration.objects.filter(pk=six[4].registration_id).update(regulator="ciw")
    assert [row.judgement for row in rows_of(owner)].count("By theme") == 1
    assert numbers(chosen(rows_of(owner), {"grade": "Not yet judged"})) == ["6"]


def test_homes_that_ended_are_shown_only_when_asked_for(signed_in, six, owner):
    Home.objects.filter(pk=six[0].pk).update(state="ended")
    client = signed_in(owner)
    assert shown(client.get("/homes/?sort=urn")) == ["2", "3", "4", "5", "6"]
    assert 'Not in this list: <a href="?state=ended">1 ended</a>' in text(client.get("/homes/"))
    assert shown(client.get("/homes/?state=ended")) == ["1"]


@pytest.mark.parametrize("words", ["ty gwyn", "TŶ", " Gwyn ", "9000013", "home 3"])
def test_a_home_is_found_by_name_alias_or_number_and_no_address_says_it(signed_in, six, owner, words):
    locations.save(home=six[2], by=owner, name="Tŷ Gwyn")
    Home.objects.filter(pk=six[2].pk).update(alias="Home 3")
    answer = signed_in(owner).post("/homes/find/", {"words": words})
    assert answer.url == six[2].get_absolute_url()


def test_finding_shows_several_or_none_and_never_another_provider_s(signed_in, six, owner, outsider):
    assert text(signed_in(owner).post("/homes/find/", {"words": "90000"})).count("<h2>") == 6
    for person, words in ((owner, "<b>"), (owner, ""), (outsider, "90000")):
        assert text(signed_in(person).post("/homes/find/", {"words": words})).count("<h2>") == 0


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ty'r Ardd", "Tyr Ardd"),
        ("Tyr Ardd", "tŷ’r ardd"),
        ("Môn", "Mon"),
        ("Mon", "Môn"),
        ("St. Mary’s-House", "st marys house"),
    ],
)
def test_a_name_is_found_however_its_accents_and_apostrophes_are_typed(six, owner, name, words):
    locations.save(home=six[0], by=owner, name=name)
    assert [row.home for row in named(rows_of(owner), words)] == [six[0]]


def test_signs_alone_find_nothing(six, owner):
    assert named(rows_of(owner), "’-") == []


def test_the_list_of_several_providers_says_whose_each_home_is(six, owner, other_provider):
    assert [column.name for column in ListForm(QueryDict(), rows_of(owner)).shown] == USUAL
    give_role(user=owner, role="owner", provider=other_provider, reason="Bought it")
    Home.objects.filter(pk=six[0].pk).update(provider=other_provider)
    rows = rows_of(User.objects.get(pk=owner.pk))
    assert [column.name for column in ListForm(QueryDict(), rows).shown] == ["urn", "provider", *USUAL[1:]]
    chosen_ones = QueryDict("columns=urn&columns=places")
    assert [column.name for column in ListForm(chosen_ones, rows).shown] == ["urn", "places"]
