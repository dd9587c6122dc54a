"""Whether a provider is a member on a day is one thing: each way of asking gives the same answer."""

from datetime import date, timedelta

import pytest

from members.check import check_membership
from members.membership import status_of, with_full_access, with_membership
from members.models import Term
from members.representation import members_on
from members.status import Status
from people.models import Provider
from tests.conftest import make_provider

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
    "comes back next April": [(date(2025, 11, 1), date(2026, 10, 31), None), (APRIL, date(2028, 3, 31), None)],
    "resigned today": [(date(2026, 4, 1), date(2027, 3, 31), DAY)],
    "resigns tomorrow": [(date(2026, 4, 1), date(2027, 3, 31), DAY + timedelta(days=1))],
    "resigned before its renewal": [(date(2026, 4, 1), date(2027, 3, 31), DAY), (APRIL, date(2028, 3, 31), None)],
}
MEMBERS = {"runs", "begins today", "ends today", "renewed early", "resigns tomorrow"}
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


def test_members_and_those_in_the_time_of_grace_have_full_access(providers):
    assert named(with_full_access(Provider.objects.all(), DAY)) == MEMBERS | IN_GRACE


def test_who_renewed_early_is_a_member_until_the_end_of_what_they_renewed_to(providers):
    rows = with_membership(Provider.objects.all(), DAY).in_bulk()
    assert rows[providers["renewed early"].pk].term_ends_on == date(2028, 3, 31)
    assert rows[providers["runs"].pk].term_ends_on == date(2027, 3, 31)
    assert rows[providers["begins next April"].pk].term_ends_on is None
