"""What next year's dues bring in, and what changes for each member: before anyone is told."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from members.dues.planner import plan_of
from people.models import Provider, SecurityEvent
from people.templatetags.people import day
from tests.conftest import make_provider
from tests.members.conftest import make_dues, make_term
from tests.members.test_dues import MARCH
from tests.members.test_representation import hold
from tests.reading import text
from tests.register.files import homes, register
from tests.register.released import released

APRIL = date(2026, 4, 1)
BANDS = [
    ("provider", 1, 1, "1 home", 500),
    ("provider", 2, None, "More homes", 1000),
    ("associate", 0, None, "Associate", 90),
]


@pytest.fixture
def draft(db):
    released(register(*homes("9000001", "9000002", "9000003", "9000004")))
    one, more, friend, gone, none = map(make_provider, ("One", "More", "Friend", "Gone", "None"))
    Provider.objects.filter(pk=friend.pk).update(member_kind="associate")
    hold(one, "9000001")
    hold(more, "9000002", "9000003")
    make_term(one, ends_in=100)
    make_term(more, ends_in=-10, band="1 home")
    make_term(more, ends_in=-500, band="Old", dues=1)
    make_term(friend, ends_in=100, dues=100, band="Associate", override_reason="As ever")
    make_term(gone, ends_in=-100)
    make_term(none, ends_in=100)
    return make_dues(*BANDS, starts_on=APRIL, census_on=MARCH, released=False)


def test_each_member_is_told_apart_with_what_it_pays_now_and_then(draft):
    plan = plan_of(draft)
    found = {
        str(change.provider): (change.term.dues, change.price and change.price.dues, change.pounds, change.percent)
        for change in plan.changes
    }
    assert found == {
        "None": (450, None, None, None),
        "More": (450, 1000, 550, Decimal("122.2")),
        "One": (450, 500, 50, Decimal("11.1")),
        "Friend": (100, 90, -10, Decimal("-10.0")),
    }
    assert list(found) == ["None", "More", "One", "Friend"], "without a band first, then who pays most more"
    assert [str(change.provider) for change in plan.changes if change.is_of_another_band] == ["None", "More"]
    assert (plan.income_now, plan.income_then, plan.difference) == (1450, 1590, 140)
    assert [(total.band.name, total.members, total.income) for total in plan.totals()] == [
        ("Associate", 1, 90),
        ("1 home", 1, 500),
        ("More homes", 1, 1000),
    ]


def test_what_is_paid_now_is_not_of_a_term_that_has_not_begun(draft):
    one = Provider.objects.get(legal_name="One")
    make_term(one, ends_in=465, starts_on=timezone.localdate() + timedelta(days=101), dues=9999)
    assert plan_of(draft).income_now == 1450


def test_who_leaves_before_the_year_brings_in_nothing(draft):
    one, today = Provider.objects.get(legal_name="One"), timezone.localdate()
    first = today + timedelta(days=50)
    draft.starts_on = first
    one.terms.update(resigned_on=first + timedelta(days=1))
    assert (plan_of(draft).income_now, plan_of(draft).income_then) == (1450, 1590)
    one.terms.update(resigned_on=first)
    plan = plan_of(draft)
    assert (plan.income_now, plan.income_then) == (1450, 1090)
    assert [change.why_not for change in plan.unknown if change.provider == one] == [
        f"It leaves: its last day is {day(first - timedelta(days=1))}."
    ]


def test_who_pays_nothing_now_has_no_per_cent(draft):
    free = make_provider("Free", member_kind="associate")
    make_term(free, ends_in=5, dues=0)
    (change,) = [each for each in plan_of(draft).changes if each.provider == free]
    assert (change.pounds, change.percent) == (90, None)


@pytest.mark.parametrize("more", [0, 30])
def test_it_asks_as_often_for_any_number_of_members(draft, more, django_assert_num_queries):
    for number in range(more):
        make_term(make_provider(f"Member {number}"), ends_in=50)
    with django_assert_num_queries(11):
        assert len(plan_of(draft).changes) == 4 + more


def test_before_the_census_the_newest_list_stands_in(signed_in, membership_manager, draft):
    ahead = timezone.localdate() + timedelta(days=20)
    later = make_dues(*BANDS, starts_on=ahead, census_on=ahead, released=False)
    released(register(*homes("9000001"), as_at=f"{timezone.localdate():%d %B %Y}"), "newer.csv")
    assert {str(change.provider) for change in plan_of(later).known} == {"One", "Friend"}
    page = text(signed_in(membership_manager).get(f"/staff/dues/{later.pk}/"))
    assert "until then the newest list stands in" in page


def test_without_a_list_the_page_says_so(signed_in, membership_manager, provider):
    make_term(provider, ends_in=5)
    year = make_dues(*BANDS, starts_on=APRIL, census_on=MARCH, released=False)
    page = text(signed_in(membership_manager).get(f"/staff/dues/{year.pk}/"))
    assert "No list of the register covers 31 March 2025, so nobody" in page
    assert "1 without a band" in page


def test_the_page_shows_all_or_those_who_move_and_the_sheet_all(signed_in, membership_manager, draft):
    client = signed_in(membership_manager)
    page = text(client.get(f"/staff/dues/{draft.pk}/"))
    for words in ("£1,450.00 a year", "£140.00 more", "£550.00 more, 122.2 %", "agreed: As ever"):
        assert words in page
    assert ">One</a>" not in text(client.get(f"/staff/dues/{draft.pk}/?show=moved"))
    answer = client.get(f"/staff/dues/{draft.pk}/file/?format=csv")
    rows = answer.content.decode("utf-8-sig").splitlines()
    assert rows[2] == '"More","Provider of homes",2,8,"1 home",450.00,"More homes",1000.00,550.00,122.2,""'
    assert f"as-of-{timezone.localdate()}" in answer.headers["Content-Disposition"]
    assert SecurityEvent.objects.filter(kind="exported", subject="Dues from 1 April 2026").exists()
