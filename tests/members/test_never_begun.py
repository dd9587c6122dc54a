"""A term that never begins is in nobody's way: of a renewal, a reminder, a plan of dues, a list or a merge."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chaportal.merging.refusals import why_not_merged
from members.dues.planner import plan_of
from members.listing.rows import AWAY_SINCE, listed
from members.models import RenewalRun, Term
from members.reminders.owed import owed
from members.renewals.planning import rows_of
from people.models import Provider
from tests.members.conftest import make_dues, make_rule, make_term

TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def term(provider) -> Term:
    """One that runs, beside one that would end later and never begins."""
    begins = TODAY - 10 * DAY
    make_term(provider, ends_in=25, starts_on=begins, resigned_on=begins, band="Never begun")
    return make_term(provider, ends_in=20, starts_on=TODAY - 344 * DAY)


def test_a_renewal_run_renews_the_one_that_runs(term, owner):
    make_dues()
    (row,) = rows_of(RenewalRun(until=TODAY + 30 * DAY), TODAY)
    assert (row.follows, row.why_not) == (term, "")
    assert row.starts_on == term.ends_on + DAY


def test_its_owners_are_reminded_of_the_one_that_runs(term, owner):
    make_rule(days=30)
    assert [reminder.about for reminder in owed(TODAY)] == [term]


def test_the_plan_of_next_year_compares_with_the_one_that_runs(term):
    year = make_dues(released=False)
    (change,) = plan_of(year).changes
    assert change.term == term


def test_the_list_shows_the_one_that_runs(term):
    row = listed(Provider.objects.all()).get()
    assert (row.status, row.last_day, row.band) == ("current", term.ends_on, term.band)


def test_nobody_joined_by_it(provider, owner):
    """Else a member would not be missed that nobody visited since it joined, half a year ago."""
    begins = TODAY - 10 * DAY
    make_term(provider, ends_in=20, starts_on=TODAY - AWAY_SINCE - DAY)
    Term.objects.update(ends_on=TODAY - 12 * DAY)
    make_term(provider, ends_in=300, starts_on=begins, resigned_on=begins)
    assert listed(Provider.objects.all()).get().is_away


def test_a_provider_that_has_only_such_a_one_may_be_merged(provider, other_provider, term):
    begins = TODAY + 30 * DAY
    make_term(other_provider, ends_in=395, starts_on=begins, resigned_on=begins)
    assert not [each for each in why_not_merged(other_provider, provider) if "term" in each]
