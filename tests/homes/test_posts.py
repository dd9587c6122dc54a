"""Who held which post at a home, the gaps between, and which homes nobody manages."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from homes import actions
from homes.models import Home, HomePost
from homes.posts import posts_of, unmanaged

TODAY = timezone.localdate()


@pytest.fixture
def second(home, provider, owner, membership_manager):
    return actions.confirm(home=actions.claim(urn="9000002", provider=provider, by=owner), by=membership_manager)


def appoint(home, owner, kind="manager", starts_on=date(2024, 5, 1), last_day=None):
    return actions.appoint(home=home, by=owner, kind=kind, name="Siân", starts_on=starts_on, last_day=last_day)


def found(**given):
    return [(home.pk, home.manager_until) for home in unmanaged(Home.objects.all(), **given)]


def test_a_home_of_whose_managers_nothing_is_known_is_not_named(home, owner):
    appoint(home, owner, kind="responsible", last_day=TODAY - timedelta(days=9))
    assert found() == []


def test_a_home_with_a_manager_is_not_named_even_if_that_one_leaves_soon_or_there_was_a_gap_before(home, owner):
    appoint(home, owner, starts_on=date(2020, 1, 1), last_day=date(2021, 1, 1))
    appoint(home, owner, last_day=TODAY + timedelta(days=20))
    assert found() == []
    assert found(today=TODAY + timedelta(days=21)) == [(home.pk, TODAY + timedelta(days=21))]


def test_a_manager_who_begins_later_and_someone_in_another_post_manage_nothing_today(home, owner):
    left = TODAY - timedelta(days=9)
    appoint(home, owner, last_day=left)
    appoint(home, owner, kind="responsible")
    appoint(home, owner, starts_on=TODAY + timedelta(days=5))
    assert found() == [(home.pk, left + timedelta(days=1))]


def test_the_longest_comes_first_and_each_home_has_its_own_managers(home, second, owner):
    appoint(home, owner, last_day=TODAY - timedelta(days=9))
    appoint(second, owner)
    assert [pk for pk, _ in found()] == [home.pk]
    second.people.all().delete()
    appoint(second, owner, last_day=TODAY - timedelta(days=30))
    assert [pk for pk, _ in found()] == [second.pk, home.pk]


def test_only_homes_that_are_the_provider_s_are_named(home, owner):
    appoint(home, owner, last_day=TODAY - timedelta(days=9))
    Home.objects.filter(pk=home.pk).update(state=Home.State.ENDED)
    assert found() == []


def role(name, first, after, kind="manager"):
    """Someone in a post, without a database."""
    return HomePost(name=name, kind=kind, during=DateRange(first, after))


def test_each_post_lists_its_own_people_and_the_gaps_between_newest_first():
    first = role("First", date(2024, 1, 1), date(2024, 3, 1))
    second = role("Second", date(2024, 3, 11), None)
    other = role("Other", date(2024, 2, 1), None, kind="responsible")
    manager, responsible = posts_of([first, other, second], date(2026, 6, 4))
    assert [(post.kind, post.label) for post in (manager, responsible)] == [
        ("manager", "Registered manager"),
        ("responsible", "Responsible individual"),
    ]
    assert [(line.role, line.starts_on, line.last_day, line.days) for line in manager.lines] == [
        (second, date(2024, 3, 11), None, 0),
        (None, date(2024, 3, 1), date(2024, 3, 10), 10),
        (first, date(2024, 1, 1), date(2024, 2, 29), 0),
    ]
    assert [line.role for line in responsible.lines] == [other]
    assert (manager.current, responsible.current, manager.gap, responsible.gap) == (second, other, None, None)


def test_since_a_last_one_left_there_is_a_gap_of_so_many_days_and_nobody_in_the_post():
    left = role("Left", date(2024, 1, 1), date(2026, 6, 1))
    on_the_last_day, a_day_later = (posts_of([left], date(2026, 5, 31) + timedelta(days=days))[0] for days in (0, 1))
    assert (on_the_last_day.current, on_the_last_day.gap) == (left, None)
    assert (a_day_later.current, a_day_later.gap.starts_on, a_day_later.gap.days) == (None, date(2026, 6, 1), 1)


def test_a_gap_is_one_of_today_though_it_is_known_who_will_fill_it():
    left, coming = role("Left", date(2024, 1, 1), date(2026, 6, 1)), role("Coming", date(2026, 7, 1), None)
    before, within, after = (
        posts_of([left, coming], day)[0] for day in (date(2026, 5, 31), date(2026, 6, 4), date(2026, 7, 1))
    )
    assert [line.role for line in within.lines] == [coming, None, left]
    assert (within.current, within.gap) == (None, within.lines[1])
    assert (before.current, before.gap) == (left, None)
    assert (after.current, after.gap) == (coming, None)


def test_of_several_gaps_the_last_that_has_begun_is_the_one_of_today():
    held = [role(f"{year}", date(year, 1, 1), date(year, 2, 1)) for year in (2024, 2025, 2027)]
    manager, _ = posts_of(held, date(2026, 6, 4))
    assert manager.gap.starts_on == date(2025, 2, 1)


def test_before_the_first_in_a_post_nothing_is_known():
    assert posts_of([role("Coming", date(2026, 7, 1), date(2026, 8, 1))], date(2026, 6, 4))[0].gap is None


def test_a_post_that_nobody_ever_held_has_neither_lines_nor_a_gap():
    assert [(post.current, post.lines, post.gap) for post in posts_of([])] == [(None, [], None)] * 2


def test_without_a_day_today_is_meant():
    held = [role("Until yesterday", date(2024, 1, 1), TODAY), role("From today", TODAY, TODAY + timedelta(days=1))]
    assert posts_of(held)[0].current == held[1]
