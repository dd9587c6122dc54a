"""Keeping what was done about duties: who may, what is refused, what the database itself refuses."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from duties import actions
from duties.law import DueState
from duties.law.recurrence import end_of_month
from duties.models import Duty, DutyDone, DutyOff, DutySharing
from duties.overview import duties_overview, items_of, shared_with
from homes.models import Home, HomeGrant
from register.models import RegisterEntry
from tests.conftest import make_person
from tests.duties.homes import done, make_home, without_first_days

TODAY = timezone.localdate()


def mark(home, by, slug="england-44", days_ago=0, **fields):
    day = TODAY - timedelta(days=days_ago)
    return actions.mark_done(home=home, slug=slug, done_on=day, today=TODAY, by=by, **fields)


def state(home, slug="england-44"):
    return items_of(home, TODAY)[slug].due_status.state


def test_a_home_without_records_is_never_overdue_and_has_a_date_only_where_the_law_gives_one(home):
    found = items_of(home, TODAY)
    states = {slug: item.due_status.state for slug, item in found.items()}
    for slug in ("england-44", "england-46"):
        assert states.pop(slug) in (DueState.DUE_SOON, DueState.IN_ORDER)
    assert set(states.values()) == {DueState.NO_DATE}
    assert found["england-44"].due_status.due == end_of_month(TODAY)
    assert found["england-46"].due_status.due == date(TODAY.year, 12, 31)


def test_marking_a_duty_done_sets_its_next_day(home, owner):
    mark(home, owner, days_ago=1)
    due_status = items_of(home, TODAY)["england-44"].due_status
    assert due_status.last == TODAY - timedelta(days=1)
    assert due_status.due > TODAY


def test_marking_it_twice_keeps_it_once(home, owner):
    _, first = mark(home, owner, note="Mrs Llywelyn-Ffoulkes came")
    kept, second = mark(home, owner, note="Someone else")
    assert (first, second) == (True, False)
    assert DutyDone.objects.get() == kept
    assert kept.note == "Mrs Llywelyn-Ffoulkes came"


def test_undoing_takes_it_back_and_leaves_it_in_the_history(home, owner):
    kept, _ = mark(home, owner, slug="england-45")
    actions.undo(done=kept, by=owner)
    actions.undo(done=kept, by=owner)
    assert state(home, "england-45") == DueState.NO_DATE
    labels = list(kept.events.model.objects.order_by("pgh_id").values_list("pgh_label", flat=True))
    assert labels == ["insert", "delete"]


def test_a_day_to_come_is_refused(home, owner):
    with pytest.raises(ValidationError, match="still to come"):
        mark(home, owner, days_ago=-1)


def test_a_day_before_the_registration_is_refused_with_that_day(home, owner):
    with pytest.raises(ValidationError, match="registered on 4 June 2015"):
        actions.mark_done(home=home, slug="england-44", done_on=date(2015, 6, 3), today=TODAY, by=owner)


def test_a_home_that_the_register_calls_closed_owes_nothing(home, owner):
    RegisterEntry.objects.filter(registration=home.registration).update(on_register=False, status="Closed")
    assert state(home) == DueState.NOT_APPLICABLE
    with pytest.raises(ValidationError, match="not registered any more since 31 March 2025"):
        mark(home, owner)


def test_supported_accommodation_is_under_its_own_regulations(home):
    RegisterEntry.objects.filter(registration=home.registration).update(provision_type="Supported Accommodation")
    assert list(items_of(home, TODAY)) == ["supported-32", "supported-6", "supported-9", "supported-10"]


def test_a_home_in_wales_is_under_the_welsh_regulations(provider):
    assert list(items_of(make_home(provider, 1, regulator="ciw"), TODAY)) == [
        *("wales-73", "wales-80", "wales-7", "wales-return")
    ]


def test_a_duty_that_is_off_is_not_asked_for_and_cannot_be_marked(home, owner):
    done(home, "england-44", TODAY, 400)
    actions.switch_off(home=home, slug="england-44", reason="Nobody lives here yet", today=TODAY, by=owner)
    assert state(home) == DueState.NOT_APPLICABLE
    with pytest.raises(ValidationError, match="switched off"):
        mark(home, owner)
    actions.switch_on(home=home, slug="england-44", today=TODAY, by=owner)
    assert state(home) == DueState.OVERDUE


@pytest.mark.parametrize("stranger", ["outsider", "membership_manager"])
def test_nobody_else_marks_undoes_or_switches(home, owner, stranger, request):
    kept, _ = mark(home, owner)
    person = request.getfixturevalue(stranger)
    for act in (
        lambda: mark(home, person),
        lambda: actions.undo(done=kept, by=person),
        lambda: actions.switch_off(home=home, slug="england-44", reason="No", today=TODAY, by=person),
        lambda: actions.add_duty(provider=home.provider, home=home, name="Drill", every_months=6, by=person),
        lambda: actions.add_duty(provider=home.provider, home=None, name="Drill", every_months=6, by=person),
        lambda: actions.share(provider=home.provider, until=TODAY, today=TODAY, by=person),
        lambda: actions.set_recurrence(provider=home.provider, rule="england-16", months=6, by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert DutyDone.objects.count() == 1


def test_a_home_manager_marks_the_homes_that_they_were_given_and_no_others(home, provider):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    other = make_home(provider, 2)
    HomeGrant.objects.create(role=manager.roles.get(), home=home)
    mark(home, manager)
    with pytest.raises(PermissionDenied):
        mark(other, manager)
    assert DutyDone.objects.visible_to(manager).count() == 1
    done(other, "england-44", TODAY, 0)
    assert DutyDone.objects.visible_to(manager).count() == 1


def test_a_home_manager_adds_a_duty_to_their_own_home_only(home, provider):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    HomeGrant.objects.create(role=manager.roles.get(), home=home)
    actions.add_duty(provider=provider, home=home, name="Fire drill", every_months=6, by=manager)
    with pytest.raises(PermissionDenied):
        actions.add_duty(provider=provider, home=None, name="Fire drill", every_months=6, by=manager)


def test_an_own_duty_is_asked_of_every_home_until_it_ends(home, provider, owner):
    other = make_home(provider, 2)
    duty = actions.add_duty(provider=provider, home=None, name="Prawf larwm tân", every_months=1, by=owner)
    slug = f"own-{duty.pk}"
    mark(home, owner, slug=slug)
    assert items_of(home, TODAY)[slug].due_status.state == DueState.IN_ORDER
    assert items_of(other, TODAY)[slug].due_status.state == DueState.NO_DATE
    actions.end_duty(duty=duty, by=owner)
    assert slug not in items_of(home, TODAY)
    assert DutyDone.objects.count() == 1


def test_an_own_duty_of_one_home_is_asked_of_no_other(home, provider, owner):
    duty = actions.add_duty(provider=provider, home=home, name="Lift check", every_months=6, by=owner)
    assert f"own-{duty.pk}" in items_of(home, TODAY)
    assert f"own-{duty.pk}" not in items_of(make_home(provider, 2), TODAY)


def test_two_own_duties_of_one_name_are_refused_and_may_follow_one_another(home, provider, owner):
    first = actions.add_duty(provider=provider, home=None, name="Fire drill", every_months=6, by=owner)
    with pytest.raises(ValidationError, match="called “fire drill” already"):
        actions.add_duty(provider=provider, home=None, name="fire drill", every_months=3, by=owner)
    actions.end_duty(duty=first, by=owner)
    actions.add_duty(provider=provider, home=None, name="fire drill", every_months=3, by=owner)


def test_a_rhythm_that_the_law_leaves_open_can_be_set_and_the_law_s_own_cannot(home, provider, owner):
    done(home, "england-16", TODAY, 200)
    actions.set_recurrence(provider=provider, rule="england-16", months=6, by=owner)
    assert state(home, "england-16") == DueState.OVERDUE
    actions.set_recurrence(provider=provider, rule="england-16", months=12, by=owner)
    assert state(home, "england-16") == DueState.IN_ORDER
    assert Duty.objects.current().count() == 1
    actions.use_default(provider=provider, rule="england-16", by=owner)
    assert items_of(home, TODAY)["england-16"].own_recurrence is None
    with pytest.raises(ValidationError, match="The law sets this"):
        actions.set_recurrence(provider=provider, rule="england-44", months=2, by=owner)


def test_a_rhythm_of_their_own_counts_no_more_once_the_law_s_own_is_known(home, provider):
    """Regulation 46 was taken for a default once, and providers could set months for it."""
    done(home, "england-46", TODAY, 1)
    Duty.objects.create(provider=provider, rule="england-46", every_months=24)
    item = items_of(home, TODAY)["england-46"]
    assert item.own_recurrence is None
    assert item.due_status.due == date((TODAY - timedelta(days=1)).year + 1, 12, 31)


def test_the_day_of_the_annual_return_can_be_set(provider, owner):
    home = make_home(provider, 1, regulator="ciw")
    actions.set_recurrence(provider=provider, rule="wales-return", until=date(2026, 6, 30), by=owner)
    assert items_of(home, TODAY)["wales-return"].recurrence.after(date(2025, 5, 1)) == date(2026, 6, 30)
    with pytest.raises(ValidationError, match="from 1 April on"):
        actions.set_recurrence(provider=provider, rule="wales-return", until=date(2026, 2, 1), by=owner)


@pytest.mark.parametrize("months", [0, 61, None])
def test_a_rhythm_is_a_number_of_months(provider, owner, months):
    with pytest.raises(ValidationError, match="from 1 to 60"):
        actions.add_duty(provider=provider, home=None, name="Drill", every_months=months, by=owner)


def test_the_association_sees_duties_while_an_owner_shares_them_and_not_a_day_longer(home, owner, membership_manager):
    assert not shared_with(membership_manager, TODAY).exists()
    actions.share(provider=home.provider, until=TODAY, today=TODAY, by=owner)
    assert list(shared_with(membership_manager, TODAY)) == [home]
    assert not shared_with(membership_manager, TODAY + timedelta(days=1)).exists()
    actions.share(provider=home.provider, until=TODAY + timedelta(days=30), today=TODAY, by=owner)
    assert list(shared_with(membership_manager, TODAY + timedelta(days=1))) == [home]
    actions.stop_sharing(provider=home.provider, by=owner)
    assert not shared_with(membership_manager, TODAY).exists()


@pytest.mark.parametrize("person", ["press_officer", "policy_officer", "chief_executive", "outsider"])
def test_sharing_shows_duties_to_those_who_look_after_membership_alone(home, owner, person, request):
    actions.share(provider=home.provider, until=TODAY, today=TODAY, by=owner)
    assert not shared_with(request.getfixturevalue(person), TODAY).exists()


@pytest.mark.parametrize(("days", "sentence"), [(-1, "is past"), (367, "more than a year")])
def test_sharing_ends_on_a_day_within_a_year(home, owner, days, sentence):
    with pytest.raises(ValidationError, match=sentence):
        actions.share(provider=home.provider, until=TODAY + timedelta(days=days), today=TODAY, by=owner)


def test_only_an_owner_shares(home, provider):
    colleague = make_person("colleague@hazelbank.example", "colleague", provider)
    with pytest.raises(PermissionDenied):
        actions.share(provider=provider, until=TODAY, today=TODAY, by=colleague)


def test_the_worst_home_comes_first(provider, owner):
    fine, unknown, late, soon = (make_home(provider, number) for number in range(4))
    done(fine, "england-45", TODAY, 1)
    done(late, "england-45", TODAY, 400)
    done(soon, "england-45", TODAY, 160)
    without_first_days(unknown)
    for home in (fine, late, soon):
        for slug in ("england-44", "england-46", "england-16"):
            actions.switch_off(home=home, slug=slug, reason="-", today=TODAY, by=owner)
    rows = duties_overview(Home.objects.own(owner).confirmed(), TODAY)
    assert [row.home for row in rows] == [late, soon, unknown, fine]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_board_takes_two_queries_for_any_number_of_homes(provider, count, django_assert_num_queries):
    for number in range(count):
        done(make_home(provider, number), "england-44", TODAY, number)
    with django_assert_num_queries(2):
        duties_overview(Home.objects.filter(provider=provider), TODAY)


@pytest.mark.parametrize(
    ("make", "constraint"),
    [
        (lambda home: DutyDone.objects.create(home=home, done_on=TODAY), "duty_done_names_a_duty"),
        (lambda home: DutyOff.objects.create(home=home, reason="No"), "duty_off_names_a_duty"),
        (lambda home: [done(home, "england-44", TODAY, 0) for _ in range(2)], "duty_done_once_a_day"),
        (lambda home: Duty.objects.create(provider=home.provider, every_months=1), "duty_from_law_or_of_their_own"),
        (lambda home: Duty.objects.create(provider=home.provider, name="Drill"), "duty_has_one_recurrence"),
        (
            lambda home: DutySharing.objects.create(
                provider=home.provider, from_day=TODAY, until=TODAY - timedelta(days=1)
            ),
            "duty_sharing_ends_after_start",
        ),
        (
            lambda home: [
                DutySharing.objects.create(provider=home.provider, from_day=TODAY, until=TODAY) for _ in range(2)
            ],
            "duty_sharing_open_once",
        ),
    ],
)
def test_the_database_refuses_what_makes_no_sense(home, make, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make(home)
