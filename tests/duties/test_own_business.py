"""What a provider keeps of its home beside the register: vacancies, ages, needs, and who holds which post."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

from homes import actions
from homes.models import HomeFacts, HomePost
from tests.reading import text

SEEN = re.compile(r'name="seen" value="(\w+)"')
TODAY = timezone.localdate()
FACTS = {"vacancies": 2, "youngest": 8, "oldest": 17, "needs": ["learning", "sensory"]}


def appoint(home, owner, name="Siân Llywarch", **facts):
    return actions.appoint(
        home=home, by=owner, **{"kind": "manager", "name": name, "starts_on": date(2024, 5, 1), **facts}
    )


def periods(home, kind="manager"):
    return [(role.name, role.starts_on, role.last_day) for role in home.people.filter(kind=kind).order_by("during")]


def test_vacancies_are_dated_by_the_day_they_were_said(home, owner):
    facts = actions.update_facts(home=home, by=owner, **FACTS)
    assert (facts.vacancies, facts.vacancies_on, facts.ages) == (2, TODAY, "8 to 17")
    assert actions.update_facts(home=home, by=owner, **{**FACTS, "vacancies": None}).vacancies_on is None


def test_only_who_may_edit_the_home_tells_and_appoints(home, outsider, membership_manager):
    for person in (outsider, membership_manager):
        with pytest.raises(PermissionDenied):
            actions.update_facts(home=home, by=person, **FACTS)
        with pytest.raises(PermissionDenied):
            appoint(home, person)


def test_nothing_is_kept_of_a_home_that_waits(the_register, provider, owner):
    claimed = actions.claim(urn="9000002", provider=provider, by=owner)
    with pytest.raises(PermissionDenied):
        actions.update_facts(home=claimed, by=owner, **FACTS)


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"youngest": 18, "oldest": 8}, "home_facts_ages_in_order"),
        ({"oldest": 26}, "home_facts_oldest"),
        ({"youngest": 26}, "home_facts_ages_in_order"),
        ({"vacancies": 2}, "home_facts_vacancies_dated"),
        ({"vacancies": 100, "vacancies_on": date(2026, 6, 4)}, "home_facts_vacancies_dated"),
    ],
)
def test_the_database_refuses_what_cannot_be(home, facts, name):
    with pytest.raises(IntegrityError, match=name):
        HomeFacts.objects.create(home=home, **facts)


def test_who_is_appointed_follows_whoever_held_the_post(home, owner):
    appoint(home, owner)
    appoint(home, owner, "Second", starts_on=date(2025, 3, 1))
    assert periods(home) == [
        ("Siân Llywarch", date(2024, 5, 1), date(2025, 2, 28)),
        ("Second", date(2025, 3, 1), None),
    ]


def test_a_responsible_individual_is_another_post(home, owner):
    appoint(home, owner)
    appoint(home, owner, "Other", kind="responsible")
    assert periods(home) == [("Siân Llywarch", date(2024, 5, 1), None)]


def test_the_past_is_completed_and_nobody_is_overwritten(home, owner):
    appoint(home, owner)
    appoint(home, owner, "Earlier", starts_on=date(2020, 1, 1), last_day=date(2023, 12, 31))
    with pytest.raises(ValidationError, match=r"Earlier holds this post from 1 January 2020 until 31 December 2023"):
        appoint(home, owner, "Between", starts_on=date(2023, 12, 31), last_day=date(2024, 1, 2))
    with pytest.raises(ValidationError, match="Siân Llywarch holds this post from 1 May 2024 and has not left"):
        appoint(home, owner, "Before, and no end", starts_on=date(2024, 2, 1))
    assert len(periods(home)) == 2


def test_a_refusal_leaves_the_one_in_the_post_as_they_were(home, owner):
    appoint(home, owner)
    with pytest.raises(ValidationError, match="Siân Llywarch holds this post from 1 May 2024"):
        appoint(home, owner, starts_on=date(2024, 5, 1))
    assert periods(home) == [("Siân Llywarch", date(2024, 5, 1), None)]


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"starts_on": date(204, 5, 1)}, "204 is not a year that can be meant"),
        ({"starts_on": date(2204, 5, 1)}, "2204 is not a year that can be meant"),
        ({"starts_on": date(2024, 5, 1), "last_day": date(2024, 4, 30)}, "before the first, 1 May 2024"),
    ],
)
def test_days_that_cannot_be_meant_are_refused(home, owner, days, sentence):
    with pytest.raises(ValidationError, match=sentence):
        appoint(home, owner, **days)


def test_someone_leaves_once(home, owner):
    post = appoint(home, owner)
    actions.leave(post=post, by=owner, last_day=TODAY)
    assert periods(home) == [("Siân Llywarch", date(2024, 5, 1), TODAY)]
    with pytest.raises(ValidationError, match="already"):
        actions.leave(post=post, by=owner, last_day=TODAY)


def test_a_wrong_entry_goes_and_its_history_stays(home, owner):
    post = appoint(home, owner)
    actions.void_post(post=post, by=owner, reason="Another home")
    assert periods(home) == []
    event = HomePost.pgh_event_model.objects.latest("pgh_id")
    assert (event.pgh_label, event.pgh_context.metadata["reason"]) == ("delete", "Another home")


def test_a_name_is_a_cipher_in_the_table_and_its_history(home, owner):
    appoint(home, owner)
    for table in ("homes_homepost", "homes_homepostevent"):
        (stored,) = HomePost.objects.raw(f"SELECT 1 AS id, string_agg(t::text, '') AS stored FROM {table} t")
        assert "Siân" not in stored.stored


def test_the_page_shows_its_own_people_all_of_it_and_staff_nothing(signed_in, home, owner, membership_manager):
    actions.update_facts(home=home, by=owner, **FACTS)
    appoint(home, owner)
    own = text(signed_in(owner).get(home.get_absolute_url()))
    for words in ("2 of 4 places", "8 to 17", "Learning disability", "Siân Llywarch, since 1 May 2024"):
        assert words in own
    for address in (home.get_absolute_url(), f"{home.get_absolute_url()}history/"):
        staff = text(signed_in(membership_manager).get(address))
        assert not [words for words in ("Siân", "acanc", "Learning", "anager") if words in staff.split("<main")[1]]


def test_the_page_says_since_when_nobody_manages(signed_in, home, owner):
    appoint(home, owner, last_day=TODAY - timedelta(days=1))
    page = text(signed_in(owner).get(home.get_absolute_url()))
    assert "Nobody since" in page
    assert "Nobody, 1 day<" in text(signed_in(owner).get(f"/homes/{home.pk}/people/"))


def test_history_shows_its_own_people_what_they_changed(signed_in, home, owner):
    actions.update_facts(home=home, by=owner, **FACTS)
    actions.update_facts(home=home, by=owner, **{**FACTS, "vacancies": 1})
    page = text(signed_in(owner).get(f"/homes/{home.pk}/history/"))
    assert "Vacancies: <del>2</del> → 1" in page


def test_facts_are_saved_and_a_second_window_is_told(signed_in, home, owner):
    client, address = signed_in(owner), f"/homes/{home.pk}/facts/"
    first = SEEN.search(text(client.get(address)))[1]
    typed = {"vacancies": "1", "youngest": "8", "oldest": "17", "needs": ["mental"], "seen": first}
    assert client.post(address, typed).status_code == 302
    answer = client.post(address, {**typed, "vacancies": "3"})
    assert answer.status_code == 422
    [row] = answer.context["form"].differences
    assert (row.label, row.saved, row.typed) == ("Vacancies", "1", "3")
    assert "Owner changed this after you opened it" in text(answer)
    again = SEEN.search(text(answer))[1]
    assert client.post(address, {**typed, "vacancies": "3", "seen": again}).status_code == 302
    assert home.facts.vacancies == 3


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"vacancies": "-1"}, "greater than or equal to 0"),
        ({"vacancies": "two"}, "whole number"),
        ({"youngest": "17", "oldest": "8"}, "The oldest age is below the youngest, 17"),
        ({"needs": ["magic"]}, "magic"),
    ],
)
def test_facts_say_what_is_wrong(signed_in, home, owner, typed, sentence):
    answer = signed_in(owner).post(f"/homes/{home.pk}/facts/", {**typed, "seen": ""})
    assert answer.status_code == 422
    assert sentence in text(answer)


def test_nothing_at_all_may_be_said(signed_in, home, owner):
    client, address = signed_in(owner), f"/homes/{home.pk}/facts/"
    assert client.post(address, {"seen": SEEN.search(text(client.get(address)))[1]}).status_code == 302
    assert home.facts.vacancies is None


def test_someone_is_added_ended_and_taken_back_by_form(signed_in, home, owner):
    client, address = signed_in(owner), f"/homes/{home.pk}/people/"
    assert "will be here" in text(client.get(address))
    typed = {"kind": "manager", "name": "Tŷ <b>", "starts_on": "2024-05-01"}
    assert client.post(address, typed).status_code == 302
    assert "Tŷ &lt;b&gt;" in text(client.get(address))
    assert client.post(address, typed).status_code == 422
    post = HomePost.objects.get()
    assert client.post(f"/home-posts/{post.pk}/end/", {"last_day": "2024-04-30"}).status_code == 422
    assert client.post(f"/home-posts/{post.pk}/end/", {"last_day": "2025-04-30"}).status_code == 302
    assert client.post(f"/home-posts/{post.pk}/void/", {"reason": ""}).status_code == 422
    assert client.post(f"/home-posts/{post.pk}/void/", {"reason": "Typed twice"}).status_code == 302
    assert not HomePost.objects.exists()


def test_a_first_screen_names_homes_that_nobody_manages_any_more(signed_in, home, owner, outsider):
    assert "Managers missing" not in text(signed_in(owner).get("/dashboard/")), "nothing is known yet"
    post = appoint(home, owner, last_day=TODAY - timedelta(days=1))
    page = text(signed_in(owner).get("/dashboard/"))
    assert "Managers missing" in page
    assert "Bramble House" in page
    assert "Managers missing" not in text(signed_in(outsider).get("/dashboard/"))
    actions.void_post(post=post, by=owner, reason="Wrong")
    appoint(home, owner)
    assert "Managers missing" not in text(signed_in(owner).get("/dashboard/"))
