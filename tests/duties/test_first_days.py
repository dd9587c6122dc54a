"""The first day by which a duty is due: from the registration or the calendar, on pages and in mails."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from duties import actions
from duties.models import DutyDone
from duties.overview import items_of
from homes.models import Home
from register.models import RegisterEntry, WelshService
from tests.duties.homes import make_home
from tests.reading import text
from times import LONDON

TODAY = timezone.localdate()


@pytest.fixture
def came_here(home):
    """A home that its provider has here since a day, and that was registered on another."""

    def came(registered_on, since=date(2026, 3, 20)):
        RegisterEntry.objects.update(registered_on=registered_on)
        claimed = datetime.combine(since, time(9), LONDON)
        Home.objects.filter(pk=home.pk).update(claimed_at=claimed, during=(since, None))
        home.refresh_from_db()
        return home

    return came


def due(home, slug, today):
    return items_of(home, today)[slug].due_status


def test_the_first_visit_follows_from_the_registration(came_here):
    home = came_here(date(2026, 3, 17))
    assert due(home, "england-44", date(2026, 3, 21)).due == date(2026, 4, 30)


def test_the_first_visit_of_an_older_home_is_in_the_month_in_which_it_came_here(came_here):
    assert due(came_here(date(2019, 3, 17)), "england-44", date(2026, 3, 21)).due == date(2026, 3, 31)


def test_it_is_overdue_once_that_month_is_over_and_nobody_marked_anything(came_here):
    found = due(came_here(date(2019, 3, 17)), "england-44", date(2026, 4, 1))
    assert (found.state, found.due, found.last) == ("Overdue", date(2026, 3, 31), None)


def test_the_first_review_is_due_six_months_after_the_registration(came_here):
    assert due(came_here(date(2026, 3, 17)), "england-45", date(2026, 3, 21)).due == date(2026, 9, 17)
    assert due(came_here(date(2025, 9, 20)), "england-45", date(2026, 3, 21)).due == date(2026, 3, 20)


def test_of_a_review_from_before_it_came_here_nobody_knows(came_here):
    home = came_here(date(2025, 9, 19))
    item = items_of(home, date(2026, 3, 21))["england-45"]
    assert item.due_status.state == "No date yet"
    assert "before the home came here" in item.why_no_date


def test_a_transferred_or_later_confirmed_home_counts_from_its_own_first_day(came_here):
    home = came_here(date(2019, 1, 1))
    Home.objects.filter(pk=home.pk).update(during=(date(2026, 5, 2), None))
    home.refresh_from_db()
    assert due(home, "england-44", date(2026, 5, 3)).due == date(2026, 5, 31)


@pytest.mark.parametrize("slug", ["england-16"])
def test_what_is_only_our_default_gives_no_first_day_until_the_provider_sets_its_own(came_here, owner, slug):
    home = came_here(date(2026, 3, 17))
    item = items_of(home, date(2026, 3, 21))[slug]
    assert item.due_status.state == "No date yet"
    assert item.why_no_date == "We know of no first day in the law."
    actions.set_recurrence(provider=home.provider, rule=slug, months=12, by=owner)
    assert due(home, slug, date(2026, 3, 21)).due == date(2027, 3, 17)


def test_a_law_that_came_later_counts_from_its_first_day(provider):
    """Regulations in force since 28 April 2023: a registration of before stands for none of them."""
    home = make_home(provider, 1, regulator="ciw")
    WelshService.objects.create(
        registration=home.registration, kind="Care home for children", registered_on="2001-01-01"
    )
    Home.objects.filter(pk=home.pk).update(
        claimed_at=datetime(2018, 5, 1, 9, tzinfo=LONDON), during=(date(2018, 5, 1), None)
    )
    home.refresh_from_db()
    assert due(home, "wales-73", date(2018, 5, 2)).due == date(2018, 7, 2)
    assert due(home, "wales-80", date(2018, 5, 2)).due == date(2018, 10, 2)


def test_a_duty_of_the_provider_s_own_has_no_first_day(came_here, owner):
    home = came_here(date(2026, 3, 17))
    duty = actions.add_duty(provider=home.provider, home=None, name="Drill", every_months=6, by=owner)
    item = items_of(home, date(2026, 3, 21))[f"own-{duty.pk}"]
    assert (item.due_status.state, item.why_no_date) == ("No date yet", "It counts from the last time.")


def test_without_a_day_of_registration_the_page_says_so(signed_in, provider, owner):
    home = make_home(provider, 1)
    page = text(signed_in(owner).get(f"/homes/{home.pk}/duties/"))
    assert "no list gives its day. Mark when it was done last, and the next day follows." in page
    assert "the first time that we know of. If it was done already, mark when." in page


def test_what_was_done_before_takes_the_first_day_s_place(came_here):
    home = came_here(date(2019, 3, 17))
    DutyDone.objects.create(home=home, rule="england-44", done_on=date(2026, 2, 3))
    assert due(home, "england-44", date(2026, 3, 21)).due == date(2026, 3, 31)
    DutyDone.objects.create(home=home, rule="england-44", done_on=date(2026, 3, 3))
    assert due(home, "england-44", date(2026, 3, 21)).due == date(2026, 4, 30)


def test_a_first_day_is_an_entry_of_the_calendar(signed_in, home, owner):
    page = text(signed_in(owner).get("/duties/calendar/"))
    assert "Independent person’s visit" in page


def test_a_home_that_closes_before_its_first_day_owes_nothing(signed_in, home, owner):
    Home.objects.filter(pk=home.pk).update(during=(TODAY, TODAY + timedelta(1)))
    page = text(signed_in(owner).get(f"/homes/{home.pk}/duties/"))
    assert "Nothing falls due before the home closes." in page
