"""Whether a provider is a member on a day is one thing: each way of asking gives the same answer."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from members.check import check_membership
from members.membership import (
    belongs_to_member,
    has_full_access,
    own_members,
    status_of,
    until_of,
    with_full_access,
    with_membership,
    with_renewal_overdue,
    with_status,
)
from members.models import Application, Term
from members.representation import members_on
from members.status import Status
from people.models import Provider
from tests.conftest import make_provider
from tests.members.conftest import make_term

DAY = date(2026, 11, 27)
APRIL = date(2027, 4, 1)
TERMS = {  # first day, last day, first day without membership where they resigned
    "never": [],
    "runs": [(date(2026, 4, 1), date(2027, 3, 31), None)],
    "begins today": [(DAY, date(2027, 11, 26), None)],
    "ends today": [(date(2025, 11, 28), DAY, None)],
    "ended yesterday": [(date(2025, 11, 27), DAY - timedelta(days=1), None)],
    "ended long ago": [(date(2024, 4, 1), date(2025, 3, 31), None)],
    "begins next April": [(APRIL, date(2028, 3, 31), None)],
    "renewed early": [(date(2026, 4, 1), date(2027, 3, 31), None), (APRIL, date(2028, 3, 31), None)],
    "renewed late": [(date(2025, 11, 1), date(2026, 10, 31), None), (date(2026, 11, 20), date(2027, 11, 19), None)],
    "misses a day": [(date(2026, 4, 1), date(2027, 3, 31), None), (date(2027, 4, 2), date(2028, 4, 1), None)],
    "comes back next April": [(date(2025, 11, 1), date(2026, 10, 31), None), (APRIL, date(2028, 3, 31), None)],
    "resigned today": [(date(2026, 4, 1), date(2027, 3, 31), DAY)],
    "resigns tomorrow": [(date(2026, 4, 1), date(2027, 3, 31), DAY + timedelta(days=1))],
    "resigned before its renewal": [(date(2026, 4, 1), date(2027, 3, 31), DAY), (APRIL, date(2028, 3, 31), None)],
    "gave up before it began": [(APRIL, date(2028, 3, 31), APRIL)],
    "gave up a term that would run": [(date(2026, 4, 1), date(2027, 3, 31), date(2026, 4, 1))],
    "gave up its renewal and stays": [
        (date(2026, 4, 1), date(2027, 3, 31), None),
        (date(2026, 11, 1), date(2027, 10, 31), date(2026, 11, 1)),
    ],
    "left and was admitted again": [
        (date(2025, 12, 1), date(2026, 11, 20), date(2026, 11, 11)),
        (date(2026, 11, 21), date(2027, 11, 20), date(2026, 11, 21)),
        (date(2026, 11, 15), date(2027, 10, 31), None),
    ],
    "left and was admitted again for less": [
        (date(2026, 6, 1), date(2027, 5, 31), date(2026, 9, 1)),
        (date(2026, 10, 1), date(2027, 3, 31), None),
    ],
    "leaves and was admitted again": [
        (date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 1)),
        (date(2026, 12, 1), date(2027, 11, 30), None),
    ],
}
MEMBERS = {
    *("runs", "begins today", "ends today", "renewed early", "renewed late", "misses a day", "resigns tomorrow"),
    *(
        "gave up its renewal and stays",
        "left and was admitted again",
        "left and was admitted again for less",
        "leaves and was admitted again",
    ),
}
IN_GRACE = {"ended yesterday", "comes back next April"}


@pytest.fixture
def providers(db):
    """A provider for each run of terms, by its name."""
    made = {name: make_provider(name) for name in TERMS}
    facts = {"band": "1 home", "dues": 450, "homes_counted": 1}
    for name, terms in TERMS.items():
        for starts_on, ends_on, resigned_on in terms:
            days = {"starts_on": starts_on, "ends_on": ends_on, "resigned_on": resigned_on}
            Term.objects.create(provider=made[name], **days, **facts)
    return made


def named(providers) -> set[str]:
    return {str(provider) for provider in providers}


def test_every_way_of_asking_who_is_a_member_gives_the_same_answer(providers, press_officer):
    with_dates = with_membership(Provider.objects.all(), DAY)
    found = {
        "status": named(one for one in with_dates if status_of(one, DAY) == Status.CURRENT),
        "terms": named(term.provider for term in Term.objects.on(DAY)),
        "representation": named(Provider.objects.filter(pk__in=members_on(DAY, providers.values()))),
        "check": {name for name in TERMS if check_membership(press_officer, name, DAY).exact[0].is_member},
    }
    assert found == dict.fromkeys(found, MEMBERS)


def test_every_way_of_asking_who_is_in_the_time_of_grace_gives_the_same_answer(providers, press_officer):
    with_dates = with_membership(Provider.objects.all(), DAY)
    assert named(one for one in with_dates if status_of(one, DAY) == Status.OVERDUE) == IN_GRACE
    assert {name for name in TERMS if check_membership(press_officer, name, DAY).exact[0].is_overdue} == IN_GRACE
    overdue = with_renewal_overdue(Provider.objects.all(), DAY)
    assert {str(one): one.term_ends_on for one in overdue} == {
        "ended yesterday": DAY - timedelta(days=1),
        "comes back next April": date(2026, 10, 31),
    }


def test_members_and_those_in_the_time_of_grace_have_full_access(providers):
    assert named(with_full_access(Provider.objects.all(), DAY)) == MEMBERS | IN_GRACE
    assert {name for name, provider in providers.items() if has_full_access(provider, DAY)} == MEMBERS | IN_GRACE


REFUSED, ACCEPTED = {"decided_on": DAY, "accepted": False}, {"decided_on": DAY, "accepted": True}
APPLICATIONS = {  # the older one first
    "never": [],
    "applies": [{}],
    "was refused": [REFUSED],
    "was refused and applies again": [REFUSED, {}],
    "was accepted and has no term": [ACCEPTED],
    "ended long ago": [{}],
}


def test_a_status_read_off_dates_and_one_read_by_a_query_are_the_same(providers):
    for name, applications in APPLICATIONS.items():
        provider = providers.get(name) or make_provider(name)
        for days, facts in enumerate(applications):
            Application.objects.create(provider=provider, applied_on=DAY + timedelta(days=days - 2), **facts)
    found = {str(one): status_of(one, DAY) for one in with_membership(Provider.objects.all(), DAY)}
    assert found == {str(one): one.status for one in with_status(Provider.objects.all(), DAY)}
    assert {name: found[name] for name in APPLICATIONS} == {
        "never": Status.NONE,
        "applies": Status.APPLICANT,
        "was refused": Status.REFUSED,
        "was refused and applies again": Status.APPLICANT,
        "was accepted and has no term": Status.APPLICANT,
        "ended long ago": Status.ENDED,
    }


@pytest.mark.parametrize(
    ("name", "until"),
    [
        ("never", None),
        ("runs", date(2027, 3, 31)),
        ("ended yesterday", DAY + timedelta(days=29)),
        ("ended long ago", date(2025, 3, 31)),
        ("resigned today", DAY - timedelta(days=1)),
    ],
)
def test_beside_a_status_stands_until_when_it_is_one(providers, name, until):
    provider = with_membership(Provider.objects.all(), DAY).get(pk=providers[name].pk)
    assert until_of(provider, status_of(provider, DAY)) == until


def test_each_day_that_is_asked_about_is_today_where_none_is_named(provider, other_provider):
    make_term(provider, ends_in=0)
    make_term(other_provider, ends_in=-1)
    assert named(with_full_access(Provider.objects.all())) == {str(provider), str(other_provider)}
    assert named(with_renewal_overdue(Provider.objects.all())) == {str(other_provider)}
    found = with_membership(Provider.objects.all())
    assert {status_of(one) for one in found} == {Status.CURRENT, Status.OVERDUE}
    assert status_of(found.get(pk=provider.pk), timezone.localdate() + timedelta(days=1)) == Status.OVERDUE


def test_a_person_s_members_are_those_of_their_own_roles(provider, other_provider, owner, outsider, press_officer):
    make_term(provider, ends_in=10)
    make_term(other_provider, ends_in=-31)
    assert list(own_members(owner)) == [provider]
    found = [belongs_to_member(user) for user in (owner, outsider, press_officer, AnonymousUser())]
    assert found == [True, False, False, False]


def test_who_renewed_early_is_a_member_until_the_end_of_what_they_renewed_to(providers):
    rows = with_membership(Provider.objects.all(), DAY).in_bulk()
    assert rows[providers["renewed early"].pk].term_ends_on == date(2028, 3, 31)
    assert rows[providers["runs"].pk].term_ends_on == date(2027, 3, 31)
    assert rows[providers["misses a day"].pk].term_ends_on == date(2027, 3, 31)
    assert rows[providers["begins next April"].pk].term_ends_on is None
    assert rows[providers["leaves and was admitted again"].pk].term_ends_on == date(2027, 11, 30)


def test_a_term_that_never_begins_says_that_they_resigned_where_none_other_counts(providers):
    rows = {str(one): one for one in with_membership(Provider.objects.all(), DAY)}
    for name in ("gave up before it began", "gave up a term that would run"):
        Application.objects.create(provider=providers[name], applied_on=DAY, decided_on=DAY, accepted=True)
        assert status_of(rows[name], DAY) == Status.RESIGNED
        assert until_of(rows[name], Status.RESIGNED) is None
    assert rows["gave up its renewal and stays"].term_ends_on == date(2027, 3, 31)
    assert {str(one): one.status for one in with_status(Provider.objects.all(), DAY)} == {
        name: status_of(one, DAY) for name, one in rows.items()
    }
