"""The Welsh annual return: once a provider, at the first of its Welsh homes by number."""

from datetime import date, timedelta

from django.utils import timezone

from duties import actions
from duties.models import DutyDone
from duties.overview import duties_overview, items_of
from homes.models import Home
from register.models import WelshService
from tests.duties.homes import make_home
from tests.reading import text

TODAY = timezone.localdate()


def returns():
    rows = duties_overview(Home.objects.confirmed(), TODAY)
    return {row.home.pk: item for row in rows for item in row.items if item.rule_key == "wales-return"}


def test_two_welsh_homes_owe_one_return(signed_in, provider, other_provider, owner):
    english = make_home(provider, 1)
    second, first = (make_home(provider, number, regulator="ciw") for number in (3, 2))
    others = make_home(other_provider, 4, regulator="ciw")
    assert set(returns()) == {first.pk, others.pk}
    assert "wales-return" not in items_of(second, TODAY)
    assert "wales-73" in items_of(second, TODAY)
    assert "wales-return" not in items_of(english, TODAY)
    page = text(signed_in(owner).get(f"/homes/{first.pk}/duties/"))
    assert "one for all its services, and not one for each home" in page


def test_what_was_done_stays_done_when_another_home_comes_to_stand_for_the_provider(provider, owner):
    first = make_home(provider, 2, regulator="ciw")
    actions.mark_done(home=first, slug="wales-return", done_on=TODAY, today=TODAY, by=owner)
    due = returns()[first.pk].due_status.due
    Home.objects.filter(pk=first.pk).update(state="ended", during=(date(2020, 1, 1), TODAY - timedelta(days=1)))
    second = make_home(provider, 3, regulator="ciw")
    assert {pk: item.due_status.due for pk, item in returns().items()} == {second.pk: due}


def test_another_provider_s_return_counts_for_nobody_else(provider, other_provider):
    first, others = make_home(provider, 2, regulator="ciw"), make_home(other_provider, 3, regulator="ciw")
    DutyDone.objects.create(home=others, rule="wales-return", done_on=TODAY)
    assert returns()[first.pk].due_status.state == "No date yet"


def test_a_claim_that_waits_stands_for_nobody(provider):
    waiting = make_home(provider, 2, regulator="ciw")
    Home.objects.filter(pk=waiting.pk).update(state="claimed", during=None)
    second = make_home(provider, 3, regulator="ciw")
    assert set(returns()) == {second.pk}


def test_what_an_older_home_did_before_this_one_was_registered_counts(provider):
    older, first = make_home(provider, 3, regulator="ciw"), make_home(provider, 2, regulator="ciw")
    DutyDone.objects.create(home=older, rule="wales-return", done_on=TODAY - timedelta(days=40))
    WelshService.objects.create(registration=first.registration, kind="Care home for children", registered_on=TODAY)
    assert returns()[first.pk].due_status.last == TODAY - timedelta(days=40)
