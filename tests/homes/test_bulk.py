"""One change to many homes: ticked, checked, made together."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from homes import actions
from homes.actions.bulk import mark, planned
from homes.models import Home, HomeFacts, HomeGrant
from tests.conftest import make_person
from tests.reading import text
from tests.register.files import homes, register
from tests.register.released import released

SEEN = re.compile(r'name="seen" value="(\w+)"')


@pytest.fixture
def six(provider, owner, membership_manager):
    numbers = [f"900004{number}" for number in range(6)]
    released(register(*homes(*numbers)))
    made = [actions.claim(urn=number, provider=provider, by=owner) for number in numbers]
    return [actions.confirm(home=home, by=membership_manager) for home in made]


def change(many, owner, *, seen=None, replace_needs=False, **wanted):
    wish = {"wanted": wanted, "replace_needs": replace_needs}
    seen = mark(planned(many, owner, **wish)) if seen is None else seen
    return actions.change_many(homes=many, by=owner, seen=seen, **wish)


def facts(home):
    return HomeFacts.objects.get(home=home)


def test_one_change_reaches_all_of_them_and_leaves_the_rest(six, owner):
    actions.update_facts(home=six[0], by=owner, vacancies=2, youngest=8, oldest=17, needs=["mental"])
    assert change(six[:3], owner, youngest=10, needs=["sensory"], alias="Home") == 3
    first = facts(six[0])
    assert (first.vacancies, first.youngest, first.oldest, first.needs) == (2, 10, 17, ["mental", "sensory"])
    assert facts(six[2]).needs == ["sensory"]
    assert list(Home.objects.order_by("pk").values_list("alias", flat=True)) == [
        "Home 1",
        "Home 2",
        "Home 3",
        "",
        "",
        "",
    ]


def test_needs_take_the_place_of_others_when_asked(six, owner):
    actions.update_facts(home=six[0], by=owner, vacancies=None, youngest=None, oldest=None, needs=["mental"])
    change(six[:1], owner, needs=["sensory"], replace_needs=True)
    assert facts(six[0]).needs == ["sensory"]


def test_what_is_so_already_writes_nothing(six, owner):
    change(six, owner, vacancies=1)
    events = HomeFacts.pgh_event_model.objects.count()
    assert change(six, owner, vacancies=1) == 0
    assert HomeFacts.pgh_event_model.objects.count() == events


def test_ages_that_would_contradict_refuse_all_of_it(six, owner):
    actions.update_facts(home=six[1], by=owner, vacancies=None, youngest=12, oldest=None, needs=[])
    with pytest.raises(ValidationError, match="9000041: its youngest age would be 12 and its oldest 11"):
        planned(six, owner, wanted={"oldest": 11}, replace_needs=False)


def test_more_vacancies_than_places_refuse_all_of_it(six, owner):
    with pytest.raises(ValidationError, match="9000040: 5 vacancies of 4 places"):
        change(six, owner, vacancies=5)
    assert change(six, owner, vacancies=4) == 6


def test_what_someone_else_changed_meanwhile_is_shown_again(six, owner):
    seen = mark(planned(six, owner, wanted={"vacancies": 1}, replace_needs=False))
    actions.update_facts(home=six[1], by=owner, vacancies=3, youngest=None, oldest=None, needs=[])
    with pytest.raises(ValidationError, match="after you looked"):
        change(six, owner, seen=seen, vacancies=1)
    assert facts(six[1]).vacancies == 3
    assert not HomeFacts.objects.filter(home=six[0]).exists()


def test_nobody_changes_a_home_that_is_not_theirs(six, owner, outsider, provider):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    HomeGrant.objects.create(role=manager.roles.get(), home=six[0])
    for person in (outsider, manager):
        with pytest.raises(PermissionDenied):
            change(six, person, seen="", vacancies=1)
    assert not HomeFacts.objects.exists()


def test_the_pages_lead_from_ticks_to_the_change(signed_in, six, owner):
    client = signed_in(owner)
    assert 'name="homes"' in text(client.get("/homes/"))
    ticked = {"homes": [home.pk for home in six[:2]]}
    assert "Change 2 homes" in text(client.post("/homes/bulk/", ticked))
    typed = {**ticked, "vacancies": "0", "needs": ["mental", "sensory"]}
    page = text(client.post("/homes/bulk/", {**typed, "check": "1"}))
    assert "Vacancies: 0" in page
    assert not HomeFacts.objects.exists()
    answer = client.post("/homes/bulk/", {**typed, "apply": "1", "seen": SEEN.search(page)[1]})
    assert answer.status_code == 302
    assert [facts(home).needs for home in six[:2]] == [["mental", "sensory"]] * 2


def test_a_second_window_is_told_and_sees_the_plan_of_now(signed_in, six, owner):
    client = signed_in(owner)
    typed = {"homes": [six[0].pk], "vacancies": "1"}
    seen = SEEN.search(text(client.post("/homes/bulk/", {**typed, "check": "1"})))[1]
    actions.update_facts(home=six[0], by=owner, vacancies=3, youngest=None, oldest=None, needs=[])
    answer = client.post("/homes/bulk/", {**typed, "apply": "1", "seen": seen})
    assert answer.status_code == 422
    assert "after you looked" in text(answer)
    assert 'value="1"' in text(answer), "what was typed is kept"
    assert facts(six[0]).vacancies == 3


def test_the_whole_list_that_is_shown_may_be_chosen(signed_in, six, owner):
    actions.update_facts(home=six[1], by=owner, vacancies=3, youngest=None, oldest=None, needs=[])
    page = text(signed_in(owner).post("/homes/bulk/", {"all": "1", "query": "vacancies=yes"}))
    assert "Change 1 home<" in page


@pytest.mark.parametrize(
    "sent", [{}, {"homes": ["x"]}, {"homes": ["9" * 30]}, {"homes": ["-1"]}, {"homes": ["999999"], "apply": "1"}]
)
def test_no_home_at_all_leads_back_with_a_sentence(signed_in, six, owner, sent):
    answer = signed_in(owner).post("/homes/bulk/", sent, follow=True)
    assert "Tick at least one confirmed home" in text(answer)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Fill in at least one field"),
        ({"vacancies": "many"}, "whole number"),
        ({"needs_replace": "on"}, "Fill in at least one field"),
        ({"youngest": "17", "oldest": "8"}, "its youngest age would be 17"),
    ],
)
def test_the_form_says_what_is_wrong(signed_in, six, owner, typed, sentence):
    answer = signed_in(owner).post("/homes/bulk/", {"homes": [six[0].pk], "check": "1", **typed})
    assert answer.status_code == 422
    assert sentence in text(answer)
