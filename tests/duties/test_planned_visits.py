"""Planned visits: who visits when, planned for many homes at once, and fulfilled once a visit is marked."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from duties import actions
from duties.law import end_of_month, months_after
from duties.models import DutyDone, PlannedVisit
from duties.visits import key_of, plans_for
from homes import actions as homes_actions
from homes.models import Home, HomeGrant
from people.models import SecurityEvent
from sheets import read_sheets
from tests.conftest import make_person
from tests.duties.homes import done, make_home, without_visits
from tests.reading import text

TODAY = timezone.localdate()
THIS_MONTH = TODAY.replace(day=1)
NEXT = months_after(THIS_MONTH, 1)
THE_12TH = NEXT.replace(day=12)


@pytest.fixture
def two(provider, owner):
    return make_home(provider, 1), make_home(provider, 2)


def plan(home, owner, on=THE_12TH, visitor="Anna Reed", today=TODAY):
    return actions.plan_visits(plans={home.pk: on and (on, visitor)}, month=on or NEXT, today=today, by=owner)


def address(*homes, month=NEXT):
    return f"/duties/visits/plan/?month={month:%Y-%m}" + "".join(f"&homes={home.pk}" for home in homes)


def row(home, day, visitor):
    """What is typed of one home."""
    return {f"day-{home.pk}": str(day), f"visitor-{home.pk}": visitor}


def days_of(home):
    return list(PlannedVisit.objects.filter(home=home).values_list("planned_on", "visitor"))


def test_visits_are_planned_in_many_homes_at_once_by_one_visitor_or_another(signed_in, two, owner):
    one, other = two
    client = signed_in(owner)
    assert text(client.get(address(*two))).count('type="date"') == 2
    sent = {"visitor": "Anna Reed", f"day-{one.pk}": str(THE_12TH), **row(other, NEXT, "Tom Ash")}
    answer = client.post(address(*two), sent, follow=True)
    assert "2 plans changed" in text(answer)
    assert days_of(one) == [(THE_12TH, "Anna Reed")]
    assert days_of(other) == [(NEXT, "Tom Ash")]
    assert PlannedVisit.objects.filter(by=owner).count() == 2
    assert "Planned for 12: Anna Reed" in " ".join(text(answer).split())


def test_homes_that_were_not_ticked_are_not_in_the_form_and_without_a_tick_all_are(signed_in, two, owner):
    client = signed_in(owner)
    assert text(client.get(address(two[0]))).count('type="date"') == 1
    assert text(client.get(address())).count('type="date"') == 2


def test_a_plan_is_changed_and_taken_away_where_it_was_made(signed_in, two, owner):
    one, other = two
    plan(one, owner)
    plan(other, owner)
    client = signed_in(owner)
    assert f'value="{THE_12TH}"' in text(client.get(address(*two)))
    client.post(address(*two), {**row(one, "", "Anna Reed"), **row(other, NEXT, "Tom Ash")})
    assert days_of(one) == []
    assert days_of(other) == [(NEXT, "Tom Ash")]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"day": THIS_MONTH - timedelta(days=1), "visitor": "Anna Reed"}, f"Write a day in {NEXT:%B %Y}."),
        ({"day": THE_12TH, "visitor": ""}, "Write who visits."),
        ({"day": "", "visitor": "Anna Reed"}, "Write the day, or no visitor either."),
        ({"day": "the 12th", "visitor": "Anna Reed"}, "Enter a valid date."),
    ],
)
def test_one_bad_row_keeps_none_names_the_home_and_what_was_typed(signed_in, two, owner, fields, why):
    one, other = two
    sent = {f"{name}-{one.pk}": value for name, value in fields.items()}
    answer = signed_in(owner).post(address(*two), {**sent, **row(other, THE_12TH, "Tom Ash")})
    assert answer.status_code == 422
    assert why in text(answer)
    assert f"{one.registration.number}: " in text(answer).partition("There is a problem")[2].partition("</ul>")[0]
    assert 'value="Tom Ash"' in text(answer)
    assert not PlannedVisit.objects.exists()


def test_a_day_that_is_over_is_refused_unless_it_was_planned_before(two, owner):
    one, _ = two
    with pytest.raises(ValidationError, match="This day is over"):
        plan(one, owner, on=TODAY - timedelta(days=1))
    before = TODAY - timedelta(days=1)
    plan(one, owner, on=before, today=before)
    assert plan(one, owner, on=before) == 0
    with pytest.raises(ValidationError, match="This day is over"):
        plan(one, owner, on=before, visitor="Tom Ash")


def test_where_no_visit_is_asked_none_is_planned(two, owner, supported):
    without_visits(two[0])
    for home in (two[0], supported):
        with pytest.raises(ValidationError, match="No visit is asked of this home"):
            plan(home, owner)


def test_after_the_home_closes_no_visit_is_planned(two, owner):
    Home.objects.filter(pk=two[0].pk).update(during=(date(2020, 1, 1), THE_12TH))
    with pytest.raises(ValidationError, match="not registered any more"):
        plan(two[0], owner)
    plan(two[0], owner, on=THE_12TH - timedelta(days=1))


def test_the_database_keeps_one_plan_a_home_and_month_by_somebody_with_a_name(two):
    one, other = two
    PlannedVisit.objects.create(home=one, planned_on=NEXT, visitor="Anna Reed")
    PlannedVisit.objects.create(home=one, planned_on=months_after(NEXT, 12), visitor="Anna Reed")
    PlannedVisit.objects.create(home=other, planned_on=NEXT, visitor="Anna Reed")
    for day, name in ((THE_12TH, "Anna Reed"), (months_after(NEXT, 1), "\u200b")):
        with pytest.raises(IntegrityError, match="planned_visit"), transaction.atomic():
            PlannedVisit.objects.create(home=one, planned_on=day, visitor=name)


def test_a_visit_on_any_day_of_the_month_fulfils_the_plan(two, owner):
    one, other = two
    for home in two:
        plan(home, owner, on=TODAY)
    DutyDone.objects.create(home=one, rule="england-45", done_on=THIS_MONTH)
    DutyDone.objects.create(home=one, rule="england-44", done_on=THIS_MONTH - timedelta(days=1))
    DutyDone.objects.create(home=one, rule="england-44", done_on=months_after(THIS_MONTH, -12))
    assert [each.home for each in plans_for(owner, TODAY)] == [one, other]
    kept = DutyDone.objects.create(home=one, rule="england-44", done_on=THIS_MONTH)
    assert [each.home for each in plans_for(owner, TODAY)] == [other]
    actions.undo(done=kept, by=owner)
    assert [each.home for each in plans_for(owner, TODAY)] == [one, other]


def cells(answer):
    return " ".join(text(answer).split())


def test_the_grid_says_in_words_that_a_planned_day_passed(signed_in, two, owner):
    one, _ = two
    last = end_of_month(months_after(THIS_MONTH, -1))
    plan(one, owner, on=last, today=last)
    page = cells(signed_in(owner).get("/duties/visits/"))
    assert f"Not visited as planned on {last.day}: Anna Reed" in page
    done(one, "england-44", last, 0)
    assert "Anna Reed</span>" not in cells(signed_in(owner).get("/duties/visits/"))


def test_on_the_day_itself_it_is_planned_still(signed_in, two, owner):
    plan(two[0], owner, on=TODAY)
    assert f"Planned for {TODAY.day}: Anna Reed" in cells(signed_in(owner).get("/duties/visits/"))


def test_nothing_is_planned_for_who_has_no_account_any_more(two, owner):
    plan(two[0], owner)
    owner.is_active = False
    assert not plans_for(owner, TODAY)


def test_the_grid_shows_the_year_to_come_and_the_homes_of_one_visitor(signed_in, two, owner):
    one, other = two
    plan(one, owner)
    plan(other, owner, visitor="Tom Ash")
    client = signed_in(owner)
    ahead = months_after(THIS_MONTH, 11)
    page = cells(client.get(f"/duties/visits/?until={ahead:%Y-%m}"))
    assert "Planned for 12: Anna Reed" in page
    assert "Planned for 12: Tom Ash" in page
    page = cells(client.get(f"/duties/visits/?until={ahead:%Y-%m}&visitor={key_of('Anna Reed')}"))
    assert "Planned for 12: Anna Reed" in page
    assert other.registration.number not in page
    assert '<option value="' + key_of("Tom Ash") in page, "the others can still be chosen"
    assert "Anna" not in "".join(part.partition('"')[0] for part in page.split('href="')[1:])


def test_planning_all_of_one_visitor_s_homes_leaves_the_others(signed_in, two, owner):
    plan(two[0], owner)
    plan(two[1], owner, visitor="Tom Ash")
    page = text(signed_in(owner).get(f"{address()}&visitor={key_of('Tom Ash')}"))
    assert page.count('type="date"') == 1
    assert two[1].registration.number in page


def test_a_home_that_has_its_visit_is_left_and_named(signed_in, two, owner):
    done(two[0], "england-44", TODAY, 0)
    page = text(signed_in(owner).get(address(*two, month=THIS_MONTH)))
    assert f"Left out, because a visit is marked in this month already: {two[0].registration.number}." in page
    assert page.count('type="date"') == 1


def test_the_sheet_of_twelve_months_has_what_is_planned(signed_in, two, owner):
    plan(two[0], owner)
    answer = signed_in(owner).get(f"/duties/visits/file/?format=csv&until={NEXT:%Y-%m}")
    [sheet] = read_sheets(answer.content)
    [row] = [row.cells for row in sheet.rows if row.cells[0] == two[0].registration.number]
    assert row[12] == f"Planned for 12 {NEXT:%B %Y}, Anna Reed"


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_who_visits_when_is_a_list_by_day_and_a_sheet_for_one_visitor(signed_in, two, owner, kind):
    one, other = two
    plan(one, owner)
    plan(other, owner, on=NEXT)
    third = make_home(owner.roles.get().provider, 3)
    plan(third, owner, visitor="Tom Ash")
    client = signed_in(owner)
    page = text(client.get("/duties/visits/planned/")).partition("<tbody>")[2]
    assert page.index(other.registration.number) < page.index(one.registration.number)
    query = f"visitor={key_of('Anna Reed')}"
    page = text(client.get(f"/duties/visits/planned/?{query}"))
    assert "Who visits when: Anna Reed" in page
    assert third.registration.number not in page
    [sheet] = read_sheets(client.get(f"/duties/visits/planned/file/?format={kind}&{query}").content)
    assert [row.cells[1:] for row in sheet.rows] == [
        ["Home", "Visitor", "State"],
        [other.registration.number, "Anna Reed", "Planned"],
        [one.registration.number, "Anna Reed", "Planned"],
    ]
    assert SecurityEvent.objects.get(kind="exported").subject == "planned visits"


def test_somebody_else_makes_all_coming_visits_in_one_step(signed_in, two, owner, outsider):
    one, other = two
    before = TODAY - timedelta(days=1)
    PlannedVisit.objects.create(home=one, planned_on=months_after(before, -1), visitor="Anna Reed")
    plan(one, owner)
    plan(other, owner, on=TODAY)
    theirs = make_home(outsider.roles.get().provider, 9)
    plan(theirs, outsider)
    sent = {"old": key_of("Anna Reed"), "new": "Tom Ash"}
    answer = signed_in(owner).post("/duties/visits/visitor/", sent, follow=True)
    assert "2 planned visits changed" in text(answer)
    found = PlannedVisit.objects.order_by("planned_on").values_list("visitor", "home")
    expected = [("Anna Reed", one.pk), ("Tom Ash", one.pk), ("Tom Ash", other.pk), ("Anna Reed", theirs.pk)]
    assert sorted(found) == sorted(expected)
    refused = signed_in(owner).post("/duties/visits/visitor/", {"old": key_of("Anna Reed"), "new": "X"})
    assert refused.status_code == 422, "nobody of this name visits from today on"


def test_nobody_plans_in_another_s_homes(two, owner, outsider, provider):
    with pytest.raises(PermissionDenied):
        plan(two[0], outsider)
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    HomeGrant.objects.create(role=manager.roles.get(), home=two[0])
    plan(two[0], manager)
    with pytest.raises(PermissionDenied):
        plan(two[1], manager)
    plan(two[1], owner)
    assert [each.home for each in plans_for(manager, TODAY)] == [two[0]]
    assert not plans_for(outsider, TODAY)


def test_a_window_that_was_opened_before_overwrites_no_plan(signed_in, two, owner):
    one, _ = two
    client = signed_in(owner)
    seen = text(client.get(address(one))).partition('name="seen" value="')[2].partition('"')[0]
    assert seen
    plan(one, owner)
    answer = client.post(address(one), {f"day-{one.pk}": NEXT, f"visitor-{one.pk}": "Tom Ash", "seen": seen})
    assert answer.status_code == 422
    assert "changed this after you opened it" in text(answer)
    assert days_of(one) == [(THE_12TH, "Anna Reed")]


def test_the_home_s_own_page_says_when_the_next_visit_is_planned(signed_in, two, owner):
    one, _ = two
    client, page = signed_in(owner), f"/homes/{two[0].pk}/duties/"
    assert "No visit is planned" in text(client.get(page))
    plan(one, owner, on=months_after(NEXT, 1))
    plan(one, owner)
    assert f"Next planned visit: 12 {NEXT:%B %Y}, Anna Reed." in text(client.get(page))


def test_the_calendar_has_what_is_planned(signed_in, two, owner):
    plan(two[0], owner)
    page = text(signed_in(owner).get(f"/duties/calendar/?month={NEXT:%Y-%m}"))
    assert "Visit by Anna Reed" in page
    assert ">Planned<" in page


def events(token):
    answer = Client().get(f"/calendars/{token}.ics")
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(event["uid"]).partition("@")[0]: event for event in found}


def test_the_subscription_has_a_visit_under_one_entry_that_moves_until_it_is_done(two, owner):
    one, _ = two
    plan(one, owner)
    token, uid = actions.make_calendar(by=owner), f"visit-{one.pk}-{NEXT:%Y-%m}"
    event = events(token)[uid]
    assert event["summary"] == "Planned visit: 8000001, by Anna Reed"
    assert event["dtstart"].dt == THE_12TH
    assert timezone.now() - event["last-modified"].dt < timedelta(hours=1)
    plan(one, owner, on=NEXT)
    moved = events(token)[uid]
    assert moved["dtstart"].dt == NEXT
    assert moved["sequence"] >= event["sequence"]
    assert moved["last-modified"].dt >= event["last-modified"].dt
    plan(one, owner, on=None)
    assert uid not in events(token)


def test_once_a_home_ended_nothing_is_planned_in_it(two, owner, membership_manager):
    plan(two[0], owner)
    homes_actions.end_home(home=two[0], last_day=TODAY, by=membership_manager, reason="Closed")
    assert not plans_for(owner, TODAY)
    with pytest.raises(PermissionDenied):
        plan(two[0], owner)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_planning_takes_seven_queries_for_any_number_of_homes(provider, owner, count, django_assert_num_queries):
    plans = {make_home(provider, number).pk: (THE_12TH, "Anna Reed") for number in range(count)}
    list(owner.current_roles)
    with django_assert_num_queries(7):
        actions.plan_visits(plans=plans, month=NEXT, today=TODAY, by=owner)


def test_many_homes_are_planned_by_pages_one_after_the_other(signed_in, provider, owner):
    for number in range(25):
        make_home(provider, number)
    client = signed_in(owner)
    first = text(client.get(address()))
    assert first.count('type="date"') == 24
    assert "homes 1 to 24 of 25" in first
    second = client.post(address(), {"visitor": ""}, follow=True)
    assert text(second).count('type="date"') == 1
    last = client.post(f"{address()}&page=2", {"visitor": ""}, follow=True)
    assert "<h1>Visits of twelve months</h1>" in text(last)


def test_the_list_has_pages_and_one_page_to_print(signed_in, provider, owner):
    for number in range(25):
        plan(make_home(provider, number), owner)
    client = signed_in(owner)
    assert text(client.get("/duties/visits/planned/")).count("Anna Reed <a") == 24
    assert text(client.get("/duties/visits/planned/?page=2")).count("Anna Reed <a") == 1
    assert text(client.get("/duties/visits/planned/?whole=1")).count("Anna Reed <a") == 25


def test_a_planned_visit_is_marked_with_others_also_where_the_law_asks_for_none_in_that_month(
    signed_in, owner, provider
):
    welsh = make_home(provider, 4, regulator="ciw")
    client = signed_in(owner)
    assert text(client.get("/duties/visits/mark/")).count('type="date"') == 0
    plan(welsh, owner, on=TODAY)
    assert text(client.get("/duties/visits/mark/")).count('type="date"') == 1
