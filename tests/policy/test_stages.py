"""Consultations by stage and by day: what the desk works on, whose it is, and what is late."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from policy.cycle.milestones import What, milestones
from policy.models import Consultation
from policy.outcomes.actions import record
from policy.texts.actions import start_response
from tests.conftest import make_person
from tests.policy.conftest import in_days, make_consultation, publish
from tests.policy.test_cycle import WORDS, on
from tests.policy.test_dispatches import edition
from tests.policy.test_dispatches import record as dispatch
from tests.policy.test_outcomes import ADOPTED
from tests.reading import text

__all__ = ["edition"]  # a fixture
STAGES, CALENDAR = "/staff/policy/consultations/stages/", "/staff/policy/consultations/calendar/"


@pytest.fixture
def client(signed_in, policy_officer):
    return signed_in(policy_officer)


def found(**filters) -> list[tuple]:
    """What falls on which day, of all."""
    rows = Consultation.objects.filter(**filters).with_owner().with_phase().with_work()
    return [(each.what, each.on, each.is_late) for each in milestones(rows)]


def test_all_that_is_to_come_of_one_that_is_open_stands_on_its_day(body):
    make_consultation("CARE-1", ours=3, closes=9, draft_due=on(4), sign_off_due=on(6))
    assert found() == [
        (What.MEMBERS, on(3), False),
        (What.DRAFT, on(4), False),
        (What.SIGN_OFF, on(6), False),
        (What.CLOSES, on(9), False),
    ]


def test_what_begins_or_ends_at_midnight_stands_on_the_day_that_people_mean(body):
    summer = datetime(2036, 7, 1, 23, tzinfo=UTC)  # midnight in London, on 2 July
    one = make_consultation("CARE-2")
    Consultation.objects.filter(pk=one.pk).update(
        opens_at=summer, internal_deadline=summer + timedelta(days=1), closes_at=summer + timedelta(days=2)
    )
    days = [(what, f"{day:%-d %B}") for what, day, _ in found()]
    assert days == [(What.OPENS, "2 July"), (What.MEMBERS, "2 July"), (What.CLOSES, "3 July")]
    winter = datetime(2036, 12, 3, tzinfo=UTC)
    Consultation.objects.update(internal_deadline=winter, closes_at=winter)
    assert [f"{day:%-d %B}" for _, day, _ in found()] == ["2 July", "2 December", "2 December"]


def test_what_we_did_not_do_in_time_is_late_and_stands_first(body):
    make_consultation("CARE-1", ours=-5, closes=9, draft_due=on(-2), sign_off_due=on(0))
    make_consultation("CARE-2", opens=-200, ours=-150, closes=-100)
    make_consultation("CARE-3", opens=-90, ours=-60, closes=-50)
    overdue = timezone.localdate(in_days(-100) + timedelta(weeks=12))
    due = timezone.localdate(in_days(-50) + timedelta(weeks=12))
    assert found() == [
        (What.OUTCOME, overdue, True),
        (What.DRAFT, on(-2), True),
        (What.SIGN_OFF, on(0), False),
        (What.CLOSES, on(9), False),
        (What.OUTCOME, due, False),
    ]


@pytest.mark.parametrize("over", [{"lapsed_on": on(0)}, {"outcome": "They did it.", "outcome_on": on(-1)}])
def test_what_lapsed_or_has_an_outcome_is_over(client, body, over):
    make_consultation("CARE-1", opens=-90, ours=-60, closes=-50, **over)
    assert found() == []
    for page in (STAGES, CALENDAR):
        assert "CARE-1" not in text(client.get(page))


def test_the_stages_have_a_card_for_each_by_stage_the_next_day_first(client, policy_officer, body):
    make_consultation("CARE-1", closes=20, owner=policy_officer, questions=0)
    make_consultation("CARE-2", ours=3, closes=9, owner=policy_officer, questions=0)
    make_consultation("CARE-3", ours=-5, closes=9, draft_due=on(-2), sign_off_due=on(-1))
    page = " ".join(text(client.get(STAGES)).split())
    places = [page.index(words) for words in ("Triage <", "Consultation CARE-2", "Consultation CARE-1", "Drafting <")]
    assert places == sorted(places)
    assert f"Members answer until {on(3):%-d %B %Y}" in page
    assert page.index("Consultation CARE-3") > page.index("Drafting <")
    assert page.count(">Late</span>") == 2
    assert f"Closes {on(9):%-d %B %Y}" not in page
    assert page.count("Nobody owns it") == 1


def test_what_we_answered_stays_under_its_stage_until_its_outcome_is_compared(
    client, consultation, policy_officer, chief_executive
):
    _publish_response(consultation, policy_officer, chief_executive)
    assert "Published <" in text(client.get(STAGES))
    over = {"internal_deadline": in_days(-8), "closes_at": in_days(-7), "outcome": "Yes.", "outcome_on": on(-1)}
    Consultation.objects.update(**over)
    assert "Published <" in text(client.get(STAGES))
    waits = make_consultation("CARE-2", opens=-90, ours=-60, closes=-50)
    _publish_response(waits, policy_officer, chief_executive)
    page = text(client.get(STAGES))
    assert page.index("Consultation CARE-2") < page.index("Consultation CARE-1")  # which falls due on no day
    decided = ADOPTED | {"on": on(-1)}
    record(consultation=consultation, questions=consultation.questions.all()[:1], by=policy_officer, **decided)
    assert "CARE-1" not in text(client.get(STAGES))


def test_what_was_sent_and_is_not_public_stays_as_well(client, consultation, edition, policy_officer):
    dispatch(edition.publication.consultation_response, edition, policy_officer)
    Consultation.objects.update(internal_deadline=in_days(-8), closes_at=in_days(-7), outcome="Yes.", outcome_on=on(-1))
    assert "Sent <" in text(client.get(STAGES))


def _publish_response(consultation, author, approver):
    draft = start_response(consultation=consultation, by=author, **WORDS)
    publish(draft, author=author, approver=approver)


def test_the_calendar_stands_by_month_with_what_is_late_first(client, body):
    make_consultation("CARE-1", ours=-5, closes=40, draft_due=on(-2), sign_off_due=on(30))
    page = text(client.get(CALENDAR))
    assert page.index("<h2>Late</h2>") < page.index(f"<h2>{on(30):%B %Y}</h2>")
    assert f"{on(40):%A %-d %B}" in page


@pytest.mark.parametrize("address", [STAGES, CALENDAR])
def test_both_are_narrowed_to_a_person_or_to_what_nobody_owns(client, policy_officer, body, address):
    gone = make_person("gone@association.example", "press_officer")
    make_consultation("CARE-1", owner=policy_officer)
    make_consultation("CARE-2", owner=gone)
    make_consultation("CARE-3")

    def shown(owner):
        page = text(client.get(address, {"owner": owner}))
        return {number for number in "123" if f"CARE-{number}" in page}

    assert shown("") == shown("someone") == {"1", "2", "3"}
    assert shown(policy_officer.pk) == {"1"}
    assert shown("nobody") == {"2", "3"}
    Consultation.objects.all().delete()
    assert "Show all" in text(client.get(address, {"owner": "nobody"}))


@pytest.mark.parametrize("address", [STAGES, CALENDAR])
def test_both_ask_as_often_for_any_number(client, body, address, django_assert_num_queries):
    make_consultation("CARE-1")
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address)
    for number in range(2, 12):
        make_consultation(f"CARE-{number}")
    with django_assert_num_queries(6):
        client.get(address)


def test_list_stages_and_calendar_lead_to_each_other_and_from_the_first_screen(client, consultation):
    for page in ("/dashboard/", "/staff/policy/consultations/", STAGES, CALENDAR):
        shown = text(client.get(page))
        assert f'href="{STAGES}"' in shown
        assert f'href="{CALENDAR}"' in shown
