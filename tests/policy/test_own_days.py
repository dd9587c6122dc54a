"""The mail to whoever owns a consultation: what of ours is due, and what government has not answered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from outbox.models import OutboxMessage
from people.models import Role
from policy.cycle import actions
from policy.cycle.reminding import remind, reminders_of, to_remind
from policy.dispatches.actions import record
from policy.models import Consultation
from policy.outbox_checks import own_days
from policy.texts.actions import start_response
from publishing import actions as publishing
from publishing import clock
from tests.conftest import make_person
from tests.policy.conftest import in_days, make_consultation, publish

WORDS = {"title": "What we say", "summary": "In short, what we say and why it matters.", "body": "<p>At length.</p>"}


def on(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def owned(consultation, policy_officer):
    """CARE-1, which the policy officer owns: members' day was yesterday, it closes in twenty days."""
    Consultation.objects.update(internal_deadline=in_days(-1), owner=policy_officer)
    return consultation


def due(**days):
    Consultation.objects.update(**days)


def found():
    return [(each.what, each.when) for row in to_remind() for each in reminders_of(row)]


@pytest.mark.parametrize(("days", "when"), [(4, []), (3, ["soon"]), (0, ["soon"]), (-1, ["late"])])
@pytest.mark.parametrize(("column", "what"), [("draft_due", "draft"), ("sign_off_due", "sign-off")])
def test_a_day_of_ours_is_told_three_days_before_and_once_it_is_behind_us(owned, column, what, days, when):
    Consultation.objects.update(internal_deadline=in_days(-5))
    due(**{column: on(days)})
    assert found() == [(what, each) for each in when]


def test_each_mail_goes_once_whatever_mornings_were_missed(owned, policy_officer):
    due(draft_due=on(2), sign_off_due=on(10))
    assert [remind().total, remind().total] == [1, 0]
    mail = OutboxMessage.objects.get()
    assert mail.user == policy_officer
    assert mail.subject == "Draft due: Consultation CARE-1"
    assert "/staff/policy/consultations/CARE-1/" in mail.text
    Consultation.objects.update(internal_deadline=in_days(-9), draft_due=on(-3))
    assert [remind().total, remind().total] == [1, 0]
    assert OutboxMessage.objects.latest("pk").subject == "Draft overdue: Consultation CARE-1"


def test_what_is_done_is_not_told(owned, policy_officer, chief_executive):
    due(draft_due=on(1), sign_off_due=on(2))
    edition = start_response(consultation=owned, by=policy_officer, **WORDS)
    assert found() == [("draft", "soon"), ("sign-off", "soon")]
    publishing.submit(edition=edition, by=policy_officer)
    assert found() == [("sign-off", "soon")]
    edition.refresh_from_db()
    publishing.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=in_days(30))
    assert found() == []


def test_nothing_is_due_once_it_is_closed_or_lapsed(owned):
    due(draft_due=on(1))
    Consultation.objects.update(lapsed_on=on(0))
    assert found() == []
    Consultation.objects.update(lapsed_on=None)
    with clock.at(in_days(20)):
        assert found() == []


def test_an_approved_response_is_to_be_sent_before_they_close(owned, policy_officer, chief_executive):
    draft = start_response(consultation=owned, by=policy_officer, **WORDS)
    edition = publish(draft, author=policy_officer, approver=chief_executive, public_from=in_days(30))
    Consultation.objects.update(closes_at=in_days(5))
    assert found() == []
    Consultation.objects.update(closes_at=in_days(3))
    assert found() == [("sending", "soon")]
    with clock.at(in_days(4)):
        assert found() == []
    record(response=owned.response, edition=edition, how="post", on=on(0), by=policy_officer)
    assert found() == []


def test_a_draft_is_not_to_be_sent(owned, policy_officer):
    start_response(consultation=owned, by=policy_officer, **WORDS)
    Consultation.objects.update(closes_at=in_days(2))
    assert found() == []


def test_an_outcome_is_chased_after_twelve_weeks_and_every_four_after_that(policy_officer):
    make_consultation("OLD-1", opens=-300, ours=-290, closes=-83, owner=policy_officer)
    assert found() == []
    counts = []
    for days in (1, 2, 28, 29, 30, 57):
        Consultation.objects.update(closes_at=in_days(-83 - days))
        counts.append([each.on for row in to_remind() for each in reminders_of(row)])
    assert counts == [[on(0)], [on(-1)], [on(-27)], [on(0)], [on(-1)], [on(0)]]
    Consultation.objects.update(closes_at=in_days(-100))
    assert remind().total == 1
    mail = OutboxMessage.objects.get()
    assert mail.subject == "Outcome overdue: Consultation OLD-1"
    assert "ask Department for Education" in mail.text
    Consultation.objects.update(outcome="<p>No.</p>", outcome_on=on(0))
    assert found() == []


def test_nobody_is_told_who_does_not_own_it_or_works_on_it_no_more(owned, policy_officer):
    due(draft_due=on(1))
    Role.objects.filter(user=policy_officer).update(ends_on=on(0))
    assert [found(), remind().total] == [[], 0]
    Consultation.objects.update(owner=None)
    assert remind().total == 0


def test_a_mail_that_is_true_no_longer_is_not_sent(owned, policy_officer):
    due(draft_due=on(1))
    remind()
    mail = OutboxMessage.objects.get()
    assert own_days(mail) == ""
    due(draft_due=on(2))
    assert own_days(mail) == "This does not wait for them any more."
    due(draft_due=on(1))
    colleague = make_person("colleague@cha.example", "policy_officer")
    actions.plan(consultation=owned, by=policy_officer, owner=colleague, draft_due=on(1), sign_off_due=None)
    assert own_days(mail) != ""
    assert remind().total == 1
    assert own_days(OutboxMessage.objects.latest("pk")) == ""


def test_it_takes_the_same_queries_for_any_number_with_nothing_due(policy_officer, django_assert_num_queries):
    for number in range(5):
        make_consultation(f"MANY-{number}", owner=policy_officer)
    with django_assert_num_queries(1):
        assert found() == []
