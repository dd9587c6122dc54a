"""Legal notices stand where people look: first screen, overview, the home's pages; and leaving a post starts one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from duties import actions
from duties.models import ChangeToNotify
from homes import actions as homes_actions
from homes.models import Home
from tests.duties.homes import make_home
from tests.reading import text

TODAY = timezone.localdate()


def day(days):
    return TODAY + timedelta(days=days)


def change(home, owner, days=1, kind="premises"):
    return actions.add_change(home=home, kind=kind, happens_on=day(days), note="", by=owner)


def appointed(home, owner, kind="manager", name="Siân Llywarch"):
    return homes_actions.appoint(home=home, by=owner, kind=kind, name=name, starts_on=day(-400))


def section(page, title):
    after = page[page.index(f">{title}<") :]
    return after[: after.index("</section>")]


PLACES = ["/dashboard/", "/duties/", "/homes/{}/", "/homes/{}/duties/"]


@pytest.mark.parametrize("place", PLACES)
def test_a_notice_due_tomorrow_stands_where_its_people_look(signed_in, home, owner, place):
    made = change(home, owner)
    page = text(signed_in(owner).get(place.format(home.pk)))
    block = section(page, "Needs you" if "dashboard" in place else "Legal notices to give")
    assert "Notice of a change: The premises are significantly altered or extended" in block
    assert f"/homes/{home.pk}/notices/#change-{made.pk}" in block


@pytest.mark.parametrize("place", PLACES)
def test_a_change_that_is_expected_stands_there_from_the_day_on_which_it_was_noted(signed_in, home, owner, place):
    change(home, owner, days=200)
    page = text(signed_in(owner).get(place.format(home.pk)))
    block = section(page, "Needs you" if "dashboard" in place else "Legal notices to give")
    assert "Notice of a change" in block


@pytest.mark.parametrize("place", PLACES)
def test_a_notice_that_was_given_or_is_not_due_soon_stands_nowhere(signed_in, home, owner, place):
    actions.begin_absence(home=home, starts_on=day(60), expected_back=None, foreseen=True, by=owner)
    actions.notify_change(change=change(home, owner), on=TODAY, today=TODAY, by=owner)
    page = text(signed_in(owner).get(place.format(home.pk)))
    assert "Notice of a change" not in page
    assert "Notice of the absence" not in page


def test_where_the_law_does_not_ask_for_it_at_once_a_change_waits_until_two_weeks_before(signed_in, provider, owner):
    home = make_home(provider, 1, regulator="ciw")
    change(home, owner, days=15, kind="wales_officers")
    assert "Notice of a change" not in text(signed_in(owner).get("/dashboard/"))
    change(home, owner, days=14, kind="wales_name")
    assert "Notice of a change: The provider changes its name" in text(signed_in(owner).get("/dashboard/"))


@pytest.mark.parametrize(
    ("away", "named"),
    [
        ({"starts_on": day(-6), "foreseen": False}, "Notice of the absence"),
        ({"starts_on": day(-60), "foreseen": True}, "Notice of the absence"),
    ],
)
def test_an_absence_stands_under_needs_you(signed_in, home, owner, away, named):
    actions.begin_absence(home=home, expected_back=None, by=owner, **away)
    assert f"{named}: Bramble House, by" in section(text(signed_in(owner).get("/dashboard/")), "Needs you")


def test_the_return_stands_under_needs_you_once_the_absence_was_told(signed_in, home, owner):
    away = actions.begin_absence(home=home, starts_on=day(-60), expected_back=None, foreseen=True, by=owner)
    actions.give_notice(absence=away, of="absence", on=TODAY, today=TODAY, by=owner)
    actions.end_absence(absence=away, came_back=day(-1), today=TODAY, by=owner)
    needs = section(text(signed_in(owner).get("/dashboard/")), "Needs you")
    assert "Notice of the return" in needs
    assert "Notice of the absence" not in needs


def test_legal_notices_come_before_what_else_is_late_and_leave_it_room(signed_in, provider, owner, the_register):
    refused = homes_actions.claim(urn="9000002", provider=provider, by=owner)
    Home.objects.filter(pk=refused.pk).update(state="refused")
    homes = [make_home(provider, number) for number in range(4)]
    for number, home in enumerate(homes):
        change(home, owner, days=number - 1)
    needs = section(text(signed_in(owner).get("/dashboard/")), "Needs you")
    assert needs.index("Notice of a change") < needs.index("All 4 legal notices that fall due") < needs.index("see why")
    assert str(homes[0]) in needs, "the most urgent one is named"
    assert needs.count("<li>") == 3


def test_two_notices_are_both_named_under_needs_you(signed_in, home, owner):
    change(home, owner)
    change(home, owner, kind="officers")
    needs = section(text(signed_in(owner).get("/dashboard/")), "Needs you")
    assert needs.count("Notice of a change") == 2
    assert "legal notices" not in needs


def test_the_overview_names_ten_and_leads_to_all(signed_in, provider, owner):
    for number in range(12):
        change(make_home(provider, number), owner, days=-number)
    client = signed_in(owner)
    block = section(text(client.get("/duties/")), "Legal notices to give")
    assert block.count("<li>") == 10
    shown = text(client.get("/duties/?show=notices"))
    assert shown.count("Notice of a change") == 12
    assert shown.index("8000011") < shown.index("8000010")
    assert "All 12 legal notices that fall due" in block
    assert block.index("8000011") < block.index("8000010"), "the longest overdue first"


def test_a_home_with_a_notice_that_is_overdue_stands_above_one_without(signed_in, provider, owner):
    fine, late = make_home(provider, 1), make_home(provider, 2)
    change(late, owner, days=-3)
    page = text(signed_in(owner).get("/duties/"))
    table = page[page.index("<table") :]
    assert table.index(late.registration.number) < table.index(fine.registration.number)


def test_an_overdue_notice_counts_as_overdue_and_is_found_there(signed_in, provider, owner):
    make_home(provider, 1)
    late = make_home(provider, 2)
    change(late, owner, days=-3)
    page = signed_in(owner).get("/duties/?state=overdue")
    assert [row.home for row, *_ in page.context["rows"]] == [late]
    assert ("overdue", "Overdue", 1) in page.context["counts"]


def test_nobody_else_is_told_of_a_notice(signed_in, home, owner, outsider, membership_manager):
    change(home, owner)
    for person in (outsider, membership_manager):
        client = signed_in(person)
        for place in PLACES:
            assert "Notice of a change" not in text(client.get(place.format(home.pk)))


def test_the_month_shows_a_change_that_is_to_be_told(signed_in, home, owner):
    change(home, owner, days=0)
    page = text(signed_in(owner).get("/duties/calendar/"))
    assert "Notice of a change" in page
    assert f'href="/homes/{home.pk}/notices/#' in page


@pytest.mark.parametrize(("kind", "words"), [("manager", "stops carrying on"), ("responsible", "Another responsible")])
def test_has_left_starts_the_notice(signed_in, home, owner, kind, words):
    post = appointed(home, owner, kind)
    answer = signed_in(owner).post(f"/home-posts/{post.pk}/end/", {"last_day": str(TODAY)}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/homes/{home.pk}/"
    block = section(text(answer), "Legal notices to give")
    assert words in block
    made = ChangeToNotify.objects.get()
    assert (made.happens_on, made.by, made.note) == (TODAY, owner, "")


def test_a_successor_starts_the_notice_of_who_was_there_before(home, owner):
    appointed(home, owner)
    homes_actions.appoint(home=home, by=owner, kind="manager", name="Second", starts_on=day(5))
    assert [(row.kind, row.happens_on) for row in ChangeToNotify.objects.all()] == [("manager_stops", day(4))]


def test_a_history_that_is_filled_in_starts_no_notice(home, owner):
    homes_actions.leave(post=appointed(home, owner), by=owner, last_day=day(-1))
    assert not ChangeToNotify.objects.exists()


def test_leaving_where_no_such_notice_is_asked_for_starts_none(provider, owner):
    home = make_home(provider, 1, regulator="ciw")
    homes_actions.leave(post=appointed(home, owner), by=owner, last_day=TODAY)
    assert not ChangeToNotify.objects.exists()


@pytest.mark.parametrize("count", [6, 30])
def test_notices_cost_the_overview_no_query_more(signed_in, provider, owner, count, django_assert_num_queries):
    for number in range(count):
        change(make_home(provider, number), owner)
    client = signed_in(owner)
    client.get("/duties/")
    with django_assert_num_queries(7):
        client.get("/duties/")
